use http::Method;
use serde_json::{Value, json};
use signpost::directory::Change;

use super::*;
use crate::support::builders::{caveat, entry};

/// The first entry of the starter directory.
async fn first(site: &TestSite) -> Value {
    read(site, "/api/v1/entries?limit=1").await["items"][0].clone()
}

#[tokio::test]
async fn an_entry_has_the_fields_of_the_form_and_what_the_directory_adds() {
    let site = TestSite::empty().await;
    let top = site.add_category("Guidance", None).await;
    let home = site.add_category("Security", Some(top)).await;
    let mut fields = entry("https://example.org/a", "A tool", home);
    fields.description = "First **paragraph**.\n\nSecond.".to_owned();
    fields.caveat = caveat("Costs money");
    fields.tags = vec!["C++".to_owned(), "NHS".to_owned()];
    fields.organisation = "NHS England".to_owned();
    let id = site.add_entry(fields).await;
    let item = read(&site, &format!("/api/v1/entries/{id}")).await;
    let expected = json!({
        "id": id,
        "uid": item["uid"],
        "slug": "a-tool",
        "page": format!("https://links.example/entries/{id}-a-tool"),
        "url": "https://example.org/a",
        "title": "A tool",
        "category": "guidance/security",
        "category_titles": ["Guidance", "Security"],
        "description": "First **paragraph**.\n\nSecond.",
        "description_html": item["description_html"],
        "summary": "First paragraph.",
        "caveat": "Costs money",
        "caveat_kind": "other",
        "licence": "unknown",
        "organisation": "NHS England",
        "tags": ["C++", "NHS"],
        "language": "",
        "featured": false,
        "question": "",
        "status": "live",
        "link": "unchecked",
        "added_at": "2026-11-22T10:00:00Z",
        "updated_at": "2026-11-22T10:00:00Z",
        "verified_at": null,
    });
    assert_eq!(item, expected);
    assert!(
        item["description_html"]
            .as_str()
            .unwrap()
            .contains("<strong>paragraph</strong>")
    );
    let list = read(&site, "/api/v1/entries").await;
    assert_eq!(list, json!({"items": [expected], "next": null}));
}

