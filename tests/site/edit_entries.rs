//! Moderators' direct edits of entries: what they send, and what readers then see.

use crate::support::builders::{category, entry};
use crate::support::editing::filled;
use crate::support::people::Person;
use crate::support::site::TestSite;
use signpost::directory::Change;

const FORM: &str = "form.form";

async fn titles_in(reader: &Person, category: &str) -> Vec<String> {
    reader
        .get(&format!("/categories/{category}"))
        .await
        .texts(".entry__title a")
}

#[tokio::test]
async fn only_moderators_edit() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    for path in [
        "/admin/entries",
        "/admin/entries/new",
        "/admin/entries/1",
        "/admin/categories",
        "/admin/categories/1",
        "/admin/tags",
        "/admin/tags/1",
    ] {
        let next = path.replace('/', "%2F");
        let reply = visitor.get(path).await;
        reply.assert_redirect(&format!("/login?next={next}"));
        let ada = site.moderator(&format!("ada{}", path.len())).await;
        let page = ada.get(path).await;
        page.assert_ok();
        assert_eq!(page.header("cache-control"), Some("no-store"), "{path}");
    }
    let before = site.count("SELECT count(*) FROM revisions").await;
    for path in [
        "/admin/entries",
        "/admin/entries/new",
        "/admin/entries/1",
        "/admin/categories",
        "/admin/categories/1",
        "/admin/tags",
    ] {
        let reply = visitor.submit(path, &[("action", "delete")]).await;
        assert_eq!(reply.status().as_u16(), 303, "{path}");
        assert!(reply.location().unwrap().starts_with("/login?"), "{path}");
    }
    assert_eq!(site.count("SELECT count(*) FROM revisions").await, before);
}

#[tokio::test]
async fn a_new_entry_is_on_the_public_page_at_the_next_request() {
    let site = TestSite::new().await;
    let (ada, reader) = (site.moderator("ada").await, site.visitor());
    assert!(
        !titles_in(&reader, "guidance")
            .await
            .contains(&"A tool".to_owned())
    );
    let page = ada.get("/admin/entries/new?category=guidance").await;
    let fields = filled(
        &page,
        FORM,
        &[
            ("url", "example.org/tool"),
            ("title", " A  tool "),
            ("description", "Says *what* it is.\n\nAnd more."),
            ("caveat", "In Welsh."),
            ("caveat_kind", "region"),
            ("licence", "mit"),
            ("organisation", "Example"),
            ("tags", "Welsh, c++"),
            ("language", "cy"),
            ("featured", "1"),
            ("question", "What about Welsh?"),
            ("why", "Asked for twice"),
        ],
    );
    let reply = ada.send("/admin/entries/new", &fields).await;
    reply.assert_redirect("/admin/entries/14?done=created");
    let done = ada.follow(reply).await;
    assert_eq!(done.one(".notice--ok p").text, "Added to the directory.");
    site.assert_newest("ada", "entry 14", "create", "Asked for twice")
        .await;
    assert_eq!(
        titles_in(&reader, "guidance").await.last().unwrap(),
        "A tool"
    );
    let public = reader.get("/entries/14-a-tool").await;
    public.assert_ok();
    for words in ["In Welsh.", "MIT", "Example", "Welsh", "And more."] {
        assert!(public.text().contains(words), "{words}");
    }
    assert!(reader.get("/").await.text().contains("What about Welsh?"));
    reader.get("/tags/c-plus-plus").await.assert_ok();
    // The form shows it as it was kept.
    let form = ada.get("/admin/entries/14").await;
    assert_eq!(form.one("#licence").attr("value"), Some("MIT"));
    assert_eq!(form.one("#tags").attr("value"), Some("Welsh, c++"));
    assert_eq!(
        form.one("#url").attr("value"),
        Some("https://example.org/tool")
    );
}

