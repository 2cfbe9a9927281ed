//! Search: the reader's language, what is found, and how it is shown.

use proptest::prelude::*;
use signpost::directory::search::SearchQuery;
use signpost::directory::{ListQuery, Sort, count_entries, list_entries};

use crate::support::builders::entry;
use crate::support::people::Person;
use crate::support::site::TestSite;

async fn found(visitor: &Person, query: &str) -> Vec<String> {
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("q", query)
        .finish();
    let page = visitor.get(&format!("/search?{query}")).await;
    page.assert_ok();
    page.texts(".entry__title a")
}

#[tokio::test]
async fn everything_about_an_entry_is_found() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    for query in [
        "risk factors",
        "RISK",
        "17 million",
        "opensafely",
        "stata",
        "github.com/opensafely",
        "https://github.com/opensafely/risk-factors-research",
        "\"risk factors\"",
        "stat*",
        "research -prescribing",
    ] {
        let titles = found(&visitor, query).await;
        assert!(
            titles.contains(&"Risk factors research".to_owned()),
            "{query}: {titles:?}"
        );
    }
    for query in [
        "\"factors risk\"",
        "risk -stata",
        "resear",
        "million -\"risk factors\" 17",
    ] {
        let titles = found(&visitor, query).await;
        assert!(
            !titles.contains(&"Risk factors research".to_owned()),
            "{query}: {titles:?}"
        );
    }
    assert_eq!(found(&visitor, "-code -data -the").await.len(), 0);
    assert!(found(&visitor, "-python").await.len() > 5);
}

#[tokio::test]
async fn accents_make_no_difference_and_matches_are_marked() {
    let site = TestSite::empty().await;
    let top = site.add_category("Tools", None).await;
    let mut fields = entry("https://example.org/", "Café für Daten", top);
    fields.description = "Sharing **code** safely & well. Codes. A code-share.".to_owned();
    site.add_entry(fields).await;
    let visitor = site.visitor();
    for query in ["cafe", "CAFÉ", "cafe\u{301}", "fur", "\"cafe fur\"", "dat*"] {
        assert_eq!(found(&visitor, query).await, ["Café für Daten"], "{query}");
    }
    let page = visitor.get("/search?q=cafe+%22code+safely%22+shar*").await;
    assert_eq!(
        page.texts("mark"),
        ["Café", "Sharing", "code safely", "share"]
    );
    assert_eq!(
        page.one("h1").text,
        "1 link for “cafe \"code safely\" shar*”"
    );
    assert!(page.text().contains("safely & well"));
}

#[tokio::test]
async fn the_best_match_comes_first_unless_another_order_is_asked_for() {
    let site = TestSite::empty().await;
    let top = site.add_category("Tools", None).await;
    for (title, description) in [
        (
            "Zebra",
            "A fhir server, among much else that a server does.",
        ),
        ("Fhir", "Fhir."),
        (
            "Apple",
            "Uses fhir here and there, but is about something else entirely.",
        ),
    ] {
        let mut fields = entry(&format!("https://example.org/{title}"), title, top);
        fields.description = description.to_owned();
        site.add_entry(fields).await;
        site.clock().advance(1);
    }
    let visitor = site.visitor();
    assert_eq!(found(&visitor, "fhir").await[0], "Fhir");
    let newest = visitor.get("/search?q=fhir&sort=newest").await;
    assert_eq!(newest.texts(".entry__title a"), ["Apple", "Fhir", "Zebra"]);
    let by_title = visitor.get("/search?q=fhir&sort=title").await;
    assert_eq!(
        by_title.texts(".entry__title a"),
        ["Apple", "Fhir", "Zebra"]
    );
    let best = by_title.select("p.row a").remove(0);
    assert_eq!(best.attr("href"), Some("/search?q=fhir"));
}

