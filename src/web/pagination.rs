//! Long lists in pages of 50.

use url::form_urlencoded::Serializer;

use crate::error::{AppError, Result};

/// How many rows a page shows.
pub const PER_PAGE: i64 = 50;
/// The last page that can be asked for by number.
pub const LAST_PAGE: i64 = 100;

/// The number of a page, from 1 to [`LAST_PAGE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageNumber(i64);

impl PageNumber {
    /// Reads the query's `page`; without one it is the first. A number that no page can have, or
    /// that is not written as one, is [`AppError::NotFound`].
    pub fn parse(page: Option<&str>) -> Result<Self> {
        let Some(text) = page else { return Ok(Self(1)) };
        let written = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
        let number = text
            .parse()
            .ok()
            .filter(|number| (1..=LAST_PAGE).contains(number));
        number
            .filter(|_| written)
            .map(Self)
            .ok_or(AppError::NotFound)
    }

    /// How many rows come before the page: SQL's `OFFSET`.
    pub fn offset(self) -> i64 {
        (self.0 - 1) * PER_PAGE
    }
}

/// What `_pager.html` draws under a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pager {
    /// The place of the first row shown, from 1; 0 when there is none.
    pub first: i64,
    /// The place of the last row shown.
    pub last: i64,
    /// How many rows there are in all.
    pub total: i64,
    /// The address of the page before.
    pub previous: Option<String>,
    /// The pages to offer.
    pub steps: Vec<Step>,
    /// The address of the page after.
    pub next: Option<String>,
}

/// One item of the pager.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A page.
    Page {
        /// Its number.
        number: i64,
        /// Its address.
        href: String,
        /// Whether it is the one shown.
        here: bool,
    },
    /// Pages left out.
    Gap,
}

impl Pager {
    /// The pager of `page` of a list of `total` rows at `path`, whose other query parameters are
    /// kept. A page beyond the last is [`AppError::NotFound`]; the first page always is there.
    pub fn new(page: PageNumber, total: i64, path: &str, query: &[(&str, &str)]) -> Result<Self> {
        let PageNumber(current) = page;
        let last_page = (total + PER_PAGE - 1)
            .div_euclid(PER_PAGE)
            .clamp(1, LAST_PAGE);
        if current > last_page {
            return Err(AppError::NotFound);
        }
        let href = |number: i64| address(path, query, number);
        let mut steps = Vec::new();
        let mut before = 0;
        for number in 1..=last_page {
            let near = (number - current).abs() <= 1;
            if number == 1 || number == last_page || near {
                if number > before + 1 {
                    steps.push(Step::Gap);
                }
                before = number;
                steps.push(Step::Page {
                    number,
                    href: href(number),
                    here: number == current,
                });
            }
        }
        Ok(Self {
            first: if total == 0 { 0 } else { page.offset() + 1 },
            last: total.min(current * PER_PAGE),
            total,
            previous: (current > 1).then(|| href(current - 1)),
            steps,
            next: (current < last_page).then(|| href(current + 1)),
        })
    }

    /// Whether there is more than one page, so that the pager is worth drawing.
    pub fn is_needed(&self) -> bool {
        self.steps.len() > 1
    }
}

/// The first page has no number, so that each page has one address.
fn address(path: &str, query: &[(&str, &str)], number: i64) -> String {
    let mut pairs = Serializer::new(String::new());
    pairs.extend_pairs(
        query
            .iter()
            .filter(|(name, value)| *name != "page" && !value.is_empty()),
    );
    if number > 1 {
        pairs.append_pair("page", &number.to_string());
    }
    let query = pairs.finish();
    if query.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{query}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(askama::Template)]
    #[template(ext = "html", source = r#"{% include "_pager.html" %}"#)]
    struct Sample {
        pager: Pager,
    }

    /// The pager as read: the pages' labels, with where they lead.
    fn read(page: &str, total: i64, query: &[(&str, &str)]) -> (String, Vec<(String, String)>) {
        let page = PageNumber::parse(Some(page)).unwrap();
        let pager = Pager::new(page, total, "/tags/c%2B%2B", query).unwrap();
        let html = askama::Template::render(&Sample { pager }).unwrap();
        let html = scraper::Html::parse_fragment(&html);
        let words = |found: scraper::ElementRef<'_>| {
            found
                .text()
                .collect::<String>()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        };
        let select = |css: &str| scraper::Selector::parse(css).unwrap();
        let range = html.select(&select("p")).map(words).collect();
        let item = |found: scraper::ElementRef<'_>| {
            let link = found.select(&select("a")).next();
            let href = link.and_then(|link| link.attr("href")).unwrap_or_default();
            (words(found), href.to_owned())
        };
        (range, html.select(&select("li")).map(item).collect())
    }

    #[test]
    fn it_says_what_is_shown_and_keeps_the_other_parameters() {
        let query = [("sort", "title"), ("page", "7"), ("tag", ""), ("q", "a&b")];
        let (range, items) = read("2", 120, &query);
        assert_eq!(range, "Showing 51 to 100 of 120");
        let kept = "/tags/c%2B%2B?sort=title&q=a%26b";
        assert_eq!(
            items,
            [
                ("Previous page".into(), kept.into()),
                ("Page 1".into(), kept.into()),
                ("2 (this page)".into(), format!("{kept}&page=2")),
                ("Page 3".into(), format!("{kept}&page=3")),
                ("Next page".into(), format!("{kept}&page=3")),
            ]
        );
    }

    #[test]
    fn pages_far_away_are_left_out_and_a_single_page_has_no_pager() {
        let (range, items) = read("50", 1_000_000, &[]);
        assert_eq!(range, "Showing 2451 to 2500 of 1000000");
        let labels: Vec<_> = items.iter().map(|(label, _)| label.as_str()).collect();
        assert_eq!(
            labels,
            [
                "Previous page",
                "Page 1",
                "…",
                "Page 49",
                "50 (this page)",
                "Page 51",
                "…",
                "Page 100",
                "Next page"
            ]
        );
        assert_eq!(read("1", 50, &[]), (String::new(), vec![]));
    }

    #[test]
    fn a_page_that_does_not_exist_is_not_found() {
        for page in [
            "",
            "0",
            "-1",
            "01",
            "+1",
            " 1",
            "1.0",
            "101",
            "x",
            "99999999999999999999",
        ] {
            assert!(
                matches!(PageNumber::parse(Some(page)), Err(AppError::NotFound)),
                "{page:?}"
            );
        }
        let page = |number| PageNumber::parse(Some(number)).unwrap();
        assert!(Pager::new(page("1"), 0, "/", &[]).is_ok());
        assert!(Pager::new(page("2"), 50, "/", &[]).is_err());
        assert!(Pager::new(page("2"), 51, "/", &[]).is_ok());
        assert!(Pager::new(page("100"), i64::MAX - 50, "/", &[]).is_ok());
        assert_eq!(PageNumber::parse(None).unwrap().offset(), 0);
        assert_eq!(page("100").offset(), 4_950);
    }
}