#[tokio::test]
async fn every_problem_stands_beside_its_field_and_nothing_typed_is_lost() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let typed = [
        ("url", "javascript:alert(1)"),
        ("title", ""),
        ("category", "not-sure"),
        ("description", "My words"),
        ("licence", "my own"),
        ("language", "English!"),
        ("why", "Because"),
    ];
    let reply = ada.submit("/admin/entries/new", &typed).await;
    reply.assert_status(422);
    assert!(reply.one("title").text.starts_with("Error: Add an entry"));
    let links: Vec<_> = reply.select(".errors a");
    let links: Vec<_> = links
        .iter()
        .map(|link| link.attr("href").unwrap())
        .collect();
    assert_eq!(
        links,
        ["#url", "#title", "#category", "#licence", "#language"]
    );
    assert!(
        reply
            .one("#category-error")
            .text
            .contains("Choose a category")
    );
    assert_eq!(reply.one("#url").attr("value"), Some("javascript:alert(1)"));
    assert_eq!(reply.one("#description").text, "My words");
    assert_eq!(reply.one("#why").attr("value"), Some("Because"));
    assert_eq!(site.count("SELECT count(*) FROM entries").await, 13);
}

#[tokio::test]
async fn a_link_that_is_listed_already_is_shown_with_its_entry() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let first = site
        .add_entry(entry("https://example.org/a", "The first", 1))
        .await;
    let typed = [
        ("url", "http://www.example.org/a"),
        ("title", "The second"),
        ("category", "policy"),
        ("description", "My words"),
    ];
    let reply = ada.submit("/admin/entries/new", &typed).await;
    reply.assert_status(409);
    assert!(reply.one("#url-error").text.contains("already in the list"));
    let twin = reply.one(".field .notice a");
    assert_eq!(twin.text, "The first");
    assert_eq!(
        twin.attr("href"),
        Some(format!("/admin/entries/{first}").as_str())
    );
    assert_eq!(reply.one("#description").text, "My words");
}

#[tokio::test]
async fn an_edit_moves_and_renames_with_redirects() {
    let site = TestSite::new().await;
    let (ada, reader) = (site.moderator("ada").await, site.visitor());
    let old = reader
        .get("/entries/1")
        .await
        .location()
        .unwrap()
        .to_owned();
    let typed = [
        ("title", "Open code"),
        ("category", "guidance"),
        ("why", "Clearer"),
    ];
    let reply = ada.edit("/admin/entries/1", FORM, &typed).await;
    reply.assert_redirect("/admin/entries/1?done=save");
    site.assert_newest("ada", "entry 1", "move", "Clearer")
        .await;
    reader
        .get(&old)
        .await
        .assert_redirect("/entries/1-open-code");
    assert_eq!(
        titles_in(&reader, "guidance").await.last().unwrap(),
        "Open code"
    );
    assert_eq!(titles_in(&reader, "policy").await.len(), 2);
    // Saving what stands already is no change.
    let again = ada.edit("/admin/entries/1", FORM, &[]).await;
    again.assert_redirect("/admin/entries/1?done=unchanged");
    assert!(
        ada.follow(again)
            .await
            .one(".notice--warn")
            .text
            .contains("Nothing changed")
    );
    site.assert_newest("ada", "entry 1", "move", "Clearer")
        .await;
}

