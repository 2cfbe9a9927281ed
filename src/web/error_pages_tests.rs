use std::time::Duration;

use axum::middleware::from_fn_with_state;
use axum::routing::get;
use axum::{Extension, Router};
use http_body_util::BodyExt;
use tower::ServiceExt;

use super::*;
use crate::error::Result;

async fn ask(path: &str, method: &str) -> (http::response::Parts, String) {
    let layout: LayoutSource = Arc::new(|| Box::pin(async { Layout::bare() }));
    let fault = || anyhow::anyhow!("no such table: entries").context("reading the tree");
    let wait = Duration::from_millis(599_500);
    let router = Router::new()
        .route(
            "/fault",
            get(async move || Err::<(), _>(AppError::Internal(fault()))),
        )
        .route(
            "/api/v1/fault",
            get(async move || Err::<(), _>(AppError::Internal(fault()))),
        )
        .route(
            "/busy",
            get(async move || -> Result<()> {
                Err(AppError::TooManyRequests { retry_after: wait })
            }),
        )
        .route(
            "/desk",
            get(async || -> Result<()> {
                Err(AppError::SignInRequired {
                    return_to: "/admin?q=a b&kind=edit".into(),
                })
            }),
        )
        .route(
            "/conflict",
            get(async || -> Result<()> { Err(AppError::Conflict("Ada <b> was first".into())) }),
        )
        .route(
            "/own",
            get(async || {
                (
                    StatusCode::SERVICE_UNAVAILABLE,
                    Extension(Rendered),
                    "own words",
                )
            }),
        )
        .layer(from_fn_with_state(
            ErrorPages::new(layout, "https://links.example"),
            dress,
        ));
    let request = http::Request::builder()
        .method(method)
        .uri(path)
        .body(Body::empty());
    let (parts, body) = router.oneshot(request.unwrap()).await.unwrap().into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    (parts, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn a_fault_of_ours_is_a_page_with_a_reference_and_nothing_else() {
    let (parts, body) = ask("/fault", "GET").await;
    assert_eq!(parts.status, 500);
    assert_eq!(parts.headers["cache-control"], "no-store");
    assert!(body.contains("Something broke at our end") && body.contains("class=\"ref\""));
    assert!(!body.contains("table") && !body.contains("tree"), "{body}");
}

#[tokio::test]
async fn under_api_an_error_is_problem_json() {
    for (path, status, title) in [
        ("/api/v1/fault", 500, "Something broke at our end"),
        ("/api/v1/nothing", 404, "Nothing is here"),
    ] {
        let (parts, body) = ask(path, "GET").await;
        assert_eq!(parts.headers["content-type"], "application/problem+json");
        let problem: serde_json::Value = serde_json::from_str(&body).unwrap();
        assert_eq!(problem["status"], status);
        assert_eq!(problem["title"], title);
        assert_eq!(problem["instance"], path);
        assert!(!body.contains("table"));
    }
}

#[tokio::test]
async fn what_is_refused_elsewhere_is_dressed_too_and_keeps_its_headers() {
    let (parts, body) = ask("/nothing", "GET").await;
    assert_eq!(parts.status, 404);
    assert!(body.contains("This path doesn’t lead anywhere"));
    assert!(body.contains("action=\"/search\""));
    let (parts, body) = ask("/fault", "POST").await;
    assert_eq!(parts.status, 405);
    assert_eq!(parts.headers["allow"], "GET,HEAD");
    assert!(body.contains("can’t be done at this address"));
}

#[tokio::test]
async fn a_limit_says_when_to_try_again() {
    let (parts, body) = ask("/busy", "GET").await;
    assert_eq!(parts.status, 429);
    assert_eq!(parts.headers["retry-after"], "600");
    assert!(body.contains("Try again in 10 minutes."));
}

#[tokio::test]
async fn the_reason_of_a_conflict_is_shown_escaped() {
    let (parts, body) = ask("/conflict", "GET").await;
    assert_eq!(parts.status, 409);
    assert!(body.contains("Ada &#60;b&#62; was first"));
}

#[tokio::test]
async fn who_is_not_signed_in_is_sent_to_the_sign_in_page_and_back() {
    let (parts, _) = ask("/desk", "GET").await;
    assert_eq!(parts.status, 303);
    assert_eq!(
        parts.headers["location"],
        "/login?next=%2Fadmin%3Fq%3Da%20b%26kind%3Dedit"
    );
}

#[tokio::test]
async fn an_answer_with_words_of_its_own_keeps_them() {
    let (parts, body) = ask("/own", "GET").await;
    assert_eq!((parts.status.as_u16(), body.as_str()), (503, "own words"));
}
