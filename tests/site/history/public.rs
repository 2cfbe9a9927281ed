//! What everybody may know of history, and what nobody may.

use signpost::suggestions::ReportReason;

use super::newest;
use crate::support::editing::filled;
use crate::support::site::TestSite;
use crate::support::suggestions::{called, entry_of, report, suggest, ward_list};

#[tokio::test]
async fn the_public_log_tells_what_and_why_but_never_who() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada-of-the-desk").await;
    let typed = [("title", "Another title"), ("why", "The old one was wrong")];
    ada.edit("/admin/entries/1", "form.form", &typed)
        .await
        .assert_status(303);
    let declined = suggest(&site, called("Never to be seen")).await;
    let form = [
        ("decision", "decline"),
        ("reason", "Unwanted reason"),
        ("version", "1"),
    ];
    ada.submit(&declined.decision, &form)
        .await
        .assert_status(303);
    report(&site, 1, ReportReason::Dead).await;
    site.execute("UPDATE contributors SET name = 'Charlie Secret', email = 'c@example.org'")
        .await;

    let reader = site.visitor();
    for path in [
        "/changes",
        "/changes.atom",
        "/entries/1/history",
        "/changes?kind=entry",
    ] {
        let page = reader.get(path).await;
        page.assert_ok();
        let html = page.html();
        assert!(html.contains("Another"), "{path}");
        assert!(html.contains("The old one was wrong"), "{path}");
        for secret in [
            "ada-of-the-desk",
            "Charlie",
            "example.org/c",
            "Never to be seen",
            "Unwanted",
            "{\"",
        ] {
            assert!(!html.contains(secret), "{secret} at {path}");
        }
        assert!(page.header("etag").is_some() && page.header("set-cookie").is_none());
        let signed_in = ada.get(path).await;
        assert_eq!(
            signed_in.bytes(),
            page.bytes(),
            "{path} is the same for everybody"
        );
    }
    assert!(
        !reader
            .get("/changes?kind=category")
            .await
            .text()
            .contains("Another title")
    );
    let page = reader.get("/entries/1/history").await;
    assert!(!page.select("ins").is_empty() && !page.select("del").is_empty());
    let entry = entry_of(&site, 1).await;
    let page = reader.get(&format!("/entries/1-{}", entry.slug)).await;
    assert_eq!(page.select("a[href='/entries/1/history']").len(), 1);
    assert_eq!(
        page.select("link[rel=alternate][href='/changes.atom']")
            .len(),
        1
    );
}

#[tokio::test]
async fn a_contributor_is_credited_only_when_they_asked_for_it() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let sent = suggest(&site, ward_list()).await;
    let form = [("decision", "approve"), ("version", "1")];
    ada.submit(&sent.decision, &form).await.assert_status(303);
    let id = site.count("SELECT max(id) FROM entries").await;
    let path = format!("/entries/{id}/history");
    let reader = site.visitor();
    let said = reader.get(&path).await.text();
    assert!(
        said.contains("Suggested by a reader, approved by a moderator"),
        "{said}"
    );
    assert!(!said.contains("Charlie"));
    site.execute("UPDATE contributors SET credit = 1").await;
    site.db().notice_version().await.unwrap();
    let said = reader.get(&path).await.text();
    assert!(
        said.contains("Suggested by Charlie, approved by a moderator"),
        "{said}"
    );
    site.execute("UPDATE contributors SET name = '', erased_at = 1")
        .await;
    site.db().notice_version().await.unwrap();
    assert!(!reader.get(&path).await.text().contains("Charlie"));
}

#[tokio::test]
async fn what_readers_do_not_see_is_in_no_public_log() {
    let site = TestSite::new().await;
    let grace = site.administrator("grace").await;
    let page = grace.get("/admin/settings/presets").await;
    let mut fields = filled(&page, "form.form", &[("why", "A hidden reason")]);
    let label = fields.iter().position(|(name, _)| name == "label").unwrap();
    fields[label].1 = "Hidden label".to_owned();
    grace
        .send("/admin/settings/presets", &fields)
        .await
        .assert_status(303);
    let hidden = newest(&site).await;
    let reader = site.visitor();
    assert!(!reader.get("/changes").await.text().contains("idden"));
    assert!(!reader.get("/changes.atom").await.html().contains("idden"));
    reader
        .get(&format!("/changes/{hidden}"))
        .await
        .assert_status(404);
    reader.get("/changes/999").await.assert_status(404);
    reader.get("/changes?page=2").await.assert_status(404);
    let typed = [
        ("body", "Words about us that all may read."),
        ("why", "Clearer"),
    ];
    grace
        .edit("/admin/settings/pages/about", "form.form", &typed)
        .await
        .assert_status(303);
    let said = reader.get("/changes?kind=page").await.text();
    assert!(said.contains("Clearer"), "{said}");
    let one = reader
        .get(&format!("/changes/{}", newest(&site).await))
        .await;
    one.assert_ok();
}

#[tokio::test]
async fn the_feed_names_each_change_for_ever() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let reader = site.visitor();
    let first = reader.get("/changes.atom").await;
    assert_eq!(
        first.header("content-type"),
        Some("application/atom+xml; charset=utf-8")
    );
    let typed = [("title", "Ampersands & <angles>\u{fffe}")];
    ada.edit("/admin/entries/1", "form.form", &typed)
        .await
        .assert_status(303);
    let feed = reader.get("/changes.atom").await;
    let xml = feed.html();
    assert!(
        xml.contains("Ampersands &amp;") || xml.contains("Ampersands &#38;"),
        "{xml}"
    );
    assert!(!xml.contains('\u{fffe}'));
    let ids = |xml: &str| -> Vec<String> {
        let parts = xml.split("<id>").skip(1);
        parts
            .map(|part| part.split('<').next().unwrap().to_owned())
            .collect()
    };
    let (before, after) = (ids(first.html()), ids(xml));
    assert_eq!(after.len(), before.len() + 1);
    assert!(
        before
            .iter()
            .all(|id| after.contains(id) && id.starts_with("urn:uuid:"))
    );
    assert!(xml.contains("<updated>2026-11-22T10:00:00Z</updated>"));
    assert!(xml.contains("href=\"https://links.example/changes.atom\""));
}
