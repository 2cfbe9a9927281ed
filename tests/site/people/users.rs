use signpost::accounts::Role;

use super::*;
use crate::sign_in::{events, is_in};

const ALL: &str = r#"{"role":"moderator","scope":"all","categories":[],"disabled":false}"#;

#[tokio::test]
async fn an_administrator_invites_somebody_for_some_categories() {
    let site = TestSite::new().await;
    let grace = arrived(&site, "grace", Role::Administrator).await;
    let typed = [
        ("name", " Ada "),
        ("email", "ada@example.org"),
        ("role", "moderator"),
        ("scope", "categories"),
        ("category", "guidance"),
        ("action", "add"),
    ];
    let done = grace.submit(USERS, &typed).await;
    assert!(done.location().unwrap().ends_with("?done=added"));
    let page = grace.follow(done).await;
    assert_eq!(page.header("cache-control"), Some("no-store"));
    let link = page.one("#link").text;
    let ada_page = page_of(&grace, "Ada").await;
    assert!(
        grace.get(&ada_page).await.select("#link").is_empty(),
        "shown once"
    );
    let path = link.strip_prefix("https://links.example").unwrap();
    let ada = site.visitor();
    ada.get(path).await.assert_ok();
    let token = path.rsplit_once('=').unwrap().1;
    let set = [("token", token), ("password", PASSWORD)];
    ada.submit("/setup", &set).await.assert_redirect("/admin");
    ada.get(path).await.assert_status(404);
    let list = grace.get(USERS).await;
    assert_eq!(list.one(".tabs [aria-current=page]").text, "Users");
    let rows = list.texts("tbody tr");
    assert!(rows[0].starts_with("Ada Moderator Guidance"), "{rows:?}");
    assert!(rows[0].ends_with("Off Active"), "{rows:?}");
    let revision = person_revisions(&site).await.pop().unwrap();
    assert!(
        revision.starts_with("create grace  → {\"role\":\"moderator\",\"scope\":\"categories\"")
    );
    assert!(!revision.to_lowercase().contains("ada"), "{revision}");
    ada.get(USERS).await.assert_status(403);
    ada.submit(USERS, &typed).await.assert_status(403);
}

#[tokio::test]
async fn a_form_with_a_mistake_keeps_what_was_chosen() {
    let site = TestSite::new().await;
    let grace = arrived(&site, "grace", Role::Administrator).await;
    for (typed, field) in [
        (vec![("name", "GRACE"), ("role", "moderator")], "name"),
        (vec![("name", ""), ("role", "moderator")], "name"),
        (vec![("name", "bob"), ("role", "owner")], "role"),
        (vec![("name", "bob")], "role"),
        (
            vec![("name", "bob"), ("role", "moderator"), ("email", "x")],
            "email",
        ),
        (
            vec![
                ("name", "bob"),
                ("role", "moderator"),
                ("scope", "categories"),
            ],
            "category",
        ),
    ] {
        let page = grace.submit(USERS, &typed).await;
        page.assert_status(422);
        assert!(page.one("title").text.starts_with("Error: Users"));
        let error = page.one(".errors li a");
        assert_eq!(error.attr("href"), Some(format!("#{field}").as_str()));
        page.one(&format!("#{field}"));
        assert_eq!(page.one("#name").attr("value"), Some(typed[0].1));
    }
    assert_eq!(site.count("SELECT count(*) FROM users").await, 1);
}

#[tokio::test]
async fn another_role_holds_at_once_and_everywhere() {
    let site = TestSite::new().await;
    let grace = arrived(&site, "grace", Role::Administrator).await;
    let ada = arrived(&site, "ada", Role::Moderator).await;
    let page = page_of(&grace, "ada").await;
    let done = press(&grace, &page, "save", &[("role", "administrator")]).await;
    done.assert_redirect(&format!("{page}?done=save"));
    assert!(!is_in(&ada).await, "a new role is a new sign-in");
    sign_in(&ada, "ada", PASSWORD)
        .await
        .assert_redirect("/admin");
    ada.get(USERS).await.assert_ok();
    press(&grace, &page, "save", &[("role", "moderator")]).await;
    assert!(!is_in(&ada).await);
    sign_in(&ada, "ada", PASSWORD)
        .await
        .assert_redirect("/admin");
    let scoped = [("scope", "categories"), ("category", "policy")];
    press(&grace, &page, "save", &scoped).await;
    assert!(is_in(&ada).await, "a scope is read for each request");
    let revisions = person_revisions(&site).await;
    assert_eq!(revisions.len(), 2 + 3);
    let last = &revisions[4];
    assert!(
        last.starts_with(&format!("update grace {ALL} → ")),
        "{last}"
    );
    let kinds = events(&site).await;
    let count = |kind: &str| kinds.iter().filter(|other| *other == kind).count();
    assert_eq!((count("role-change"), count("scope-change")), (2, 1));
    press(&grace, &page, "save", &[])
        .await
        .assert_redirect(&format!("{page}?done=unchanged"));
    assert_eq!(person_revisions(&site).await.len(), 5);
}

