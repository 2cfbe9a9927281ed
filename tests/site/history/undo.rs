//! Undoing each kind of change, through the pages.

use signpost::directory::{Change, Direction};

use super::{newest, undo, undo_newest};
use crate::support::builders::{category, entry};
use crate::support::editing::filled;
use crate::support::site::TestSite;
use crate::support::suggestions::entry_of;

#[tokio::test]
async fn an_edit_is_undone_from_its_notice_and_the_undo_can_be_undone() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let before = entry_of(&site, 1).await.state.title;
    let done = ada
        .edit(
            "/admin/entries/1",
            "form.form",
            &[("title", "Another title")],
        )
        .await;
    let page = ada.follow(done).await;
    let back = page.one(".notice form");
    let path = back.attr("action").unwrap().to_owned();
    let fields = filled(&page, ".notice form", &[]);
    let done = ada.send(&path, &fields).await;
    assert!(
        done.location()
            .unwrap()
            .starts_with("/admin/entries/1?done=undone")
    );
    let page = ada.follow(done).await;
    assert_eq!(entry_of(&site, 1).await.state.title, before);
    assert!(
        page.one(".notice").text.contains("Undone"),
        "{}",
        page.text()
    );
    site.assert_newest("ada", "entry 1", "update", "").await;

    // The notice offers the way forward again.
    let path = page.one(".notice form").attr("action").unwrap().to_owned();
    ada.send(&path, &filled(&page, ".notice form", &[]))
        .await
        .assert_status(303);
    assert_eq!(entry_of(&site, 1).await.state.title, "Another title");
    let log = ada.get("/admin/history").await;
    assert!(log.text().contains("Undoes change"), "{}", log.text());
    let badges = log.texts(".badge");
    assert_eq!(
        badges.iter().filter(|badge| *badge == "Undone").count(),
        1,
        "{badges:?}"
    );
}

#[tokio::test]
async fn what_others_changed_meanwhile_stays() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let edit = async |field: &str, value: &str| {
        let reply = ada
            .edit("/admin/entries/1", "form.form", &[(field, value)])
            .await;
        reply.assert_status(303);
        newest(&site).await
    };
    let before = entry_of(&site, 1).await.state;
    let title = edit("title", "Mine").await;
    edit("organisation", "Theirs").await;
    undo(&ada, title).await.assert_status(303);
    let now = entry_of(&site, 1).await.state;
    assert_eq!(
        (now.title, now.organisation.as_str()),
        (before.title, "Theirs")
    );
}

#[tokio::test]
async fn each_thing_that_is_done_to_an_entry_can_be_undone() {
    let site = TestSite::empty().await;
    let ada = site.moderator("ada").await;
    let home = site.add_category("Home", None).await;
    let other = site.add_category("Other", None).await;
    let first = site
        .add_entry(entry("https://a.example/", "First", home))
        .await;
    let second = site
        .add_entry(entry("https://b.example/", "Second", home))
        .await;
    for change in [
        Change::MoveEntry {
            id: first,
            category_id: other,
        },
        Change::StepEntry {
            id: second,
            direction: Direction::Up,
        },
        Change::VerifyEntry { id: first },
        Change::RetireEntry { id: first },
        Change::DeleteEntry { id: first },
        Change::MergeEntry {
            id: first,
            into: second,
        },
    ] {
        let name = format!("{change:?}");
        let before = (
            entry_of(&site, first).await.state,
            entry_of(&site, second).await.state,
        );
        site.change(change).await;
        let state = || async {
            (
                entry_of(&site, first).await.state,
                entry_of(&site, second).await.state,
            )
        };
        let after = state().await;
        assert_ne!(after, before, "{name}");
        let undone = undo_newest(&site, &ada).await;
        assert_eq!(state().await, before, "{name}");
        undo(&ada, undone).await.assert_status(303);
        assert_eq!(state().await, after, "{name}, again");
        undo_newest(&site, &ada).await;
        assert_eq!(state().await, before, "{name}, and back");
    }
    // Adding one is undone by deleting it, and it comes back with its words.
    let third = site
        .add_entry(entry("https://c.example/", "Third", home))
        .await;
    undo_newest(&site, &ada).await;
    ada.get(&format!("/entries/{third}-third"))
        .await
        .assert_status(410);
    undo_newest(&site, &ada).await;
    ada.get(&format!("/entries/{third}-third"))
        .await
        .assert_ok();
}

