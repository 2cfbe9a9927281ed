//! What changes and what history says of it stand together or not at all, whichever half fails.

use super::newest;
use crate::support::builders::entry;
use crate::support::editing::filled;
use crate::support::people::Person;
use crate::support::site::TestSite;

/// A form of the moderators, ready to be sent, and the table that it writes.
struct Edit {
    path: String,
    fields: Vec<(String, String)>,
    table: &'static str,
    /// How the table is written: INSERT, UPDATE or DELETE.
    by: &'static str,
}

async fn form(person: &Person, path: &str, typed: &[(&str, &str)]) -> Vec<(String, String)> {
    filled(&person.get(path).await, "form.form", typed)
}

fn pairs(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    fields.iter().map(own).collect()
}

#[tokio::test]
async fn neither_half_stands_without_the_other() {
    let site = TestSite::new().await;
    let grace = site.administrator("grace").await;
    let category = site
        .count("SELECT category_id FROM entries WHERE id = 1")
        .await;
    let mut tagged = entry("https://tags.example/", "Tagged", category);
    tagged.tags = vec!["first".to_owned(), "second".to_owned()];
    site.add_entry(tagged).await;
    let tag = site
        .count("SELECT id FROM tags WHERE slug = 'first'")
        .await
        .to_string();
    let other = site
        .count("SELECT id FROM tags WHERE slug = 'second'")
        .await
        .to_string();
    site.execute("INSERT INTO blocked_hosts (host, blocked_at) VALUES ('spam.example', 1)")
        .await;
    site.execute("INSERT INTO blocked_words (word, blocked_at) VALUES ('lottery', 1)")
        .await;
    let mut presets = form(&grace, "/admin/settings/presets", &[]).await;
    presets
        .iter_mut()
        .find(|(name, _)| name == "label")
        .unwrap()
        .1 = "Another".to_owned();
    let edits = [
        (
            "/admin/entries/1",
            form(&grace, "/admin/entries/1", &[("title", "New")]).await,
            "entries",
            "UPDATE",
        ),
        (
            "/admin/entries/1",
            pairs(&[("action", "retire")]),
            "entry_ancestors",
            "DELETE",
        ),
        (
            "/admin/entries/1",
            pairs(&[("action", "merge"), ("into", "2"), ("confirm", "1")]),
            "entries",
            "UPDATE",
        ),
        (
            "/admin/categories/1",
            form(&grace, "/admin/categories/1", &[("title", "New")]).await,
            "categories",
            "UPDATE",
        ),
        (
            "/admin/categories",
            pairs(&[("title", "Brand new")]),
            "categories",
            "INSERT",
        ),
        (
            "/admin/tags",
            pairs(&[("action", "rename"), ("id", &tag), ("name", "third")]),
            "tags",
            "UPDATE",
        ),
        (
            "/admin/tags",
            pairs(&[("action", "merge"), ("id", &tag), ("into", &other)]),
            "tags",
            "DELETE",
        ),
        (
            "/admin/settings",
            form(&grace, "/admin/settings", &[("contact", "new@example.org")]).await,
            "settings",
            "UPDATE",
        ),
        (
            "/admin/settings/pages/about",
            form(&grace, "/admin/settings/pages/about", &[("body", "New")]).await,
            "pages",
            "UPDATE",
        ),
        (
            "/admin/settings/presets",
            presets,
            "decline_presets",
            "INSERT",
        ),
        (
            "/admin/settings/blocked-hosts",
            pairs(&[("host", "spam.example")]),
            "blocked_hosts",
            "DELETE",
        ),
        (
            "/admin/settings/blocked-words",
            pairs(&[("new", "casino"), ("why", "Adverts")]),
            "blocked_words",
            "INSERT",
        ),
        (
            "/admin/settings/blocked-words",
            pairs(&[("word", "lottery")]),
            "blocked_words",
            "DELETE",
        ),
    ];
    for (path, fields, table, by) in edits {
        let edit = Edit {
            path: path.to_owned(),
            fields,
            table,
            by,
        };
        try_halves(&site, &grace, &edit).await;
        // And it works when nothing is broken; then it is undone, which happens whole as well.
        grace
            .send(&edit.path, &edit.fields)
            .await
            .assert_status(303);
        let change = newest(&site).await;
        let undoing = Edit {
            path: format!("/admin/changes/{change}/revert"),
            fields: Vec::new(),
            table: "changes",
            by: "INSERT",
        };
        try_halves(&site, &grace, &undoing).await;
        grace.send(&undoing.path, &[]).await.assert_status(303);
    }
}

#[tokio::test]
async fn a_person_changes_with_the_history_of_it_or_not_at_all() {
    let site = TestSite::new().await;
    let grace = site.administrator("grace").await;
    site.moderator("ada").await;
    let id = site.count("SELECT id FROM users WHERE name = 'ada'").await;
    let path = format!("/admin/users/{id}");
    let promoted = form(
        &grace,
        &path,
        &[("role", "administrator"), ("action", "save")],
    )
    .await;
    let disabled = pairs(&[("action", "disable")]);
    for fields in [promoted, disabled] {
        let edit = Edit {
            path: path.clone(),
            fields,
            table: "users",
            by: "UPDATE",
        };
        try_halves(&site, &grace, &edit).await;
        let events = site.count("SELECT count(*) FROM security_events").await;
        grace
            .send(&edit.path, &edit.fields)
            .await
            .assert_status(303);
        assert!(site.count("SELECT count(*) FROM security_events").await > events);
        let history = grace.get("/admin/history").await;
        assert!(history.text().contains("ada"), "{}", history.text());
        let change = newest(&site).await;
        let undo = format!("form[action='/admin/changes/{change}/revert']");
        assert!(
            history.texts(&undo).is_empty(),
            "it is undone on their page"
        );
    }
}

async fn try_halves(site: &TestSite, person: &Person, edit: &Edit) {
    let before = site.dump().await;
    let halves = [
        ("INSERT", "changes"),
        ("INSERT", "revisions"),
        (edit.by, edit.table),
    ];
    for (by, table) in halves {
        site.execute(&format!(
            "CREATE TRIGGER broken BEFORE {by} ON {table} BEGIN SELECT RAISE(ABORT, 'broken'); END"
        ))
        .await;
        let reply = person.send(&edit.path, &edit.fields).await;
        site.execute("DROP TRIGGER broken").await;
        assert_eq!(reply.status(), 500, "{} with a broken {table}", edit.path);
        assert_eq!(
            site.dump().await,
            before,
            "{} with a broken {table}",
            edit.path
        );
    }
}
