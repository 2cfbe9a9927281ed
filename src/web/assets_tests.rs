use axum::Router;
use axum::body::{Body, to_bytes};
use axum::routing::get;
use http::StatusCode;
use tower::ServiceExt;

use super::*;

async fn ask(path: &str, coding: &str) -> (StatusCode, HeaderMap, Bytes) {
    let router = Router::new()
        .route("/static/{fingerprint}/{*name}", get(asset))
        .route("/favicon.ico", get(favicon));
    let request = http::Request::get(path)
        .header(ACCEPT_ENCODING, coding)
        .body(Body::empty());
    let response = router.oneshot(request.unwrap()).await.unwrap();
    let (status, headers) = (response.status(), response.headers().clone());
    (
        status,
        headers,
        to_bytes(response.into_body(), usize::MAX).await.unwrap(),
    )
}

#[tokio::test]
async fn every_file_is_kept_for_a_year_under_its_content_type() {
    for (name, content_type) in [
        ("signpost.css", "text/css; charset=utf-8"),
        ("signpost.js", "text/javascript; charset=utf-8"),
        ("desk.js", "text/javascript; charset=utf-8"),
        ("sprite.svg", "image/svg+xml"),
        ("favicon.svg", "image/svg+xml"),
        ("fonts/atkinson-next-latin.woff2", "font/woff2"),
        ("fonts/OFL.txt", "text/plain; charset=utf-8"),
    ] {
        let (status, headers, body) = ask(url(name), "").await;
        assert_eq!(status, 200, "{name}");
        assert_eq!(headers["content-type"], content_type);
        assert_eq!(
            headers["cache-control"],
            "public, max-age=31536000, immutable"
        );
        assert_eq!(body, ASSETS.files[name].body.bytes(Coding::Identity));
    }
}

#[tokio::test]
async fn a_wrong_fingerprint_or_name_is_not_found() {
    let fingerprint = fingerprint();
    for path in [
        "/static/0000000000000000/signpost.css".to_owned(),
        format!("/static/{fingerprint}/missing.css"),
        format!("/static/{fingerprint}/fonts"),
        format!("/static/{fingerprint}/../signpost.css"),
        format!("/static/{fingerprint}/..%2f..%2fCargo.toml"),
        format!("/static/{fingerprint}/%2fetc%2fpasswd"),
        "/static/missing".to_owned(),
    ] {
        assert_eq!(ask(&path, "br").await.0, 404, "{path}");
    }
    assert_eq!(url("missing.css"), "/static/missing");
}

#[tokio::test]
async fn text_is_compressed_and_fonts_are_not() {
    let plain = ask(url("signpost.css"), "").await.2.len();
    for (coding, name) in [("gzip", "gzip"), ("gzip, br", "br")] {
        let (_, headers, body) = ask(url("signpost.css"), coding).await;
        assert_eq!(headers["content-encoding"], name);
        assert_eq!(headers["vary"], "accept-encoding");
        assert!(body.len() < plain / 2);
        assert!(
            body.len() < 10 * 1024,
            "the stylesheet stays under 10 KB: {}",
            body.len()
        );
    }
    let (_, headers, body) = ask(url("fonts/atkinson-next-latin.woff2"), "br").await;
    assert!(!headers.contains_key("content-encoding") && !headers.contains_key("vary"));
    assert!(body.starts_with(b"wOF2") && body.len() < 40 * 1024);
}

#[tokio::test]
async fn the_script_of_every_page_is_small_and_integrity_is_of_the_bytes_served() {
    let (_, _, script) = ask(url("signpost.js"), "").await;
    assert!(script.len() < 4 * 1024);
    let digest = BASE64.encode(&Sha384::digest(&script));
    assert_eq!(integrity("signpost.js"), format!("sha384-{digest}"));
}

#[tokio::test]
async fn what_the_stylesheet_names_is_beside_it() {
    let (_, _, css) = ask(url("signpost.css"), "").await;
    let css = String::from_utf8(css.to_vec()).unwrap();
    let named: Vec<_> = css
        .split("url(\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert!(!named.is_empty());
    for name in named {
        assert_ne!(url(name), "/static/missing", "{name}");
    }
}

#[tokio::test]
async fn who_asks_for_a_favicon_without_reading_the_page_gets_the_drawing() {
    let (status, headers, body) = ask("/favicon.ico", "").await;
    assert_eq!(
        (status, &headers["content-type"]),
        (StatusCode::OK, &"image/svg+xml".parse().unwrap())
    );
    assert!(body.starts_with(b"<svg"));
}
