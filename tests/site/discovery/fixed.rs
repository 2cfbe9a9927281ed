//! What programs look for at a fixed address.

use std::collections::BTreeSet;

use serde_json::Value;
use signpost::clock::DAY;
use signpost::directory::Change;

use crate::support::builders::{category, entry};
use crate::support::people::Person;
use crate::support::site::{NOW, ORIGIN, TestSite};

/// The addresses of a sitemap or of the list of its parts, as paths of this site, with what is
/// said of their last change.
async fn addresses(reader: &Person, path: &str) -> Vec<(String, Option<String>)> {
    let reply = reader.get(path).await;
    reply.assert_ok();
    assert_eq!(
        reply.header("content-type"),
        Some("application/xml; charset=utf-8")
    );
    let between = |text: &str, start: &str, end: &str| {
        let (_, rest) = text.split_once(start)?;
        Some(rest.split_once(end)?.0.to_owned())
    };
    let found = reply.html().split("<loc>").skip(1).map(|piece| {
        let (address, rest) = piece.split_once("</loc>").unwrap();
        let path = address.strip_prefix(ORIGIN).unwrap().to_owned();
        (path, between(rest, "<lastmod>", "</lastmod>"))
    });
    found.collect()
}

#[tokio::test]
async fn the_sitemap_has_every_page_worth_finding_and_no_other() {
    let site = TestSite::new().await;
    let tools = site.add_category("Tools & toys", None).await;
    let mut fields = entry("https://example.org/1", "One", tools);
    fields.tags = vec!["gone".to_owned()];
    let one = site.add_entry(fields).await;
    let two = site
        .add_entry(entry("https://example.org/2", "Two", tools))
        .await;
    site.change(Change::RetireEntry { id: one }).await;
    site.clock().advance(DAY);
    site.change(Change::VerifyEntry { id: two }).await;
    let reader = site.visitor();
    let all = addresses(&reader, "/sitemap.xml").await;
    let paths: BTreeSet<_> = all.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths.len(), all.len(), "each page once");
    for path in [
        "/",
        "/recent",
        "/tags",
        "/about",
        "/categories/policy",
        "/categories/tools-toys",
        "/tags/nhs",
        "/entries/1-making-source-code-open-and-reusable",
    ] {
        assert!(paths.contains(path), "{path}");
    }
    assert!(!paths.contains("/tags/gone"));
    assert!(!paths.contains(format!("/entries/{one}-one").as_str()));
    for (path, changed) in &all {
        let page = reader.get(path).await;
        page.assert_ok();
        assert!(page.select("meta[name=robots]").is_empty(), "{path}");
        let canonical = page.one("link[rel=canonical]");
        assert_eq!(
            canonical.attr("href"),
            Some(format!("{ORIGIN}{path}").as_str())
        );
        assert_eq!(changed.is_some(), page_is_dated(path), "{path}");
    }
    let (_, changed) = all.iter().find(|(path, _)| path.ends_with("-two")).unwrap();
    let shown = reader.get(&format!("/entries/{two}-two")).await;
    let times = shown.select(".pairs time");
    assert!(
        times
            .iter()
            .any(|time| time.attr("datetime") == changed.as_deref()),
        "{changed:?}"
    );
}

fn page_is_dated(path: &str) -> bool {
    [
        "/entries/",
        "/about",
        "/guidelines",
        "/privacy",
        "/accessibility",
    ]
    .iter()
    .any(|start| path.starts_with(start))
}

#[tokio::test]
async fn past_50_000_addresses_the_sitemap_is_a_list_of_parts() {
    let site = TestSite::empty().await;
    let tools = site.add_category("Tools", None).await;
    site.add_entry(entry("https://example.org/1", "One", tools))
        .await;
    let copies = "INSERT INTO entries (id, uid, category_id, slug, url, url_key, similar_key, host,
            display_host, title, renderer_version, position, added_at, updated_at)
        WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 50010)
        SELECT i + 60000 * (i > 40000), 'copy' || i, e.category_id, 'copy', 'https://example.org/' || i,
            'copy' || i, '', 'example.org', 'example.org', 'Copy', 1, i, e.added_at, e.updated_at
        FROM n JOIN entries e ON e.id = 1";
    site.execute(copies).await;
    site.db().notice_version().await.unwrap();
    let reader = site.visitor();
    let parts = addresses(&reader, "/sitemap.xml").await;
    let names: Vec<_> = parts.iter().map(|(path, _)| path.as_str()).collect();
    // No entry has a number from 50,001 to 100,000.
    assert_eq!(
        names,
        [
            "/sitemap/lists.xml",
            "/sitemap/entries-0.xml",
            "/sitemap/entries-2.xml"
        ]
    );
    let mut entries = BTreeSet::new();
    for name in &names[1..] {
        let part = addresses(&reader, name).await;
        assert!(part.len() <= 50_000);
        entries.extend(part.into_iter().map(|(path, _)| path));
    }
    assert_eq!(entries.len(), 50_010);
    let lists = addresses(&reader, names[0]).await;
    assert!(lists.iter().any(|(path, _)| path == "/categories/tools"));
    for missing in [
        "/sitemap/entries-1.xml",
        "/sitemap/entries-00.xml",
        "/sitemap/entries--1.xml",
        "/sitemap/entries-9223372036854775807.xml",
        "/sitemap/entries-0",
        "/sitemap/other.xml",
    ] {
        reader.get(missing).await.assert_status(404);
    }
}

