//! What people and programs read when something goes wrong.

use axum::body::Body;
use http::{Request, StatusCode};

use crate::support::site::TestSite;

#[tokio::test]
async fn a_page_that_is_not_there_offers_a_way_on() {
    let site = TestSite::new().await;
    let reply = site.visitor().get("/nowhere/at/all").await;
    assert_eq!(reply.status(), StatusCode::NOT_FOUND);
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    assert_eq!(reply.header("etag"), None);
    assert_eq!(reply.select("h1").len(), 1);
    assert!(!reply.select("main a[href]").is_empty());
}

#[tokio::test]
async fn programs_get_problem_details_under_api_and_people_a_page_elsewhere() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    let problem = visitor.get("/api/v1/nothing").await;
    assert_eq!(
        problem.header("content-type"),
        Some("application/problem+json")
    );
    let problem: serde_json::Value = serde_json::from_slice(problem.bytes()).unwrap();
    assert_eq!(problem["status"], 404);
    assert!(
        problem["detail"]
            .as_str()
            .is_some_and(|detail| !detail.is_empty())
    );
    let wants_json = Request::get("/nothing").header("accept", "application/json");
    let page = visitor
        .request(wants_json.body(Body::empty()).unwrap())
        .await;
    assert_eq!(
        page.header("content-type"),
        Some("text/html; charset=utf-8")
    );
}

#[tokio::test]
async fn our_own_faults_show_a_number_and_nothing_of_the_inside() {
    let site = TestSite::new().await;
    let mut write = site.db().write().await.unwrap();
    sqlx::query("ALTER TABLE tags RENAME TO secret_inside")
        .execute(&mut *write)
        .await
        .unwrap();
    write.commit().await.unwrap();
    let reply = site.visitor().get("/tags").await;
    assert_eq!(reply.status(), StatusCode::INTERNAL_SERVER_ERROR);
    let id = reply.header("x-request-id").unwrap();
    assert!(reply.text().contains(id), "people can quote the number");
    for inside in ["secret_inside", "tags t", "SELECT", "sqlx", "no such table"] {
        assert!(
            !String::from_utf8_lossy(reply.bytes()).contains(inside),
            "{inside}"
        );
    }
    let mut write = site.db().write().await.unwrap();
    sqlx::query("ALTER TABLE secret_inside RENAME TO tags")
        .execute(&mut *write)
        .await
        .unwrap();
    write.commit().await.unwrap();
    assert_eq!(
        site.visitor().get("/tags").await.status(),
        StatusCode::OK,
        "and it heals"
    );
}

#[tokio::test]
async fn a_database_that_cannot_be_written_says_when_to_try_again() {
    let site = TestSite::new().await;
    let _lock = site.db().write().await.unwrap();
    let ada = site.visitor();
    let reply = ada
        .submit(
            "/login",
            &[("username", "ada"), ("password", "whatever it was")],
        )
        .await;
    assert!(
        [
            StatusCode::SERVICE_UNAVAILABLE,
            StatusCode::UNPROCESSABLE_ENTITY
        ]
        .contains(&reply.status())
    );
    assert_eq!(
        ada.get("/").await.status(),
        StatusCode::OK,
        "reading goes on"
    );
}

#[tokio::test]
async fn too_much_is_refused_before_it_is_read() {
    let site = TestSite::new().await;
    let request = Request::post("/login")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from("x".repeat(1_100 * 1_024)))
        .unwrap();
    let reply = site.visitor().request(request).await;
    assert_eq!(reply.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(reply.select("h1").len(), 1);
}

#[tokio::test]
async fn hostile_addresses_never_break_anything() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    for path in [
        "/?page=99999999999999999999",
        "/recent?page=-1",
        "/recent?page=101",
        "/search?q=%00",
        "/search?q=%ff%fe",
        "/search?q=%22%3E%3Csvg%20onload=1%3E",
        "/search?q=title:*%20OR%20NEAR(a%20b)%20-%22&sort=%27&licence=%27&tag=%27",
        "/categories/%2e%2e/%2e%2e/etc",
        "/categories//",
        "/categories/policy;.css",
        "/entries/99999999999999999999",
        "/entries/1-%ff",
        "/entries/-1",
        "/tags/%00",
        "//admin",
        "/admin/x.css",
        "/static/../src/main.rs",
        "/login?next=//evil.example",
        "/suggest?url=%00&title=%ff&category=%27",
    ] {
        let reply = visitor.get(path).await;
        assert!(
            !reply.status().is_server_error(),
            "{path}: {}",
            reply.status()
        );
        let body = String::from_utf8_lossy(reply.bytes()).into_owned();
        assert!(!body.contains("<svg onload"), "{path}");
    }
}
