use signpost::accounts::Role;
use signpost::clock::MINUTE;

use super::*;
use crate::sign_in::events;

#[tokio::test]
async fn after_a_quarter_of_an_hour_the_password_is_asked_for_and_nothing_is_lost() {
    let site = TestSite::new().await;
    let grace = arrived(&site, "grace", Role::Administrator).await;
    site.clock().advance(15 * MINUTE);
    let typed = [
        ("name", "Ada \"><b>"),
        ("role", "moderator"),
        ("scope", "categories"),
        ("category", "guidance"),
        ("category", "policy"),
        ("action", "add"),
    ];
    let page = grace.submit(USERS, &typed).await;
    page.assert_ok();
    assert_eq!(page.one("h1").text, "Confirm that it’s you");
    assert_eq!(page.header("cache-control"), Some("no-store"));
    let form = "form:has(#confirm_password)";
    assert_eq!(page.one(form).attr("action"), Some(USERS));
    let wrong = filled(&page, form, &[("confirm_password", "not the right one")]);
    let page = grace.send(USERS, &wrong).await;
    page.assert_status(422);
    assert_eq!(page.one("#confirm_password").attr("value"), None);
    assert_eq!(site.count("SELECT count(*) FROM users").await, 1);
    let right = filled(&page, form, &[("confirm_password", PASSWORD)]);
    let done = grace.send(USERS, &right).await;
    let page = grace.follow(done).await;
    assert_eq!(page.one("h1").text, "Ada \"><b>");
    assert!(page.text().contains("Guidance"), "both boxes were kept");
    assert_eq!(site.count("SELECT count(*) FROM user_categories").await, 2);
    // Fresh again for a while.
    let next = [("name", "bob"), ("role", "moderator")];
    grace.submit(USERS, &next).await.assert_status(303);
    let kinds = events(&site).await;
    assert_eq!(kinds[2..4], ["confirm-failed", "confirmed"]);
}

#[tokio::test]
async fn every_change_of_security_asks() {
    let site = TestSite::new().await;
    let grace = arrived(&site, "grace", Role::Administrator).await;
    let own = page_of(&grace, "grace").await;
    grace
        .submit(FACTOR, &[("action", "begin")])
        .await
        .assert_redirect(FACTOR);
    site.clock().advance(15 * MINUTE);
    let before = site.dump().await;
    for (path, fields) in [
        (USERS, vec![("action", "require")]),
        (own.as_str(), vec![("action", "disable")]),
        (FACTOR, vec![("action", "begin")]),
        (FACTOR, vec![("action", "confirm"), ("code", "123456")]),
        (
            TOKENS,
            vec![("action", "create"), ("name", "x"), ("scope", "read")],
        ),
        (TOKENS, vec![("action", "revoke"), ("token", "1")]),
    ] {
        let page = grace.submit(path, &fields).await;
        assert_eq!(page.one("h1").text, "Confirm that it’s you", "{path}");
        assert!(page.select("input[name=code]").is_empty());
    }
    assert_eq!(site.dump().await, before);
    let asked = grace.get(FACTOR).await;
    asked.assert_redirect("/admin/confirm?next=%2Fadmin%2Faccount%2Fsecond-factor");
    let page = grace.follow(asked).await;
    let form = "form:has(#confirm_password)";
    let fields = filled(&page, form, &[("confirm_password", PASSWORD)]);
    let done = grace.send("/admin/confirm", &fields).await;
    done.assert_redirect(FACTOR);
    grace.follow(done).await.assert_ok();
    for (next, goes) in [
        ("https://evil.example/", "/admin/account"),
        ("/admin", "/admin"),
    ] {
        let fields = [("confirm_password", PASSWORD), ("next", next)];
        grace
            .submit("/admin/confirm", &fields)
            .await
            .assert_redirect(goes);
    }
}

#[tokio::test]
async fn a_stolen_session_can_not_guess_here_either() {
    let site = TestSite::new().await;
    let grace = arrived(&site, "grace", Role::Administrator).await;
    site.clock().advance(15 * MINUTE);
    for n in 0..10 {
        let fields = [("confirm_password", format!("guess number {n}"))];
        grace
            .submit("/admin/confirm", &fields)
            .await
            .assert_status(422);
    }
    let fields = [("confirm_password", PASSWORD), ("action", "require")];
    grace.submit(USERS, &fields).await.assert_status(429);
}
