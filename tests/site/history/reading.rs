//! How moderators read history: filters, accounts, exports, and texts that are covered.

use super::newest;
use crate::support::site::TestSite;
use crate::support::suggestions::{suggest, ward_list};

#[tokio::test]
async fn history_filters_by_person_kind_entry_source_and_time() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let ben = site.moderator("ben").await;
    let edit = async |person: &crate::support::people::Person, path: &str, title: &str| {
        let done = person.edit(path, "form.form", &[("title", title)]).await;
        done.assert_status(303);
    };
    edit(&ada, "/admin/entries/1", "By ada").await;
    edit(&ben, "/admin/entries/2", "By ben").await;
    edit(&ada, "/admin/categories/1", "Category by ada").await;
    let number = site.count("SELECT id FROM users WHERE name = 'ada'").await;
    let said = async |query: &str| ada.get(&format!("/admin/history?{query}")).await;
    let page = said(&format!("who={number}")).await;
    let heads = page.texts("ol.log > li > div:first-of-type > p:first-child");
    assert_eq!(heads.len(), 2, "{heads:?}");
    for (query, there, not) in [
        ("kind=category", "Category by ada", "By ben"),
        ("entry=2", "By ben", "By ada"),
        (
            "entry=https://links.example/entries/1-x",
            "By ada",
            "By ben",
        ),
        ("source=starter", "starter", "By ben"),
        ("to=2020-01-01", "No changes match", "By ben"),
        (
            "from=2026-11-22&to=2026-11-22",
            "By ben",
            "No changes match",
        ),
    ] {
        let page = said(query).await;
        page.assert_ok();
        let text = page.one("main").text;
        let log = page.texts("ol.log").concat() + &page.texts("p.part").concat();
        assert!(text.contains(there), "{query}: {text}");
        assert!(!log.contains(not), "{query}: {log}");
    }
    let page = said("kind=entry&entry=1").await;
    let form = page.fields(".filters form");
    assert!(
        form.contains(&("entry".to_owned(), "1".to_owned())),
        "the view is in the address"
    );
    assert!(!page.html().contains("{\""), "no JSON on a page");
}

#[tokio::test]
async fn accounts_are_told_of_in_plain_words_to_administrators() {
    let site = TestSite::new().await;
    let grace = site.administrator("grace").await;
    let ada = site.moderator("ada").await;
    site.execute(
        "INSERT INTO security_events (at, kind, user_id, subject_id)
         SELECT 1795341600000, 'role-change', g.id, a.id FROM users g, users a
         WHERE g.name = 'grace' AND a.name = 'ada'",
    )
    .await;
    ada.get("/admin/history?kind=account")
        .await
        .assert_status(403);
    let page = grace.get("/admin/history?kind=account").await;
    assert!(
        page.one("main").text.contains("Role changed: ada grace"),
        "{}",
        page.text()
    );
    assert!(
        ada.get("/admin/history")
            .await
            .select("option[value=account]")
            .is_empty()
    );
}

#[tokio::test]
async fn an_administrator_takes_the_whole_history_away() {
    let site = TestSite::new().await;
    let grace = site.administrator("grace").await;
    let ada = site.moderator("ada").await;
    let typed = [("title", "=HYPERLINK(\"x\")"), ("why", "=1+1, \"quoted\"")];
    ada.edit("/admin/entries/1", "form.form", &typed)
        .await
        .assert_status(303);
    ada.get("/admin/history/export").await.assert_status(403);
    let csv = grace.get("/admin/history/export?format=csv").await;
    assert_eq!(csv.header("content-type"), Some("text/csv; charset=utf-8"));
    assert!(
        csv.header("content-disposition")
            .unwrap()
            .contains("history.csv")
    );
    let text = csv.html();
    assert!(text.starts_with("change,at,"));
    assert!(text.contains("\"'=1+1, \"\"quoted\"\"\""), "{text}");
    let revisions = site.count("SELECT count(*) FROM revisions").await;
    let lines = grace.get("/admin/history/export").await;
    let mut seen = 0;
    for line in lines.html().lines() {
        let change: serde_json::Value = serde_json::from_str(line).unwrap();
        seen += change["revisions"].as_array().unwrap().len();
    }
    assert_eq!(i64::try_from(seen).unwrap(), revisions);
    grace
        .get("/admin/history/export?format=xls")
        .await
        .assert_status(400);
    let told = "SELECT count(*) FROM security_events WHERE kind = 'personal-data-export'";
    assert_eq!(site.count(told).await, 2);
}

#[tokio::test]
async fn covered_text_is_nowhere_and_does_not_come_back() {
    let site = TestSite::new().await;
    let grace = site.administrator("grace").await;
    let ada = site.moderator("ada").await;
    let edit = async |text: &str| {
        let typed = [("description", text)];
        ada.edit("/admin/entries/1", "form.form", &typed)
            .await
            .assert_status(303);
        newest(&site).await
    };
    let bad = edit("Unlawful words about somebody.").await;
    let cleaned = edit("Lawful words.").await;
    let page = grace.get(&format!("/admin/changes/{bad}")).await;
    let form = "form[action$='/redact'][action^='/admin/revisions']";
    let path = page.one(form).attr("action").unwrap().to_owned();
    let cover = [("field", "description"), ("why", "A court said so")];
    ada.submit(&path, &cover).await.assert_status(403);
    grace
        .submit(&path, &[("field", "description")])
        .await
        .assert_status(400);
    let before = site
        .count("SELECT count(*) FROM revisions WHERE new LIKE '%Unlawful%'")
        .await;
    grace.submit(&path, &cover).await.assert_status(303);
    for path in [
        "/entries/1/history".to_owned(),
        "/changes".to_owned(),
        "/changes.atom".to_owned(),
        format!("/changes/{bad}"),
        format!("/admin/changes/{cleaned}"),
        "/admin/history".to_owned(),
        "/admin/history/export".to_owned(),
    ] {
        let page = grace.get(&path).await;
        page.assert_ok();
        assert!(!page.html().contains("Unlawful"), "{path}");
        assert!(page.html().contains("A court said so"), "{path}");
    }
    let after = site
        .count("SELECT count(*) FROM revisions WHERE new LIKE '%Unlawful%'")
        .await;
    assert_eq!(before, after, "no row is edited");
    let undo = super::undo(&grace, cleaned).await;
    undo.assert_status(409);
    assert!(!undo.html().contains("Unlawful"));
    let why = format!("/admin/changes/{bad}/redact");
    grace
        .submit(&why, &[("why", "Also that")])
        .await
        .assert_status(303);
}

#[tokio::test]
async fn covered_messages_show_the_reason() {
    let site = TestSite::new().await;
    let grace = site.administrator("grace").await;
    let sent = suggest(&site, ward_list()).await;
    let form = [
        ("decision", "ask"),
        ("message", "Unlawful question"),
        ("version", "1"),
    ];
    grace.submit(&sent.decision, &form).await.assert_status(303);
    let path = "/admin/messages/1/redact";
    let cover = [("why", "Not ours to say"), ("suggestion", "1")];
    grace
        .submit(path, &cover)
        .await
        .assert_redirect("/admin/suggestions/1");
    let page = grace.get(&sent.page).await;
    assert!(page.text().contains("Not ours to say"), "{}", page.text());
    assert!(!page.html().contains("Unlawful"), "{}", page.html());
    let log = grace.get("/admin/history?kind=decision").await;
    assert!(!log.html().contains("Unlawful"));
}
