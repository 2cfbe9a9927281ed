use askama::Template;

use super::*;

#[derive(Template)]
#[template(
    ext = "html",
    source = r#"{% extends "base.html" %}{% block title %}Tags{% endblock %}{% block main %}<main id="main"></main>{% endblock %}"#
)]
struct Sample {
    layout: Layout,
}

fn draw(layout: Layout) -> scraper::Html {
    scraper::Html::parse_document(&Sample { layout }.render().unwrap())
}

fn texts(page: &scraper::Html, css: &str) -> Vec<String> {
    let selector = scraper::Selector::parse(css).unwrap();
    let words = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    page.select(&selector)
        .map(|found| words(found.text().collect()))
        .collect()
}

#[test]
fn a_public_page_shows_the_site_its_navigation_and_a_search_box() {
    let site = Site {
        title: "Birds".into(),
        summary: "Where to see them.".into(),
        data_licence: Some(LicenceNotice {
            label: "CC BY 4.0".into(),
            url: None,
        }),
        contact: None,
    };
    let page = draw(
        Layout::new(site)
            .at(Here::Latest)
            .with_canonical("https://a.example/"),
    );
    assert_eq!(texts(&page, "title"), ["Tags – Birds"]);
    assert_eq!(texts(&page, ".brand"), ["Signpost Birds"]);
    assert_eq!(texts(&page, ".masthead [aria-current=page]"), ["Latest"]);
    assert_eq!(
        texts(&page, ".footer p"),
        ["Where to see them. Descriptions are free to reuse under CC BY 4.0."]
    );
    assert_eq!(texts(&page, "form[action='/search']").len(), 1);
    assert_eq!(texts(&page, "link[rel=canonical]").len(), 1);
    assert_eq!(
        texts(&page, ".deskbar, meta[name=robots], form[method=post]").len(),
        0
    );
    assert_eq!(texts(&page, "script[src*=desk]").len(), 0);
}

#[test]
fn settings_are_a_tab_for_administrators_only() {
    let desk = |administrator| Desk {
        name: "ada".into(),
        administrator,
        waiting: 3,
        here: DeskTab::Queue,
    };
    let page = draw(Layout::bare().without_search().with_desk(desk(false)));
    assert_eq!(texts(&page, "title"), ["Tags – Moderators – Signpost"]);
    assert_eq!(texts(&page, ".brand"), ["Signpost"]);
    assert_eq!(
        texts(&page, ".deskbar a"),
        [
            "Queue 3 waiting",
            "Entries",
            "Categories",
            "Tags",
            "History",
            "Account"
        ]
    );
    assert_eq!(
        texts(&page, ".deskbar [aria-current=page]"),
        ["Queue 3 waiting"]
    );
    assert_eq!(texts(&page, "meta[name=robots]").len(), 1);
    assert_eq!(texts(&page, "form[action='/search']").len(), 0);
    assert_eq!(texts(&page, "script[src*=desk]").len(), 1);
    let page = draw(Layout::bare().with_desk(desk(true)));
    assert!(texts(&page, ".deskbar a").contains(&"Settings".to_owned()));
}

#[test]
fn every_static_file_that_the_frame_names_exists() {
    let page = draw(Layout::bare());
    let selector = scraper::Selector::parse("link[href*='/static/'], script, use").unwrap();
    let addresses: Vec<_> = page
        .select(&selector)
        .filter_map(|found| found.attr("href").or(found.attr("src")))
        .collect();
    assert_eq!(addresses.len(), 6);
    assert!(!addresses.contains(&"/static/missing"), "{addresses:?}");
}