#[tokio::test]
async fn filters_are_those_of_the_pages() {
    let site = TestSite::empty().await;
    let top = site.add_category("Guidance", None).await;
    let below = site.add_category("Security", Some(top)).await;
    let other = site.add_category("Policy", None).await;
    for (n, home, licence, tag) in [
        (1, top, "MIT", "c++"),
        (2, below, "GPL-3.0-only", "c#"),
        (3, below, "none", "c++"),
        (4, other, "", "nhs"),
    ] {
        let mut fields = entry(&format!("https://t{n}.example/"), &format!("T{n}"), home);
        fields.licence = signpost::directory::Licence::parse_field(licence).unwrap();
        fields.tags = vec![tag.to_owned()];
        site.add_entry(fields).await;
    }
    site.execute("UPDATE entries SET link_status = 'suspicious' WHERE title = 'T1'")
        .await;
    site.execute("UPDATE entries SET link_status = 'suspect' WHERE title = 'T2'")
        .await;
    site.execute("UPDATE entries SET link_status = 'gone' WHERE title = 'T3'")
        .await;
    let found = async |query: &str| {
        let list = read(&site, &format!("/api/v1/entries?{query}")).await;
        let items = list["items"].as_array().unwrap();
        let titles = items
            .iter()
            .map(|item| item["title"].as_str().unwrap().to_owned());
        titles.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(found("").await, "T1 T2 T3 T4");
    assert_eq!(found("category=guidance").await, "T1 T2 T3");
    assert_eq!(
        found("category=guidance%2Fsecurity&category=policy").await,
        "T2 T3 T4"
    );
    assert_eq!(
        found("category=guidance/security&sort=newest").await,
        "T3 T2"
    );
    assert_eq!(found("tag=c%2B%2B").await, "T1 T3");
    assert_eq!(found("tag=C%2B%2B&tag=nhs").await, "T1 T3 T4");
    assert_eq!(found("licence=open").await, "T1 T2");
    assert_eq!(found("licence=none&licence=unknown").await, "T3 T4");
    assert_eq!(found("licence=mit").await, "T1");
    assert_eq!(found("licence=Nobody-1.0").await, "");
    // A suspicion is not for readers.
    assert_eq!(found("link=unchecked").await, "T1 T4");
    assert_eq!(found("link=ok").await, "T2");
    assert_eq!(found("link=gone&tag=c%2B%2B").await, "T3");
    assert_eq!(found("sort=title&limit=2").await, "T1 T2");
    for nothing in [
        "category=nowhere",
        "tag=nothing",
        "category=guidance&tag=--",
    ] {
        let reply = get(&site, &format!("/api/v1/entries?{nothing}")).await;
        problem(&reply, 404, "not-found");
    }
    let all = read(&site, "/api/v1/entries").await.to_string();
    assert!(
        !all.contains("suspicious") && !all.contains("suspect"),
        "{all}"
    );
}

#[tokio::test]
async fn only_the_fields_that_were_asked_for_come() {
    let site = TestSite::new().await;
    let list = read(&site, "/api/v1/entries?fields=title,id&limit=2").await;
    for item in list["items"].as_array().unwrap() {
        let names: Vec<_> = item.as_object().unwrap().keys().collect();
        assert_eq!(names, ["id", "title"]);
    }
    let one = read(&site, "/api/v1/entries/1?fields=url").await;
    assert_eq!(one.as_object().unwrap().len(), 1);
}

#[tokio::test]
async fn a_search_finds_what_the_page_finds() {
    let site = TestSite::new().await;
    let title = first(&site).await["title"].as_str().unwrap().to_owned();
    let word = title.split(' ').next().unwrap();
    let page = site.visitor().get(&format!("/search?q={word}")).await;
    let on_page = page.texts(".entry h2, .entry h3");
    let list = read(&site, &format!("/api/v1/search?q={word}")).await;
    let items = list["items"].as_array().unwrap();
    let titles: Vec<_> = items
        .iter()
        .map(|item| item["title"].as_str().unwrap())
        .collect();
    assert!(!titles.is_empty());
    assert_eq!(titles.len(), on_page.len(), "{titles:?} {on_page:?}");
    assert_eq!(read(&site, "/api/v1/search?q=*").await["items"], json!([]));
    assert_eq!(
        read(&site, "/api/v1/search?q=qqqqq").await["items"],
        json!([])
    );
    problem(&get(&site, "/api/v1/search").await, 422, "validation");
}

#[tokio::test]
async fn categories_and_tags_come_with_their_counts() {
    let site = TestSite::new().await;
    let tree = read(&site, "/api/v1/categories").await;
    let nodes = tree["items"].as_array().unwrap();
    assert_eq!(tree["next"], Value::Null);
    let node = nodes
        .iter()
        .find(|node| node["path"] == "guidance")
        .unwrap();
    let one = read(&site, "/api/v1/categories/guidance").await;
    assert_eq!(one["entry_count"], node["entry_count"]);
    assert_eq!(one["titles"], json!([one["title"]]));
    let tags = read(&site, "/api/v1/tags").await;
    let tag = &tags["items"][0];
    let slug = tag["slug"].as_str().unwrap();
    let list = read(&site, &format!("/api/v1/entries?tag={slug}&limit=100")).await;
    assert_eq!(
        json!(list["items"].as_array().unwrap().len()),
        tag["entry_count"]
    );
    problem(
        &get(&site, "/api/v1/categories/no/where").await,
        404,
        "not-found",
    );
}

#[tokio::test]
async fn what_moved_redirects_and_what_went_is_gone() {
    let site = TestSite::empty().await;
    let top = site.add_category("Guidance", None).await;
    let kept = site
        .add_entry(entry("https://a.example/", "Kept", top))
        .await;
    let retired = site
        .add_entry(entry("https://b.example/", "Retired", top))
        .await;
    let gone = site
        .add_entry(entry("https://c.example/", "Gone", top))
        .await;
    let merged = site
        .add_entry(entry("https://d.example/", "Merged", top))
        .await;
    site.change(Change::RetireEntry { id: retired }).await;
    site.change(Change::DeleteEntry { id: gone }).await;
    site.change(Change::MergeEntry {
        id: merged,
        into: kept,
    })
    .await;
    let reply = get(&site, &format!("/api/v1/entries/{retired}")).await;
    assert_eq!(json(&reply)["status"], "retired");
    problem(
        &get(&site, &format!("/api/v1/entries/{gone}")).await,
        410,
        "gone",
    );
    let reply = get(&site, &format!("/api/v1/entries/{merged}")).await;
    reply.assert_redirect(&format!("/api/v1/entries/{kept}"));
    let listed = read(&site, "/api/v1/entries").await;
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    for nothing in ["0", "01", "-1", "x", "1-kept", "99999999999999999999"] {
        let reply = get(&site, &format!("/api/v1/entries/{nothing}")).await;
        problem(&reply, 404, "not-found");
    }
}

#[tokio::test]
async fn changes_say_what_and_why_and_nobodys_name() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let page = ada.get("/admin/entries/1").await;
    let mut form = page.fields("form.form");
    for (name, value) in &mut form {
        match name.as_str() {
            "title" => *value = "Another title".to_owned(),
            "why" => *value = "It was renamed".to_owned(),
            _ => {}
        }
    }
    form.push(("action".to_owned(), "save".to_owned()));
    let form: Vec<_> = form.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    ada.submit("/admin/entries/1", &form)
        .await
        .assert_status(303);
    let log = read(&site, "/api/v1/changes").await;
    let newest = &log["items"][0];
    assert_eq!(newest["why"], "It was renamed");
    assert_eq!(newest["source"], "moderator");
    assert_eq!(newest["who"], "By a moderator");
    let object = &newest["objects"][0];
    assert_eq!(object["title"], "Another title");
    assert_eq!(object["fields"][0], "title");
    assert_eq!(object["action"], "update");
    assert!(!log.to_string().contains("ada"), "{log}");
    let none = read(&site, "/api/v1/changes?kind=tag").await;
    assert!(!none.to_string().contains("It was renamed"));
}

