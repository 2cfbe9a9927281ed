//! Moderators' direct edits of categories: no entry is ever lost, no address ever dies.

use signpost::directory::Change;

use crate::support::builders::{category, entry};
use crate::support::editing::filled;
use crate::support::site::TestSite;

const ADD: &str = "#new form";
const FORM: &str = "form.form";

#[tokio::test]
async fn a_new_category_stands_at_the_end_of_its_siblings() {
    let site = TestSite::new().await;
    let (ada, reader) = (site.moderator("ada").await, site.visitor());
    let tree = ada.get("/admin/categories?parent=guidance").await;
    let typed = [
        ("title", "Sharing code safely"),
        ("introduction", "Before you *press* the button."),
        ("why", "It grew"),
    ];
    let reply = ada
        .send("/admin/categories", &filled(&tree, ADD, &typed))
        .await;
    reply.assert_redirect("/admin/categories?done=created&at=4");
    let done = ada.follow(reply).await;
    assert_eq!(done.one(".notice--ok p").text, "Sharing code safely added.");
    assert!(
        done.one("li.is-at")
            .text
            .starts_with("Sharing code safely 0")
    );
    site.assert_newest("ada", "category 4", "create", "It grew")
        .await;
    let public = reader.get("/categories/guidance/sharing-code-safely").await;
    public.assert_ok();
    assert!(public.text().contains("Before you press the button."));
    let nameless = ada
        .submit(
            "/admin/categories",
            &[("title", " "), ("parent", "nowhere")],
        )
        .await;
    nameless.assert_status(422);
    assert_eq!(nameless.select(".errors a").len(), 2);
}

#[tokio::test]
async fn the_tree_is_nested_lists_with_buttons_to_reorder() {
    let site = TestSite::new().await;
    let (ada, reader) = (site.moderator("ada").await, site.visitor());
    let below = site.add_category("Below", Some(1)).await;
    site.add_category("Deeper", Some(below)).await;
    site.add_category("Beside", Some(1)).await;
    let tree = ada.get("/admin/categories").await;
    assert_eq!(tree.select(".tree > li").len(), 3);
    assert_eq!(tree.select(".tree > li > ol > li").len(), 2);
    assert_eq!(tree.select(".tree > li > ol > li > ol > li").len(), 1);
    let up = tree.select("button[value=up]");
    let leads: Vec<_> = up
        .iter()
        .map(|button| button.attr("formaction").unwrap())
        .collect();
    // Only what has a sibling before it can go up.
    assert_eq!(
        leads,
        [
            "/admin/categories/6",
            "/admin/categories/2",
            "/admin/categories/3"
        ]
    );
    let address = leads[1];
    let reply = ada.submit(address, &[("action", "up")]).await;
    reply.assert_redirect("/admin/categories?done=up&at=2");
    let page = ada.follow(reply).await;
    assert_eq!(page.one(".notice--ok p").text, "Guidance moved up.");
    assert_eq!(page.one("li.is-at").attr("id"), Some("category-2"));
    // It can't go further up, so the button that was pressed hands its focus on.
    assert_eq!(page.one("[autofocus]").attr("value"), Some("down"));
    site.assert_newest("ada", "category 2", "reorder", "").await;
    let home = reader.get("/").await;
    assert!(home.texts("nav.post .arm")[0].starts_with("Guidance"));
    let again = ada.submit(address, &[("action", "up")]).await;
    again.assert_redirect("/admin/categories?done=unchanged&at=2");
}