#[tokio::test]
async fn who_saves_second_sees_both_texts_and_loses_none() {
    let site = TestSite::new().await;
    let (ada, bob) = (site.moderator("ada").await, site.moderator("bob").await);
    let path = "/admin/entries/1";
    let (seen_by_ada, seen_by_bob) = (ada.get(path).await, bob.get(path).await);
    let first = filled(&seen_by_ada, FORM, &[("title", "Ada's title")]);
    ada.send(path, &first)
        .await
        .assert_redirect("/admin/entries/1?done=save");
    let typed = [
        ("title", "Bob's title"),
        ("description", "Bob's words\r\nin two lines"),
    ];
    // A mistake in between must not make the older version pass for the newer one.
    let mut wrong = filled(&seen_by_bob, FORM, &typed);
    wrong.retain(|(name, _)| name != "language");
    wrong.push(("language".into(), "?".into()));
    let wrong = bob.send(path, &wrong).await;
    wrong.assert_status(422);
    let second = bob
        .send(path, &filled(&wrong, FORM, &[("language", "en")]))
        .await;
    second.assert_status(409);
    let differences = second.one("table.diff").text;
    assert!(differences.contains("Bob's title") && differences.contains("Ada's title"));
    assert!(!differences.contains("Organisation"), "{differences}");
    assert_eq!(second.one("#title").attr("value"), Some("Bob's title"));
    assert!(second.one("#description").text.contains("in two lines"));
    site.assert_newest("ada", "entry 1", "update", "").await;
    // Now that Bob knows, he may save all the same.
    let third = bob.send(path, &filled(&second, FORM, &[])).await;
    third.assert_redirect("/admin/entries/1?done=save");
    site.assert_newest("bob", "entry 1", "update", "").await;
    // Without a version nobody knows what would be overwritten.
    let blind = filled(
        &bob.get(path).await,
        FORM,
        &[("version", ""), ("title", "Blind")],
    );
    bob.send(path, &blind).await.assert_status(409);
}

#[tokio::test]
async fn retiring_deleting_and_restoring_change_what_readers_get() {
    let site = TestSite::new().await;
    let (ada, reader) = (site.moderator("ada").await, site.visitor());
    let path = "/admin/entries/1";
    let public = reader
        .get("/entries/1")
        .await
        .location()
        .unwrap()
        .to_owned();
    for (action, status, listed) in [
        ("retire", 200, 2),
        ("restore", 200, 3),
        ("delete", 410, 2),
        ("restore", 200, 3),
    ] {
        let fields = [("action", action), ("why", "Because")];
        let reply = ada.submit(path, &fields).await;
        reply.assert_redirect(&format!("{path}?done={action}"));
        assert_eq!(ada.follow(reply).await.select(".notice--ok").len(), 1);
        site.assert_newest("ada", "entry 1", action, "Because")
            .await;
        reader.get(&public).await.assert_status(status);
        assert_eq!(titles_in(&reader, "policy").await.len(), listed, "{action}");
        assert_eq!(ada.get(path).await.status().as_u16(), 200);
    }
    site.clock().advance(1_000);
    ada.submit(path, &[("action", "verify")])
        .await
        .assert_redirect("/admin/entries/1?done=verify");
    site.assert_newest("ada", "entry 1", "verify", "").await;
    assert!(
        reader
            .get(&public)
            .await
            .text()
            .contains("22 November 2026")
    );
    ada.submit(path, &[("action", "explode")])
        .await
        .assert_status(400);
    ada.submit("/admin/entries/999", &[("action", "delete")])
        .await
        .assert_status(404);
    ada.get("/admin/entries/x").await.assert_status(404);
}

#[tokio::test]
async fn an_entry_whose_link_was_taken_meanwhile_stays_deleted() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let old = site
        .add_entry(entry("https://example.org/a", "The old one", 1))
        .await;
    let path = format!("/admin/entries/{old}");
    ada.submit(&path, &[("action", "delete")]).await;
    site.add_entry(entry("https://example.org/a", "The new one", 2))
        .await;
    let reply = ada.submit(&path, &[("action", "restore")]).await;
    reply.assert_status(409);
    assert_eq!(reply.one(".field .notice a").text, "The new one");
    // The form still shows the entry, not the empty fields of the restore button.
    assert_eq!(reply.one("#title").attr("value"), Some("The old one"));
    assert_eq!(reply.one("dl .badge").text, "Deleted");
}