#[tokio::test]
async fn crawlers_are_told_where_to_go_and_where_not() {
    let site = TestSite::new().await;
    let reply = site.visitor().get("/robots.txt").await;
    reply.assert_ok();
    assert_eq!(
        reply.header("content-type"),
        Some("text/plain; charset=utf-8")
    );
    let text = reply.html();
    assert!(text.starts_with("User-agent: *\n"));
    assert!(text.contains("\nSitemap: https://links.example/sitemap.xml\n"));
    for path in ["/admin", "/suggestions/", "/search", "/login"] {
        assert!(text.contains(&format!("\nDisallow: {path}\n")), "{path}");
    }
    assert!(!text.contains("Disallow: /\n") && !text.contains("Disallow: /categories"));
}

#[tokio::test]
async fn browsers_learn_to_search_here() {
    let site = TestSite::new().await;
    let reader = site.visitor();
    let home = reader.get("/").await;
    let announced = home.one("link[rel=search]");
    let description = reader.get(announced.attr("href").unwrap()).await;
    assert_eq!(
        description.header("content-type"),
        Some("application/opensearchdescription+xml; charset=utf-8")
    );
    let xml = description.html();
    assert!(
        xml.contains("<ShortName>Open source in</ShortName>"),
        "{xml}"
    );
    for (kind, path) in [
        ("text/html", "/search?q={searchTerms}"),
        (
            "application/x-suggestions+json",
            "/search/suggestions?q={searchTerms}",
        ),
        ("application/atom+xml", "/search.atom?q={searchTerms}"),
    ] {
        let url = format!("type=\"{kind}\"");
        assert!(xml.contains(&url), "{xml}");
        assert!(
            xml.contains(&format!("template=\"{ORIGIN}{path}\"")),
            "{xml}"
        );
        let answer = reader
            .get(&path.replace("{searchTerms}", "open%20sou"))
            .await;
        answer.assert_ok();
        assert!(answer.header("content-type").unwrap().starts_with(kind));
    }
}

async fn suggestions(reader: &Person, typed: &str) -> Value {
    let typed: String = url::form_urlencoded::byte_serialize(typed.as_bytes()).collect();
    let reply = reader.get(&format!("/search/suggestions?q={typed}")).await;
    reply.assert_ok();
    serde_json::from_slice(reply.bytes()).unwrap()
}

#[tokio::test]
async fn titles_are_offered_while_somebody_types() {
    let site = TestSite::empty().await;
    let tools = site.add_category("Tools", None).await;
    let id = site
        .add_entry(entry("https://example.org/1", "Ward planner", tools))
        .await;
    let mut other = entry("https://example.org/2", "Something else", tools);
    other.description = "Plans a ward.".to_owned();
    site.add_entry(other).await;
    let reader = site.visitor();
    let offered = suggestions(&reader, "ward pla").await;
    let page = format!("{ORIGIN}/entries/{id}-ward-planner");
    assert_eq!(
        offered,
        serde_json::json!(["ward pla", ["Ward planner"], ["example.org"], [page]])
    );
    for typed in [
        "",
        " ",
        "*",
        "\"",
        "-ward",
        ")( AND title:x",
        "zzz",
        "\u{0}",
        "😀",
    ] {
        let offered = suggestions(&reader, typed).await;
        assert_eq!(offered[1], serde_json::json!([]), "{typed}");
    }
}

#[tokio::test]
async fn whom_to_tell_of_a_weakness_is_said_where_somebody_is_named() {
    let site = TestSite::new().await;
    let reader = site.visitor();
    let path = "/.well-known/security.txt";
    reader.get(path).await.assert_status(404);
    for (contact, said) in [
        ("security@example.org", Some("mailto:security@example.org")),
        ("https://example.org/tell", Some("https://example.org/tell")),
        ("http://example.org/tell", None),
    ] {
        site.execute(&format!("UPDATE settings SET contact = '{contact}'"))
            .await;
        let reply = reader.get(path).await;
        let Some(said) = said else {
            reply.assert_status(404);
            continue;
        };
        reply.assert_ok();
        assert_eq!(
            reply.header("content-type"),
            Some("text/plain; charset=utf-8")
        );
        assert_eq!(reply.header("cache-control"), Some("public, max-age=60"));
        assert_eq!(
            reply.html(),
            format!(
                "Contact: {said}\nExpires: 2027-05-21T00:00:00Z\nPreferred-Languages: en\n\
                 Canonical: {ORIGIN}{path}\n"
            )
        );
    }
    site.execute("UPDATE settings SET contact = 'a@example.org'")
        .await;
    assert_eq!(site.now(), NOW);
    site.clock().advance(DAY);
    let later = reader.get(path).await;
    assert!(
        later.html().contains("Expires: 2027-05-22T00:00:00Z"),
        "{}",
        later.html()
    );
}

#[tokio::test]
async fn a_category_called_like_an_ending_keeps_its_page() {
    let site = TestSite::empty().await;
    let tools = site.add_category("Tools", None).await;
    let mut feed = category("feed.atom", Some(tools));
    feed.slug = None;
    site.change(Change::CreateCategory(feed)).await;
    let reader = site.visitor();
    reader.get("/categories/tools/feed-atom").await.assert_ok();
    let reply = reader.get("/categories/tools/feed.atom").await;
    assert!(reply.html().starts_with("<?xml"));
}
