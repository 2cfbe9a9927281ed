//! Long lists in pages of 50.

use url::form_urlencoded::Serializer;

use crate::error::{AppError, Result};
use crate::paths::with_query;

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
    /// The place of the first row shown, from 1; 0 when there is none, or when nobody counted.
    pub first: i64,
    /// The place of the last row shown; how many are shown when nobody counted.
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
        let last_page = last_page(total);
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

    /// The pager of a page beyond [`LAST_PAGE`], which goes on `after` a row instead of having a
    /// number: `shown` rows, and the last of them when there are more.
    pub fn beyond(
        shown: usize,
        total: i64,
        next_after: Option<i64>,
        (path, query): (&str, &[(&str, &str)]),
    ) -> Self {
        let page = |number| Step::Page {
            number,
            href: address(path, query, number),
            here: false,
        };
        let pager = Self {
            first: 0,
            last: i64::try_from(shown).unwrap_or(i64::MAX),
            total,
            previous: None,
            steps: match last_page(total) {
                1 => vec![page(1)],
                last_page => vec![page(1), Step::Gap, page(last_page)],
            },
            next: None,
        };
        match next_after {
            Some(row) => pager.going_on_after(row, (path, query)),
            None => pager,
        }
    }

    /// Lets the last numbered page go on after its last row, where the list is longer.
    #[must_use]
    pub fn going_on_after(mut self, row: i64, (path, query): (&str, &[(&str, &str)])) -> Self {
        let first_page = address(path, query, 1);
        self.next = Some(with_query(&first_page, "after", &row.to_string()));
        self
    }

    /// The address of the page itself; none when it has no number.
    pub fn here(&self) -> Option<&str> {
        self.steps.iter().find_map(|step| match step {
            Step::Page {
                href, here: true, ..
            } => Some(href.as_str()),
            _ => None,
        })
    }

    /// Whether there is more than one page, so that the pager is worth drawing.
    pub fn is_needed(&self) -> bool {
        self.steps.len() > 1
    }
}

/// The number of the last page that `total` rows fill, as far as pages have numbers.
fn last_page(total: i64) -> i64 {
    (total + PER_PAGE - 1)
        .div_euclid(PER_PAGE)
        .clamp(1, LAST_PAGE)
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
#[path = "pagination_tests.rs"]
mod tests;