#[tokio::test]
async fn stepping_changes_the_readers_order_and_keeps_the_place() {
    let site = TestSite::empty().await;
    let (ada, reader) = (site.moderator("ada").await, site.visitor());
    let home = site.add_category("Home", None).await;
    let mut ids = Vec::new();
    for title in ["One", "Gone", "Away", "Two", "Three", "Four"] {
        let url = format!("https://example.org/{title}");
        ids.push(site.add_entry(entry(&url, title, home)).await);
    }
    // A gap in the order, as moving things leaves behind.
    let category_id = site.add_category("Elsewhere", None).await;
    for id in [ids[1], ids[2]] {
        site.change(Change::MoveEntry { id, category_id }).await;
    }
    let list = ada.get("/admin/entries?category=home").await;
    // The first can't go up and the last can't go down.
    assert_eq!(list.select("tbody tr").len(), 4);
    for (button, at) in [("up", [3, 4, 5]), ("down", [0, 3, 4])] {
        let buttons = list.select(&format!("button[value={button}]"));
        let addresses = at.map(|place| format!("/admin/entries/{}", ids[place]));
        let leads: Vec<_> = buttons
            .iter()
            .map(|button| button.attr("formaction").unwrap())
            .collect();
        assert_eq!(leads, addresses);
    }
    let step = format!("/admin/entries/{}", ids[5]);
    let back = [("action", "up"), ("back", "category=home&sort=curated")];
    let reply = ada.submit(&step, &back).await;
    reply.assert_redirect(&format!(
        "/admin/entries?category=home&sort=curated&done=up&at={}",
        ids[5]
    ));
    let page = ada.follow(reply).await;
    assert_eq!(page.one(".notice--ok p").text, "Four moved up.");
    assert!(page.one("tr.is-at").text.contains("Four"));
    let focused = page.one("[autofocus]");
    assert_eq!(focused.attr("value"), Some("up"));
    assert_eq!(
        titles_in(&reader, "home").await,
        ["One", "Two", "Four", "Three"]
    );
    ada.submit(&step, &back).await;
    ada.submit(&step, &back).await;
    assert_eq!(
        titles_in(&reader, "home").await,
        ["Four", "One", "Two", "Three"]
    );
    let reply = ada.submit(&step, &[("action", "up")]).await;
    assert!(reply.location().unwrap().contains("done=unchanged"));
    assert_eq!(
        titles_in(&reader, "home").await,
        ["Four", "One", "Two", "Three"]
    );
    site.assert_newest("ada", &format!("entry {}", ids[5]), "reorder", "")
        .await;
}

#[tokio::test]
async fn the_list_finds_entries_of_every_status() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    site.change(Change::RetireEntry { id: 1 }).await;
    site.change(Change::DeleteEntry { id: 2 }).await;
    let rows = async |query: &str| {
        let page = ada.get(&format!("/admin/entries{query}")).await;
        page.assert_ok();
        page.texts("tbody th a")
    };
    assert_eq!(rows("").await.len(), 11);
    assert_eq!(
        rows("?status=retired").await,
        ["Making source code open and reusable"]
    );
    assert_eq!(rows("?status=deleted").await, ["Make new source code open"]);
    assert_eq!(rows("?q=PXTEXT").await, ["pxtextmineR"]);
    assert_eq!(rows("?category=policy").await.len(), 1);
    assert_eq!(
        rows("?tag=Making%20the%20case").await,
        ["The benefits of coding in the open"]
    );
    assert_eq!(rows("?licence=none&q=zzz").await.len(), 0);
    assert!(!rows("?featured=1").await.is_empty());
    let by_title = rows("?sort=title").await;
    let mut sorted = by_title.clone();
    sorted.sort_by_key(|title| title.to_lowercase());
    assert_eq!(by_title, sorted);
    ada.get("/admin/entries?page=2").await.assert_status(404);
    let none = ada.get("/admin/entries?q=zzz").await;
    assert!(none.text().contains("No entries match."));
    // Neighbours don't stand beside each other in a search, so nothing can step there.
    assert!(
        ada.get("/admin/entries?q=open")
            .await
            .select("button[value=up]")
            .is_empty()
    );
}

