use axum::Router;
use axum::routing::get;
use signpost::accounts::{self, Administrator, MaybeModerator, Role};
use signpost::clock::{DAY, HOUR};
use sqlx::Connection as _;

use super::*;

#[tokio::test]
async fn a_session_ends_when_it_is_left_alone_and_stays_over() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    site.clock().advance(12 * HOUR - 1);
    assert!(is_in(&ada).await);
    site.clock().advance(12 * HOUR - 1);
    assert!(is_in(&ada).await);
    site.clock().advance(12 * HOUR);
    assert!(!is_in(&ada).await);
    site.clock().advance(-6 * HOUR);
    assert!(!is_in(&ada).await);
}

#[tokio::test]
async fn a_session_ends_after_a_week_however_busy() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    for _ in 0..7 * 3 - 1 {
        site.clock().advance(8 * HOUR);
        assert!(is_in(&ada).await);
    }
    site.clock().advance(8 * HOUR);
    assert_eq!(site.now(), crate::support::site::NOW + 7 * DAY);
    assert!(!is_in(&ada).await);
}

#[tokio::test]
async fn a_planted_cookie_is_never_adopted() {
    let site = TestSite::new().await;
    add_ada(&site).await;
    let thief = site.moderator("mallory").await;
    let planted = thief.cookie(SESSION).unwrap();
    for value in [planted.as_str(), "chosen-by-somebody", ""] {
        let ada = site.visitor();
        ada.store_cookie(&format!("{SESSION}={value}"));
        sign_in(&ada, "ada", PASSWORD)
            .await
            .assert_redirect("/admin");
        let own = ada.cookie(SESSION).unwrap();
        assert_ne!(own, value);
        assert!(own.len() >= 43);
        let page = ada.get(ACCOUNT).await;
        assert!(page.text().contains("signed in as ada"), "{}", page.text());
    }
    assert!(!is_in(&thief).await);
}

#[tokio::test]
async fn each_sign_in_is_a_new_session() {
    let site = TestSite::new().await;
    add_ada(&site).await;
    let ada = site.visitor();
    sign_in(&ada, "ada", PASSWORD)
        .await
        .assert_redirect("/admin");
    let first = ada.cookie(SESSION).unwrap();
    let device = ada.cookie(DEVICE).unwrap();
    let again = sign_in(&ada, "ada", PASSWORD).await;
    again.assert_redirect("/admin");
    assert_ne!(ada.cookie(SESSION).unwrap(), first);
    assert_eq!(ada.cookie(DEVICE).unwrap(), device);
    let replay = site.visitor();
    replay.store_cookie(&format!("{SESSION}={first}"));
    assert!(!is_in(&replay).await);
}

#[tokio::test]
async fn disabling_somebody_ends_what_they_have_open() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    assert!(is_in(&ada).await);
    accounts::disable_user(site.db(), "ada", site.now())
        .await
        .unwrap();
    assert!(!is_in(&ada).await);
    accounts::reset_user(site.db(), "ada", false, site.now())
        .await
        .unwrap();
    assert!(!is_in(&ada).await);
}

#[tokio::test]
async fn the_role_counts_as_it_is_at_each_request() {
    let site = TestSite::new().await;
    let for_administrators = async |who: Administrator| format!("<p>{}</p>", who.user.name);
    let for_anybody = async |MaybeModerator(who): MaybeModerator| match who {
        Some(who) => format!("<p>{}</p>", who.user.name),
        None => "<p>stranger</p>".to_owned(),
    };
    let router = Router::new()
        .route("/for-administrators", get(for_administrators))
        .route("/for-anybody", get(for_anybody))
        .with_state(site.app().clone());
    let status = async |person: &Person, path: &str| {
        let cookie = person.cookie(SESSION).unwrap_or_default();
        let request = http::Request::get(path).header("cookie", format!("{SESSION}={cookie}"));
        let request = request.body(axum::body::Body::empty()).unwrap();
        let reply = tower::ServiceExt::oneshot(router.clone(), request).await;
        reply.unwrap().status().as_u16()
    };
    let grace = site.administrator("grace").await;
    let ada = site.moderator("ada").await;
    let visitor = site.visitor();
    for (person, expected) in [(&grace, 200), (&ada, 403), (&visitor, 303)] {
        assert_eq!(status(person, "/for-administrators").await, expected);
        assert_eq!(status(person, "/for-anybody").await, 200);
    }
    let mut write = site.db().write().await.unwrap();
    sqlx::query("UPDATE users SET role = 'moderator' WHERE name = 'grace'")
        .execute(&mut *write)
        .await
        .unwrap();
    write.commit().await.unwrap();
    assert_eq!(status(&grace, "/for-administrators").await, 403);
}

#[tokio::test]
async fn what_is_stored_opens_nothing() {
    let site = TestSite::new().await;
    add(&site, "grace", Role::Administrator).await;
    let grace = site.visitor();
    sign_in(&grace, "grace", PASSWORD)
        .await
        .assert_redirect("/admin");
    sign_in(&site.visitor(), "grace", "a wrong secret word")
        .await
        .assert_status(422);
    let link = accounts::reset_user(site.db(), "grace", false, site.now())
        .await
        .unwrap();
    let path = site.path();
    let mut connection = sqlx::SqliteConnection::connect(&format!("sqlite://{}", path.display()))
        .await
        .unwrap();
    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
        .execute(&mut connection)
        .await
        .unwrap();
    let dump = std::fs::read(&path).unwrap();
    let session = grace.cookie(SESSION).unwrap();
    let device = grace.cookie(DEVICE).unwrap();
    for secret in [PASSWORD, "a wrong secret word", &session, &device, &link] {
        let found = dump
            .windows(secret.len())
            .any(|bytes| bytes == secret.as_bytes());
        assert!(!found, "{secret} is in the database");
    }
    assert!(dump.windows(5).any(|bytes| bytes == b"grace"));
}