#[tokio::test]
async fn renaming_and_moving_leave_a_redirect_at_every_address_below() {
    let site = TestSite::new().await;
    let (ada, reader) = (site.moderator("ada").await, site.visitor());
    site.add_category("Safety", Some(2)).await;
    let path = "/admin/categories/2";
    let typed = [("slug", "How to"), ("parent", "policy"), ("why", "Shorter")];
    let reply = ada.edit(path, FORM, &typed).await;
    reply.assert_redirect("/admin/categories/2?done=moved");
    assert!(
        ada.follow(reply)
            .await
            .one(".notice--ok")
            .text
            .contains("the old one leads")
    );
    site.assert_newest("ada", "category 2", "move", "Shorter")
        .await;
    for (old, new) in [
        ("/categories/guidance", "/categories/policy/how-to"),
        (
            "/categories/guidance/safety",
            "/categories/policy/how-to/safety",
        ),
    ] {
        reader.get(old).await.assert_redirect(new);
        reader.get(new).await.assert_ok();
    }
    let policy = reader.get("/categories/policy").await;
    assert_eq!(policy.select(".entry__title").len(), 6);
    // A category that takes the old address wins over the redirect.
    site.add_category("Guidance", None).await;
    reader.get("/categories/guidance").await.assert_ok();
}

#[tokio::test]
async fn what_cant_be_is_said_beside_its_field() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let mut deepest = 1;
    let mut path = "policy".to_owned();
    for level in 2..=8 {
        deepest = site.add_category(&format!("L{level}"), Some(deepest)).await;
        path = format!("{path}/l{level}");
    }
    for (typed, field) in [
        ([("slug", "policy"), ("title", "Guidance")], "slug"),
        ([("slug", "!?"), ("title", "Guidance")], "slug"),
        ([("parent", path.as_str()), ("title", "Guidance")], "parent"),
        ([("parent", "guidance"), ("title", "Guidance")], "parent"),
        ([("parent", "nowhere"), ("title", "Guidance")], "parent"),
        ([("caveat_kind", "odd"), ("title", "Mine")], "caveat_kind"),
    ] {
        let reply = ada.edit("/admin/categories/2", FORM, &typed).await;
        reply.assert_status(422);
        let summary = reply.one(".errors a");
        assert_eq!(summary.attr("href"), Some(format!("#{field}").as_str()));
        let beside = reply.one(&format!("#{field}-error")).text;
        assert_eq!(beside, format!("Error: {}", summary.text));
        assert_eq!(reply.one("#title").attr("value"), Some(typed[1].1));
    }
    assert_eq!(
        site.visitor()
            .get("/categories/guidance")
            .await
            .status()
            .as_u16(),
        200
    );
    ada.get("/admin/categories/999").await.assert_status(404);
    ada.get("/admin/categories/guidance")
        .await
        .assert_status(404);
    let odd = ada
        .submit("/admin/categories/2", &[("action", "sell")])
        .await;
    odd.assert_status(400);
}

#[tokio::test]
async fn who_saves_second_sees_both_texts() {
    let site = TestSite::new().await;
    let (ada, bob) = (site.moderator("ada").await, site.moderator("bob").await);
    let path = "/admin/categories/1";
    let seen = bob.get(path).await;
    ada.edit(path, FORM, &[("introduction", "Ada's words")])
        .await
        .assert_redirect("/admin/categories/1?done=save");
    let second = bob
        .send(
            path,
            &filled(&seen, FORM, &[("introduction", "Bob's words")]),
        )
        .await;
    second.assert_status(409);
    let differences = second.one("table.diff").text;
    assert!(differences.contains("Ada's words") && differences.contains("Bob's words"));
    assert_eq!(second.one("#introduction").text, "Bob's words");
    let third = bob.send(path, &filled(&second, FORM, &[])).await;
    third.assert_redirect("/admin/categories/1?done=save");
}

