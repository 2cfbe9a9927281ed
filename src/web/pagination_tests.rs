//! What the pager says.

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

#[test]
fn beyond_the_last_number_the_list_goes_on_after_a_row() {
    let at = ("/recent", [("sort", "title")]);
    let at = (at.0, at.1.as_slice());
    let last = Pager::new(PageNumber::parse(Some("100")).unwrap(), 5_100, at.0, at.1).unwrap();
    assert_eq!(last.next, None);
    let next = |pager: Pager| pager.next.unwrap_or_default();
    assert_eq!(
        next(last.going_on_after(7, at)),
        "/recent?sort=title&after=7"
    );
    let deep = Pager::beyond(50, 5_100, Some(9), at);
    assert!(deep.is_needed());
    assert_eq!(next(deep), "/recent?sort=title&after=9");
    let end = Pager::beyond(49, 5_100, None, at);
    let html = askama::Template::render(&Sample { pager: end }).unwrap();
    assert!(html.contains("Showing 49 more of 5100"), "{html}");
    assert!(
        html.contains("/recent?sort=title&amp;page=100")
            || html.contains("/recent?sort=title&#38;page=100"),
        "{html}"
    );
    assert!(!html.contains("rel=\"next\""));
    assert!(!Pager::beyond(3, 20, None, at).is_needed());
}
