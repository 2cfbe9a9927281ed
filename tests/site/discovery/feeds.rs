//! Feeds of everything, of categories, tags, searches and changes.

use serde_json::Value;
use signpost::clock::DAY;
use signpost::directory::{Change, Licence};

use super::{feed, ids, link, title};
use crate::support::builders::{category, caveat, entry};
use crate::support::people::Person;
use crate::support::site::{NOW, TestSite};

/// What no title should do: end a section, a script or a comment, turn the writing around, or
/// hold what XML can't write.
const HOSTILE: &str =
    "]]> </script> <!-- & \"x\" '\u{1b}\u{fffe} \u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{1f9ed}";
const HOSTILE_IN_XML: &str = "]]> </script> <!-- & \"x\" ' \u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{1f9ed}";

/// Feeds of the site with the starter directory.
const STEMS: [&str; 7] = [
    "/feed",
    "/categories/policy/feed",
    "/categories/guidance/feed",
    "/tags/nhs/feed",
    "/search",
    "/search?q=open&licence=open",
    "/changes",
];

fn at(stem: &str, format: &str) -> String {
    match stem.split_once('?') {
        Some((path, query)) => format!("{path}.{format}?{query}"),
        None => format!("{stem}.{format}"),
    }
}

async fn json(person: &Person, path: &str) -> Value {
    let reply = person.get(path).await;
    reply.assert_ok();
    serde_json::from_slice(reply.bytes()).unwrap()
}

#[tokio::test]
async fn every_feed_can_be_read_and_both_formats_tell_the_same() {
    let site = TestSite::new().await;
    let reader = site.visitor();
    let mut names = Vec::new();
    for stem in STEMS {
        let (atom, json) = (at(stem, "atom"), at(stem, "json"));
        for (path, kind) in [
            (&atom, "application/atom+xml; charset=utf-8"),
            (&json, "application/feed+json; charset=utf-8"),
        ] {
            let reply = reader.get(path).await;
            assert_eq!(reply.header("content-type"), Some(kind));
        }
        let (one, other) = (feed(&reader, &atom).await, feed(&reader, &json).await);
        assert!(!one.entries.is_empty(), "{stem}");
        assert_eq!(link(&one, "self").as_deref(), Some(atom.as_str()));
        assert_eq!(ids(&one), ids(&other), "{stem}");
        let mut unique = ids(&one);
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), one.entries.len(), "{stem}");
        for (one, other) in one.entries.iter().zip(&other.entries) {
            assert!(one.id.starts_with("urn:uuid:"), "{}", one.id);
            assert_eq!(title(one), title(other));
            assert_eq!(one.updated, other.updated);
            assert_eq!(one.published, other.published);
        }
        let newest = one.entries.iter().filter_map(|entry| entry.updated).max();
        assert_eq!(one.updated, newest, "{stem}");
        assert_eq!(one.authors.len(), 1);
        let rights = one.rights.unwrap().content;
        assert!(rights.contains("CC0-1.0"), "{rights}");
        names.push(one.id);
    }
    names.sort();
    names.dedup();
    assert_eq!(names.len(), STEMS.len(), "each feed has a name of its own");
}

#[tokio::test]
async fn an_entry_is_told_of_with_all_that_its_page_says() {
    let site = TestSite::empty().await;
    let mut above = category("Tools", None);
    above.caveat = caveat("Ask before you buy");
    let above = site.change(Change::CreateCategory(above)).await;
    let tools = site.add_category("Planners", Some(above)).await;
    let mut fields = entry("https://example.org/a|b?c=^{d}", "Ward planner", tools);
    fields.description = "Plans **beds**.\n\nMore of it.".to_owned();
    fields.caveat = caveat("Archived in 2024");
    fields.licence = Licence::parse_field("MIT").unwrap();
    fields.organisation = "Example & Sons".to_owned();
    fields.tags = vec!["R".to_owned(), "node.js".to_owned()];
    fields.language = "cy".to_owned();
    let id = site.add_entry(fields.clone()).await;
    site.clock().advance(DAY);
    fields.title = "Ward planner 2".to_owned();
    let edit = Change::EditEntry {
        id,
        version: None,
        fields,
    };
    site.change(edit).await;
    let reader = site.visitor();
    let atom = feed(&reader, "/feed.atom").await;
    let told = &atom.entries[0];
    assert_eq!(title(told), "Ward planner 2");
    assert_eq!(told.published.unwrap().timestamp_millis(), NOW);
    assert_eq!(told.updated.unwrap().timestamp_millis(), NOW + DAY);
    assert_eq!(atom.updated, told.updated);
    assert_eq!(told.summary.as_ref().unwrap().content, "Plans beds.");
    let content = told.content.as_ref().unwrap().body.as_ref().unwrap();
    for part in [
        "<strong>beds</strong>",
        "More of it.",
        "Archived in 2024",
        "everything in Tools:</strong> Ask before you buy",
        "MIT",
        "Example &#38; Sons",
    ] {
        assert!(content.contains(part), "{part} in {content}");
    }
    let links = told
        .links
        .iter()
        .map(|link| (link.rel.as_deref(), link.href.as_str()));
    let page = format!("https://links.example/entries/{id}-ward-planner-2");
    assert!(
        links
            .clone()
            .any(|link| link == (Some("alternate"), page.as_str()))
    );
    let resource = "https://example.org/a%7Cb?c=%5E%7Bd%7D";
    assert!(
        links
            .clone()
            .any(|link| link == (Some("related"), resource))
    );
    let terms: Vec<_> = told
        .categories
        .iter()
        .map(|one| one.term.as_str())
        .collect();
    assert_eq!(terms, ["tools", "tools/planners", "r", "node-js"]);
    let json = json(&reader, "/feed.json").await;
    let told = &json["items"][0];
    assert_eq!(told["external_url"], "https://example.org/a|b?c=^{d}");
    assert_eq!(told["url"], page.as_str());
    assert_eq!(
        told["tags"],
        serde_json::json!(["Tools", "Planners", "R", "node.js"])
    );
    assert_eq!(told["date_modified"], "2026-11-23T10:00:00Z");
    assert_eq!(json["next_url"], Value::Null);
}

