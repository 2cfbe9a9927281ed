//! Renaming and merging tags.

use crate::support::builders::entry;
use crate::support::site::TestSite;

async fn tagged(site: &TestSite, url: &str, tags: &[&str]) -> i64 {
    let mut fields = entry(url, url, 1);
    fields.tags = tags.iter().map(|&tag| tag.to_owned()).collect();
    site.add_entry(fields).await
}

#[tokio::test]
async fn a_renamed_tag_keeps_its_entries_and_its_old_address() {
    let site = TestSite::empty().await;
    let (ada, reader) = (site.moderator("ada").await, site.visitor());
    site.add_category("Home", None).await;
    tagged(&site, "https://example.org/1", &["R", "statistics"]).await;
    let list = ada.get("/admin/tags").await;
    assert_eq!(list.texts("tbody th"), ["R", "statistics"]);
    let edit = list.select("tbody td a").remove(0);
    let page = ada.get(edit.attr("href").unwrap()).await;
    assert_eq!(page.one("#name").attr("value"), Some("R"));
    let fields = [
        ("action", "rename"),
        ("id", "1"),
        ("name", "R language"),
        ("why", "Clearer"),
    ];
    let reply = ada.submit("/admin/tags", &fields).await;
    reply.assert_redirect("/admin/tags?done=rename&at=1");
    let done = ada.follow(reply).await;
    assert!(
        done.one(".notice--ok")
            .text
            .starts_with("R language is the new name")
    );
    assert!(done.one("tr.is-at").text.contains("R language"));
    site.assert_newest("ada", "tag 1", "update", "Clearer")
        .await;
    reader
        .get("/tags/r")
        .await
        .assert_redirect("/tags/r-language");
    let public = reader.get("/tags/r-language").await;
    assert_eq!(public.select(".entry__title").len(), 1);
    assert!(
        reader
            .get("/search?q=language")
            .await
            .text()
            .contains("example.org/1")
    );
    let again = ada.submit("/admin/tags", &fields).await;
    again.assert_redirect("/admin/tags?done=unchanged&at=1");
}

#[tokio::test]
async fn merging_leaves_each_entry_one_tag() {
    let site = TestSite::empty().await;
    let (ada, reader) = (site.moderator("ada").await, site.visitor());
    site.add_category("Home", None).await;
    tagged(&site, "https://example.org/1", &["stats"]).await;
    tagged(&site, "https://example.org/2", &["stats", "statistics"]).await;
    let fields = [("action", "merge"), ("id", "1"), ("into", "2")];
    let reply = ada.submit("/admin/tags", &fields).await;
    reply.assert_redirect("/admin/tags?done=merge&at=2");
    let list = ada.follow(reply).await;
    assert_eq!(list.texts("tbody tr td.num")[0], "2");
    assert!(
        list.one(".notice--ok")
            .text
            .starts_with("statistics now stands")
    );
    site.assert_newest("ada", "tag 1", "merge", "").await;
    reader
        .get("/tags/stats")
        .await
        .assert_redirect("/tags/statistics");
    assert_eq!(
        reader
            .get("/tags/statistics")
            .await
            .select(".entry__title")
            .len(),
        2
    );
    ada.get("/admin/tags/1").await.assert_status(404);
}

#[tokio::test]
async fn what_cant_be_is_said_beside_its_field() {
    let site = TestSite::empty().await;
    let ada = site.moderator("ada").await;
    site.add_category("Home", None).await;
    tagged(&site, "https://example.org/1", &["stats", "Statistics"]).await;
    let long = "x".repeat(41);
    for (action, name, into, field) in [
        ("rename", "statistics", "", "name"),
        ("rename", " ", "", "name"),
        ("rename", "a, b", "", "name"),
        ("rename", &long, "", "name"),
        ("merge", "", "", "into"),
        ("merge", "", "1", "into"),
        ("merge", "", "99", "into"),
    ] {
        let fields = [
            ("action", action),
            ("id", "1"),
            ("name", name),
            ("into", into),
        ];
        let reply = ada.submit("/admin/tags", &fields).await;
        reply.assert_status(422);
        let summary = reply.one(".errors a");
        assert_eq!(
            summary.attr("href"),
            Some(format!("#{field}").as_str()),
            "{name}"
        );
        reply.one(&format!("#{field}-error"));
        if action == "rename" {
            assert_eq!(reply.one("#name").attr("value"), Some(name));
        }
    }
    let odd = [("action", "burn"), ("id", "1")];
    ada.submit("/admin/tags", &odd).await.assert_status(400);
    ada.submit("/admin/tags", &[("action", "rename")])
        .await
        .assert_status(404);
}