#[tokio::test]
async fn categories_come_back_with_their_address_and_all_they_held() {
    let site = TestSite::empty().await;
    let ada = site.moderator("ada").await;
    let old = site.add_category("Old", None).await;
    let below = site.add_category("Below", Some(old)).await;
    let new = site.add_category("New", None).await;
    let id = site
        .add_entry(entry("https://a.example/", "Tool", below))
        .await;
    let direct = site
        .add_entry(entry("https://b.example/", "Direct", old))
        .await;
    site.change(Change::MergeCategory { id: old, into: new })
        .await;
    ada.get("/categories/old")
        .await
        .assert_redirect("/categories/new");
    undo_newest(&site, &ada).await;
    ada.get("/categories/old/below").await.assert_ok();
    ada.get("/categories/new/below")
        .await
        .assert_redirect("/categories/old/below");
    assert_eq!(entry_of(&site, id).await.state.category_id, below);
    assert_eq!(entry_of(&site, direct).await.state.category_id, old);
    undo_newest(&site, &ada).await;
    ada.get("/categories/old")
        .await
        .assert_redirect("/categories/new");
    undo_newest(&site, &ada).await;

    let renamed = Change::EditCategory {
        id: old,
        version: None,
        fields: category("Renamed", None),
    };
    site.change(renamed).await;
    undo_newest(&site, &ada).await;
    ada.get("/categories/old").await.assert_ok();
    ada.get("/categories/renamed")
        .await
        .assert_redirect("/categories/old");

    site.change(Change::StepCategory {
        id: new,
        direction: Direction::Up,
    })
    .await;
    undo_newest(&site, &ada).await;
    site.change(Change::DeleteCategory {
        id: old,
        into: Some(new),
    })
    .await;
    undo_newest(&site, &ada).await;
    ada.get("/categories/old").await.assert_ok();
    site.add_category("Short lived", None).await;
    undo_newest(&site, &ada).await;
    ada.get("/categories/short-lived").await.assert_status(404);
}

#[tokio::test]
async fn merged_tags_part_again_and_entries_with_both_keep_both() {
    let site = TestSite::empty().await;
    let ada = site.moderator("ada").await;
    let home = site.add_category("Home", None).await;
    let tagged = async |url: &str, tags: &[&str]| {
        let mut fields = entry(url, "Tool", home);
        fields.tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        site.add_entry(fields).await
    };
    let one = tagged("https://a.example/", &["py"]).await;
    let both = tagged("https://b.example/", &["web", "py", "python"]).await;
    let ids = ["py", "python"].map(|slug| format!("SELECT id FROM tags WHERE slug = '{slug}'"));
    let mut numbers = Vec::new();
    for sql in ids {
        let mut connection = site.db().read().await.unwrap();
        let tag =
            signpost::directory::find_tag_by_slug(&mut connection, sql.split('\'').nth(1).unwrap());
        numbers.push(tag.await.unwrap().unwrap().id);
    }
    site.change(Change::MergeTag {
        id: numbers[0],
        into: numbers[1],
    })
    .await;
    ada.get("/tags/py").await.assert_redirect("/tags/python");
    assert_eq!(entry_of(&site, both).await.state.tags, ["web", "python"]);
    undo_newest(&site, &ada).await;
    ada.get("/tags/py").await.assert_ok();
    assert_eq!(entry_of(&site, one).await.state.tags, ["py"]);
    assert_eq!(
        entry_of(&site, both).await.state.tags,
        ["web", "py", "python"]
    );
    let found = ada.get("/search?q=py").await;
    assert!(found.text().contains("Tool"));
    site.change(Change::RenameTag {
        id: numbers[1],
        name: "Python 3".to_owned(),
    })
    .await;
    undo_newest(&site, &ada).await;
    ada.get("/tags/python").await.assert_ok();
}

#[tokio::test]
async fn one_object_of_a_change_is_undone_alone() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let form = [
        ("id", "1"),
        ("id", "2"),
        ("action", "retire"),
        ("confirm", "1"),
    ];
    ada.submit("/admin/entries", &form).await.assert_status(303);
    let change = newest(&site).await;
    let page = ada.get(&format!("/admin/changes/{change}")).await;
    let buttons = page.select("section form[action^='/admin/revisions/']");
    assert_eq!(buttons.len(), 2);
    let path = buttons[0].attr("action").unwrap().to_owned();
    ada.submit::<&str>(&path, &[]).await.assert_status(303);
    let status = async |id| entry_of(&site, id).await.state.status.as_str();
    assert_eq!((status(1).await, status(2).await), ("live", "retired"));
    // What is left of it goes back with the whole.
    undo(&ada, change).await.assert_status(303);
    assert_eq!((status(1).await, status(2).await), ("live", "live"));
    let again = undo(&ada, change).await;
    assert!(again.location().unwrap().contains("unchanged"));
}

#[tokio::test]
async fn settings_pages_and_presets_go_back_and_only_for_administrators() {
    let site = TestSite::new().await;
    let grace = site.administrator("grace").await;
    let ada = site.moderator("ada").await;
    for (path, field, value) in [
        ("/admin/settings", "contact", "new@example.org"),
        ("/admin/settings/pages/about", "body", "New words about us."),
        ("/admin/settings/presets", "why", "Shorter"),
    ] {
        let page = grace.get(path).await;
        let before = page.fields("form.form");
        let mut sent = filled(&page, "form.form", &[(field, value)]);
        if path.ends_with("presets") {
            let first = sent.iter().position(|(name, _)| name == "label").unwrap();
            sent[first].1 = "A new label".to_owned();
        }
        grace.send(path, &sent).await.assert_status(303);
        let change = newest(&site).await;
        undo(&ada, change).await.assert_status(403);
        undo(&grace, change).await.assert_status(303);
        let after = grace.get(path).await.fields("form.form");
        let words = |fields: Vec<(String, String)>| -> Vec<(String, String)> {
            fields
                .into_iter()
                .filter(|(name, _)| name != "version")
                .collect()
        };
        assert_eq!(words(after), words(before), "{path}");
    }
}