#[tokio::test]
async fn answers_are_dated_compressed_and_kept_until_the_directory_changes() {
    let site = TestSite::new().await;
    for path in [
        "/api/v1/entries?limit=3",
        "/api/v1/entries/1",
        "/api/v1/openapi.json",
    ] {
        let reply = get(&site, path).await;
        let etag = reply.header("etag").unwrap().to_owned();
        assert!(etag.starts_with("W/"));
        assert_eq!(reply.header("cache-control"), Some("public, no-cache"));
        assert_eq!(reply.header("set-cookie"), None);
        let held = [("if-none-match", etag.as_str())];
        let again = ask(&site, Method::GET, path, &held).await;
        again.assert_status(304);
        assert!(again.bytes().is_empty());
        assert_eq!(again.header("access-control-allow-origin"), Some("*"));
        let small = ask(&site, Method::GET, path, &[("accept-encoding", "gzip")]).await;
        assert_eq!(small.header("content-encoding"), Some("gzip"));
        assert!(small.bytes().len() < reply.bytes().len());
        site.add_category(&format!("New for {path}"), None).await;
        let moved_on = ask(&site, Method::GET, path, &held).await;
        moved_on.assert_ok();
        assert_ne!(moved_on.header("etag"), Some(etag.as_str()));
    }
}