#[tokio::test]
async fn several_entries_change_as_one_after_a_second_look() {
    let site = TestSite::new().await;
    let (ada, reader) = (site.moderator("ada").await, site.visitor());
    let chosen = [
        ("id", "1"),
        ("id", "3"),
        ("action", "move"),
        ("back", "category=policy"),
    ];
    let before = site.count("SELECT count(*) FROM changes").await;
    let ask = ada.submit("/admin/entries", &chosen).await;
    ask.assert_ok();
    assert_eq!(ask.one("h1").text, "Move 2 entries?");
    assert_eq!(site.count("SELECT count(*) FROM changes").await, before);
    let unsure = ada.send("/admin/entries", &filled(&ask, FORM, &[])).await;
    unsure.assert_status(422);
    assert!(
        unsure
            .one("#category-error")
            .text
            .contains("Choose a category")
    );
    let typed = [("category", "guidance"), ("why", "Tidying")];
    let reply = ada
        .send("/admin/entries", &filled(&unsure, FORM, &typed))
        .await;
    reply.assert_redirect("/admin/entries?category=policy&done=move");
    assert_eq!(site.count("SELECT count(*) FROM changes").await, before + 1);
    let made = site.revisions(2).await;
    assert!(
        made.iter()
            .all(|one| one.action == "move" && one.why == "Tidying")
    );
    assert_eq!(made[0].change_id, made[1].change_id);
    assert_eq!(titles_in(&reader, "guidance").await.len(), 5);
    for (action, listed) in [
        ("retire", 3),
        ("restore", 5),
        ("delete", 3),
        ("restore", 5),
        ("verify", 5),
    ] {
        let fields = [
            ("id", "1"),
            ("id", "3"),
            ("action", action),
            ("confirm", "1"),
        ];
        ada.submit("/admin/entries", &fields)
            .await
            .assert_redirect(&format!("/admin/entries?done={action}"));
        assert_eq!(
            titles_in(&reader, "guidance").await.len(),
            listed,
            "{action}"
        );
    }
    let none = ada.submit("/admin/entries", &[("action", "delete")]).await;
    none.assert_redirect("/admin/entries?done=none");
    ada.submit("/admin/entries", &[("action", "sell"), ("id", "1")])
        .await
        .assert_status(400);
    let unknown = [("id", "999"), ("action", "delete"), ("confirm", "1")];
    ada.submit("/admin/entries", &unknown)
        .await
        .assert_status(404);
}

#[tokio::test]
async fn when_one_of_several_cant_change_none_does() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let ids = site
        .change_all([
            Change::CreateEntry(entry("https://example.org/a", "The old one", 1)),
            Change::CreateEntry(entry("https://example.org/b", "Another", 1)),
            Change::CreateCategory(category("Elsewhere", None)),
        ])
        .await;
    site.change(Change::DeleteEntry { id: ids[0] }).await;
    site.change(Change::DeleteEntry { id: ids[1] }).await;
    site.add_entry(entry("https://example.org/a", "The new one", 2))
        .await;
    let (one, two) = (ids[0].to_string(), ids[1].to_string());
    let fields = [
        ("id", two.as_str()),
        ("id", &one),
        ("action", "restore"),
        ("confirm", "1"),
    ];
    let reply = ada.submit("/admin/entries", &fields).await;
    reply.assert_status(422);
    let problem = reply.one(".errors").text;
    assert!(
        problem.contains("The old one") && problem.contains("The new one"),
        "{problem}"
    );
    assert_eq!(reply.texts(".choices .badge"), ["Deleted", "Deleted"]);
    let live = "SELECT count(*) FROM entries WHERE title = 'Another' AND status = 'live'";
    assert_eq!(site.count(live).await, 0);
}