#[tokio::test]
async fn who_is_shut_out_is_out_at_once_and_may_come_back() {
    let site = TestSite::new().await;
    let grace = arrived(&site, "grace", Role::Administrator).await;
    let ada = arrived(&site, "ada", Role::Moderator).await;
    let page = page_of(&grace, "ada").await;
    press(&grace, &page, "disable", &[]).await;
    assert!(!is_in(&ada).await);
    sign_in(&ada, "ada", PASSWORD).await.assert_status(422);
    press(&grace, &page, "enable", &[]).await;
    sign_in(&ada, "ada", PASSWORD)
        .await
        .assert_redirect("/admin");
    let done = press(&grace, &page, "reset", &[]).await;
    let link = grace.follow(done).await.one("#link").text;
    assert!(link.starts_with("https://links.example/setup?token="));
    assert!(!is_in(&ada).await);
    sign_in(&ada, "ada", PASSWORD).await.assert_status(422);
    let revisions = person_revisions(&site).await;
    assert!(revisions[2].contains("\"disabled\":true"), "{revisions:?}");
    assert!(revisions[3].ends_with(ALL), "{revisions:?}");
    let kinds = events(&site).await;
    for kind in ["user-disable", "user-enable", "user-reset"] {
        assert!(kinds.contains(&kind.to_owned()), "{kinds:?}");
    }
}

#[tokio::test]
async fn the_last_administrator_can_not_be_taken_away() {
    let site = TestSite::new().await;
    let grace = arrived(&site, "grace", Role::Administrator).await;
    let page = page_of(&grace, "grace").await;
    for (action, typed) in [
        ("disable", vec![]),
        ("reset", vec![]),
        ("save", vec![("role", "moderator")]),
    ] {
        let refused = press(&grace, &page, action, &typed).await;
        refused.assert_status(422);
        assert!(
            refused
                .one(".errors")
                .text
                .contains("Nobody who can sign in")
        );
    }
    assert!(is_in(&grace).await);
    // Somebody who has no password yet is no help.
    let invite = [
        ("name", "hedy"),
        ("role", "administrator"),
        ("action", "add"),
    ];
    grace.submit(USERS, &invite).await.assert_status(303);
    press(&grace, &page, "disable", &[])
        .await
        .assert_status(422);
    add(&site, "ida", Role::Administrator).await;
    press(&grace, &page, "disable", &[])
        .await
        .assert_status(303);
    assert!(!is_in(&grace).await);
}

#[tokio::test]
async fn two_administrators_can_not_take_each_other_away_at_once() {
    for _ in 0..10 {
        let site = TestSite::empty().await;
        let grace = arrived(&site, "grace", Role::Administrator).await;
        let hedy = arrived(&site, "hedy", Role::Administrator).await;
        let (of_grace, of_hedy) = (page_of(&hedy, "grace").await, page_of(&grace, "hedy").await);
        let disable = [("action", "disable")];
        let demote = [("action", "save"), ("role", "moderator")];
        let (first, second) = tokio::join!(
            grace.submit(&of_hedy, &disable),
            hedy.submit(&of_grace, &demote)
        );
        let done = [&first, &second]
            .iter()
            .filter(|reply| reply.location().is_some_and(|to| to.contains("?done=")))
            .count();
        assert_eq!(done, 1, "{} {}", first.status(), second.status());
        let working = "SELECT count(*) FROM users WHERE role = 'administrator'
             AND disabled_at IS NULL AND password_hash IS NOT NULL";
        assert_eq!(site.count(working).await, 1);
    }
}

#[tokio::test]
async fn a_stale_form_changes_nothing_and_keeps_what_was_chosen() {
    let site = TestSite::new().await;
    let grace = arrived(&site, "grace", Role::Administrator).await;
    add(&site, "ada", Role::Moderator).await;
    let page = page_of(&grace, "ada").await;
    let drawn = grace.get(&page).await;
    let typed = [("action", "save"), ("email", "a@example.org")];
    let form = "form:has(button[value=save])";
    let fields = filled(&drawn, form, &typed);
    press(&grace, &page, "save", &[("role", "administrator")]).await;
    let stale = grace.send(&page, &fields).await;
    stale.assert_status(409);
    assert!(
        stale
            .one(".notice--warn")
            .text
            .contains("Somebody else changed")
    );
    assert_eq!(stale.one("#email").attr("value"), Some("a@example.org"));
    assert_eq!(
        site.count("SELECT count(*) FROM users WHERE email IS NOT NULL")
            .await,
        0
    );
    for nobody in ["/admin/users/99", "/admin/users/x", "/admin/users/01"] {
        grace.get(nobody).await.assert_status(404);
        grace
            .submit(nobody, &[("action", "disable")])
            .await
            .assert_status(404);
    }
    grace
        .submit(&page, &[("action", "erase")])
        .await
        .assert_status(400);
}

#[tokio::test]
async fn neither_a_change_nor_its_history_exists_alone() {
    let site = TestSite::new().await;
    let grace = arrived(&site, "grace", Role::Administrator).await;
    add(&site, "ada", Role::Moderator).await;
    let page = page_of(&grace, "ada").await;
    for table in ["changes", "revisions", "security_events"] {
        site.execute(&format!(
            "CREATE TRIGGER fault BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'fault'); END"
        ))
        .await;
        let before = site.dump().await;
        let users = "SELECT sum(version) FROM users";
        let version = site.count(users).await;
        for action in ["disable", "reset"] {
            grace
                .submit(&page, &[("action", action)])
                .await
                .assert_status(500);
        }
        let save = [("action", "save"), ("role", "administrator")];
        grace.submit(&page, &save).await.assert_status(500);
        let add = [("name", "bob"), ("role", "moderator")];
        grace.submit(USERS, &add).await.assert_status(500);
        assert_eq!(site.dump().await, before, "{table}");
        assert_eq!(site.count(users).await, version);
        site.execute("DROP TRIGGER fault").await;
    }
}