#[tokio::test]
async fn a_category_that_holds_anything_asks_for_a_new_home() {
    let site = TestSite::new().await;
    let (ada, reader) = (site.moderator("ada").await, site.visitor());
    let old = site.add_category("Old", None).await;
    let child = site.add_category("Child", Some(old)).await;
    let hidden = site
        .change_all([
            Change::CreateEntry(entry("https://example.org/r", "Retired", old)),
            Change::CreateEntry(entry("https://example.org/l", "Live", child)),
        ])
        .await;
    site.change(Change::RetireEntry { id: hidden[0] }).await;
    let path = format!("/admin/categories/{old}");
    let entries = site.count("SELECT count(*) FROM entries").await;
    let page = ada.get(&path).await;
    assert!(
        page.text()
            .contains("1 entry (retired and deleted ones too) and 1 subcategory")
    );
    assert!(page.select("button[value=delete]").is_empty());
    for fields in [
        vec![("action", "delete")],
        vec![("action", "merge")],
        vec![("action", "merge"), ("into", "old/child")],
        vec![("action", "delete"), ("into", "old")],
        vec![("action", "delete"), ("into", "nowhere")],
    ] {
        let reply = ada.submit(&path, &fields).await;
        reply.assert_status(422);
        assert_eq!(reply.one(".errors a").attr("href"), Some("#into"));
        // The main form still shows what stands.
        assert_eq!(reply.one("#title").attr("value"), Some("Old"));
        reader.get("/categories/old").await.assert_ok();
    }
    let fields = [("action", "delete"), ("into", "policy"), ("why", "Merged")];
    let reply = ada.submit(&path, &fields).await;
    reply.assert_redirect("/admin/categories?done=delete");
    assert!(
        ada.follow(reply)
            .await
            .one(".notice--ok")
            .text
            .contains("deleted")
    );
    site.assert_newest("ada", &format!("category {old}"), "delete", "Merged")
        .await;
    assert_eq!(site.count("SELECT count(*) FROM entries").await, entries);
    let homeless = "SELECT count(*) FROM entries e JOIN categories c ON c.id = e.category_id
                    WHERE c.status <> 'live'";
    assert_eq!(site.count(homeless).await, 0);
    reader
        .get("/categories/old")
        .await
        .assert_redirect("/categories/policy");
    reader
        .get("/categories/old/child")
        .await
        .assert_redirect("/categories/policy/child");
    assert!(
        reader
            .get("/categories/policy/child")
            .await
            .text()
            .contains("Live")
    );
    ada.submit(
        &format!("/admin/entries/{}", hidden[0]),
        &[("action", "restore")],
    )
    .await;
    assert!(
        reader
            .get("/categories/policy")
            .await
            .text()
            .contains("Retired")
    );
    ada.get(&path).await.assert_status(404);
}

#[tokio::test]
async fn an_empty_category_goes_without_a_question() {
    let site = TestSite::new().await;
    let (ada, reader) = (site.moderator("ada").await, site.visitor());
    let empty = site.add_category("Empty", None).await;
    let path = format!("/admin/categories/{empty}");
    assert_eq!(ada.get(&path).await.select("button[value=delete]").len(), 1);
    ada.submit(&path, &[("action", "delete")])
        .await
        .assert_redirect("/admin/categories?done=delete");
    assert!(
        reader
            .get("/categories/empty")
            .await
            .status()
            .is_client_error()
    );
    assert_eq!(
        ada.get("/admin/categories").await.select(".tree li").len(),
        3
    );
}

#[tokio::test]
async fn merging_joins_two_categories_and_keeps_both_addresses() {
    let site = TestSite::new().await;
    let (ada, reader) = (site.moderator("ada").await, site.visitor());
    let twins = site
        .change_all([
            Change::CreateCategory(category("Safety", Some(1))),
            Change::CreateCategory(category("Safety", Some(2))),
        ])
        .await;
    site.add_entry(entry("https://example.org/1", "One", twins[0]))
        .await;
    site.add_entry(entry("https://example.org/2", "Two", twins[1]))
        .await;
    let fields = [
        ("action", "merge"),
        ("into", "guidance"),
        ("why", "One is enough"),
    ];
    let reply = ada.submit("/admin/categories/1", &fields).await;
    reply.assert_redirect("/admin/categories?done=merge&at=2");
    assert!(
        ada.follow(reply)
            .await
            .one(".notice--ok")
            .text
            .starts_with("Guidance now holds")
    );
    site.assert_newest("ada", "category 1", "merge", "One is enough")
        .await;
    reader
        .get("/categories/policy")
        .await
        .assert_redirect("/categories/guidance");
    // Two subcategories of one name stay two, each at an address of its own.
    reader
        .get("/categories/policy/safety")
        .await
        .assert_redirect("/categories/guidance/safety-2");
    let all = reader.get("/categories/guidance").await;
    assert_eq!(all.select(".entry__title").len(), 8);
}