#[tokio::test]
async fn names_stay_when_everything_moves() {
    let site = TestSite::empty().await;
    let tools = site.add_category("Tools", None).await;
    let other = site.add_category("Other", None).await;
    let mut fields = entry("https://example.org/a", "A", tools);
    fields.tags = vec!["beds".to_owned()];
    let id = site.add_entry(fields.clone()).await;
    let reader = site.visitor();
    let paths = [
        "/feed.atom",
        "/categories/tools/feed.atom",
        "/tags/beds/feed.atom",
    ];
    let mut before = Vec::new();
    for path in paths {
        let feed = feed(&reader, path).await;
        before.push((feed.id.clone(), ids(&feed)));
    }
    let mut moved = category("Instruments", Some(other));
    moved.slug = Some("instruments".to_owned());
    let renamed = Change::EditCategory {
        id: tools,
        version: None,
        fields: moved,
    };
    fields.title = "Quite another title".to_owned();
    let edited = Change::EditEntry {
        id,
        version: None,
        fields,
    };
    let tag = Change::RenameTag {
        id: 1,
        name: "wards".to_owned(),
    };
    site.change_all([renamed, edited, tag]).await;
    for (path, before) in paths.iter().zip(before) {
        let reply = reader.follow(reader.get(path).await).await;
        let after = feed_rs::parser::parse(reply.bytes().as_ref()).unwrap();
        assert_eq!((after.id.clone(), ids(&after)), before, "{path}");
    }
    for (old, today) in [
        (
            "/categories/tools/feed.json",
            "/categories/other/instruments/feed.json",
        ),
        ("/tags/beds/feed.atom", "/tags/wards/feed.atom"),
    ] {
        reader.get(old).await.assert_redirect(today);
    }
}

#[tokio::test]
async fn hostile_words_are_only_words() {
    let site = TestSite::empty().await;
    let mut tools = category(HOSTILE, None);
    tools.introduction = HOSTILE.to_owned();
    tools.slug = Some("tools".to_owned());
    let tools = site.change(Change::CreateCategory(tools)).await;
    let mut fields = entry("https://example.org/?a=1&b='<>\"", HOSTILE, tools);
    fields.description = format!("{HOSTILE} <b onclick=\"x()\">");
    fields.organisation = HOSTILE.to_owned();
    fields.caveat = caveat(HOSTILE);
    fields.tags = vec![HOSTILE.to_owned()];
    site.add_entry(fields).await;
    let reader = site.visitor();
    let search = format!("/search.atom?q={}", urlencode("]]> </feed> & example"));
    for path in [
        "/feed.atom",
        "/categories/tools/feed.atom",
        "/changes.atom",
        &search,
    ] {
        let feed = feed(&reader, path).await;
        if path.starts_with("/search") {
            assert!(
                feed.title
                    .unwrap()
                    .content
                    .contains("]]> </feed> & example")
            );
            continue;
        }
        let said = title(&feed.entries[0]);
        assert!(said.contains(HOSTILE_IN_XML), "{path}: {said}");
    }
    let json = json(&reader, "/feed.json").await;
    let item = &json["items"][0];
    assert_eq!(item["title"], HOSTILE);
    let content = item["content_html"].as_str().unwrap();
    assert!(
        !content.contains("<b ") && !content.contains("</script>"),
        "{content}"
    );
}

fn urlencode(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

#[tokio::test]
async fn what_is_not_listed_is_in_no_feed() {
    let site = TestSite::empty().await;
    let tools = site.add_category("Tools", None).await;
    let one = site
        .add_entry(entry("https://example.org/1", "One", tools))
        .await;
    let two = site
        .add_entry(entry("https://example.org/2", "Two", tools))
        .await;
    site.add_entry(entry("https://example.org/3", "Three", tools))
        .await;
    let retired = Change::RetireEntry { id: one };
    site.change_all([retired, Change::DeleteEntry { id: two }])
        .await;
    let reader = site.visitor();
    for path in [
        "/feed.atom",
        "/categories/tools/feed.json",
        "/search.atom?q=t*",
    ] {
        let feed = feed(&reader, path).await;
        let titles: Vec<_> = feed.entries.iter().map(title).collect();
        assert_eq!(titles, ["Three"], "{path}");
    }
}

#[tokio::test]
async fn an_empty_feed_is_a_feed_and_no_feed_is_not_found() {
    let site = TestSite::empty().await;
    site.add_category("Tools", None).await;
    let reader = site.visitor();
    for path in [
        "/feed.atom",
        "/categories/tools/feed.json",
        "/search.atom?q=nothing",
    ] {
        let feed = feed(&reader, path).await;
        assert!(feed.entries.is_empty());
        assert_eq!(feed.updated.is_some(), path.contains(".atom"));
    }
    for path in [
        "/categories/nothing/feed.atom",
        "/categories/feed.atom",
        "/categories/tools/feed.rss",
        "/tags/nothing/feed.json",
        "/feed.atom?before=x",
        "/feed.atom?before=0",
        "/feed.atom?before=007",
        "/feed.atom?before=1",
        "/changes.atom?before=99999999999999999999",
    ] {
        reader.get(path).await.assert_status(404);
    }
}