#[tokio::test]
async fn results_are_narrowed_by_what_occurs_in_them() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    let all = visitor.get("/search?q=nhs").await;
    let counts = all.texts(".filters label");
    assert!(counts.contains(&"Policy 2 links".to_owned()), "{counts:?}");
    assert!(
        !counts.iter().any(|label| label.starts_with("Guidance")),
        "{counts:?}"
    );

    let policy = visitor.get("/search?q=nhs&category=policy").await;
    assert_eq!(policy.select(".entry").len(), 2);
    assert_eq!(
        policy.texts(".filters [name=category] + label"),
        counts[..2],
        "widens"
    );
    assert_eq!(
        policy.fields(".filters form")[1],
        ("category".into(), "policy".into())
    );

    let both = visitor
        .get("/search?q=nhs&category=policy&category=awesome-repos&licence=MIT")
        .await;
    assert_eq!(both.select(".entry").len(), 3);
    let ticked = both.fields(".filters form");
    assert_eq!(ticked.len(), 4, "{ticked:?}");
    assert_eq!(both.one("h1 + p a").attr("href"), Some("/search?q=nhs"));

    // Two tags widen, a tag and a licence narrow; what is unknown is ignored.
    let tags = visitor
        .get("/search?q=nhs&tag=sql&tag=stata&tag=nothing&category=nowhere")
        .await;
    assert_eq!(tags.select(".entry").len(), 2);
    let none = visitor.get("/search?q=nhs&tag=sql&licence=none").await;
    assert!(none.text().contains("But 5 links without the filters."));
    let filters_alone = visitor.get("/search?licence=open&tag=python").await;
    assert!(!filters_alone.select(".entry").is_empty());
}

#[tokio::test]
async fn a_ticked_box_stays_even_when_nothing_is_left_of_it() {
    let site = TestSite::new().await;
    let page = site
        .visitor()
        .get("/search?q=nhs&category=guidance&category=policy&licence=none&licence=open")
        .await;
    let labels = page.texts(".filters label");
    assert!(
        labels.contains(&"Guidance 0 links".to_owned()),
        "{labels:?}"
    );
    assert!(
        labels.contains(&"No licence 0 links".to_owned()),
        "{labels:?}"
    );
}

#[tokio::test]
async fn a_search_without_results_leads_on() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    let page = visitor.get("/search?q=nhs+validater").await;
    page.assert_ok();
    assert_eq!(page.one("h1").text, "Nothing here for “nhs validater”");
    assert_eq!(page.one("main a[href='/search?q=nhs']").text, "nhs");
    assert_eq!(
        page.one("main a[href^='/suggest']").attr("href"),
        Some("/suggest?title=nhs%20validater")
    );
    let link = visitor.get("/search?q=https%3A%2F%2Fnew.example%2Fx").await;
    assert_eq!(
        link.one("main a[href^='/suggest']").attr("href"),
        Some("/suggest?url=https%3A%2F%2Fnew.example%2Fx")
    );
    let start = visitor.get("/search?q=+%2B%2B+&sort=title").await;
    assert_eq!(start.one("h1").text, "Search this directory");
}

#[tokio::test]
async fn odd_requests_are_never_a_fault() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    let many_tags: String = (0..300)
        .map(|number| format!("&tag=r&tag=t{number}"))
        .collect();
    let long = "a+".repeat(2_000);
    for (query, status) in [
        ("q=%00", 200),
        ("q=%ff%fe", 200),
        ("q=a%00b", 200),
        ("q=nhs&q=data", 200),
        ("q=nhs&page=2&page=1", 404),
        ("q=nhs&page=99999999999999999999", 404),
        ("q=nhs&page=", 200),
        ("q=nhs&sort=newest&sort=title", 200),
        (&format!("q=nhs{many_tags}"), 200),
        (&format!("q={long}"), 200),
        ("&&&=&=x&q", 200),
    ] {
        visitor
            .get(&format!("/search?{query}"))
            .await
            .assert_status(status);
    }
}

/// Any text, and texts made of what the index's own syntax is made of.
fn queries() -> impl Strategy<Value = String> {
    let syntax = prop::sample::select(vec![
        "\"", "*", "-", "(", ")", ":", "^", "+", "{", "}", ",", "AND", "OR", "NOT", "NEAR",
        "title", "a", "é", "\0", "'", ";", "--", "NEAR(", "/5)", " ", "\u{301}", "ß", "漢", "\\",
        "%", "_",
    ]);
    prop_oneof![
        ".{0,60}",
        prop::collection::vec(syntax, 0..14).prop_map(|parts| parts.concat()),
    ]
}

#[test]
fn nothing_that_is_typed_is_an_error_of_the_index() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let site = runtime.block_on(TestSite::new());
    let cases = ProptestConfig::with_cases(400);
    proptest!(cases, |(typed in queries())| {
        let words = SearchQuery::parse(&typed);
        let list = ListQuery {
            matching: words.matching(),
            excluding: words.excluding(),
            sort: Sort::Relevance,
            ..ListQuery::default()
        };
        runtime.block_on(async {
            let mut connection = site.db().read().await.unwrap();
            count_entries(&mut connection, &list).await.unwrap();
            list_entries(&mut connection, &list, 0, 50).await.unwrap();
        });
    });
    drop(site);
}
