use axum::Router;
use axum::body::Body;
use axum::middleware::from_fn_with_state;
use axum::routing::any;
use tower::ServiceExt;

use super::*;

const BASE: &str = "https://links.example";

/// Sends a request with these headers (`s` Sec-Fetch-Site, `o` Origin, `h` Host, `c` Cookie).
async fn passes(base: Option<&str>, method: &str, headers: &[(&str, &str)]) -> bool {
    let base = base.map(|base| base.parse().unwrap());
    let router = Router::new()
        .route("/", any(async || "changed"))
        .layer(from_fn_with_state(CrossSite::new(base.as_ref()), refuse));
    let mut request = http::Request::builder().method(method).uri("/");
    for (name, value) in headers {
        let name = match *name {
            "s" => "sec-fetch-site",
            "o" => "origin",
            "h" => "host",
            _ => "cookie",
        };
        request = request.header(
            name,
            http::HeaderValue::from_bytes(value.as_bytes()).unwrap(),
        );
    }
    let response = router
        .oneshot(request.body(Body::empty()).unwrap())
        .await
        .unwrap();
    match response.status() {
        StatusCode::OK => true,
        StatusCode::FORBIDDEN => {
            assert!(response.extensions().get::<Explanation>().is_some());
            false
        }
        status => panic!("{status}"),
    }
}

#[tokio::test]
async fn with_a_base_url_only_its_own_pages_may_change_something() {
    let cookie = ("c", "__Host-session=x");
    let rows: &[(bool, &[(&str, &str)])] = &[
        // Fetch metadata decides where it is there.
        (true, &[("s", "same-origin"), cookie]),
        (true, &[("s", "same-origin"), ("o", BASE), cookie]),
        (true, &[("s", "none"), cookie]),
        (false, &[("s", "same-site"), cookie]),
        (false, &[("s", "cross-site"), cookie]),
        (false, &[("s", "cross-site")]),
        (false, &[("s", "cross-site"), ("o", BASE), cookie]),
        (
            false,
            &[("s", "same-site"), ("o", "https://other.links.example")],
        ),
        (false, &[("s", "")]),
        (false, &[("s", "SAME-ORIGIN")]),
        (false, &[("s", "same-origin, cross-site")]),
        (false, &[("s", "same-origin"), ("s", "cross-site")]),
        // Else the origin, to the letter.
        (true, &[("o", BASE)]),
        (true, &[("o", BASE), cookie]),
        (true, &[("o", BASE), ("h", "127.0.0.1:3000"), cookie]),
        (false, &[("o", "http://links.example"), cookie]),
        (false, &[("o", "https://links.example:8443"), cookie]),
        (
            false,
            &[("o", "https://links.example.evil.example"), cookie],
        ),
        (
            false,
            &[("o", "https://evil.example"), ("h", "evil.example")],
        ),
        (
            false,
            &[
                ("o", "http://127.0.0.1:3000"),
                ("h", "127.0.0.1:3000"),
                cookie,
            ],
        ),
        (false, &[("o", "null"), cookie]),
        (false, &[("o", "null")]),
        (false, &[("o", "")]),
        (false, &[("o", BASE), ("o", "https://evil.example")]),
        (false, &[("o", "https://caf\u{e9}.example")]),
        // Neither: a program, unless it carries a cookie.
        (true, &[]),
        (true, &[("h", "links.example")]),
        (false, &[cookie]),
        (false, &[cookie, ("h", "links.example")]),
    ];
    for (expected, headers) in rows {
        for method in ["POST", "PUT", "PATCH", "DELETE", "PURGE"] {
            let passed = passes(Some(BASE), method, headers).await;
            assert_eq!(passed, *expected, "{method} {headers:?}");
        }
        for method in ["GET", "HEAD", "OPTIONS"] {
            assert!(
                passes(Some(BASE), method, headers).await,
                "{method} {headers:?}"
            );
        }
    }
}

#[tokio::test]
async fn without_one_the_origin_is_compared_with_the_host() {
    let cookie = ("c", "session=x");
    let rows: &[(bool, &[(&str, &str)])] = &[
        (
            true,
            &[
                ("o", "http://127.0.0.1:3000"),
                ("h", "127.0.0.1:3000"),
                cookie,
            ],
        ),
        (
            true,
            &[
                ("o", "http://localhost:3000"),
                ("h", "LocalHost:3000"),
                cookie,
            ],
        ),
        (
            true,
            &[
                ("o", "https://links.example"),
                ("h", "links.example"),
                cookie,
            ],
        ),
        (
            true,
            &[("o", "http://links.example"), ("h", "links.example:80")],
        ),
        (true, &[("o", "http://[::1]:3000"), ("h", "[::1]:3000")]),
        (
            true,
            &[("s", "same-origin"), ("h", "127.0.0.1:3000"), cookie],
        ),
        (
            false,
            &[
                ("o", "http://127.0.0.1:3001"),
                ("h", "127.0.0.1:3000"),
                cookie,
            ],
        ),
        (
            false,
            &[
                ("o", "http://localhost:3000"),
                ("h", "127.0.0.1:3000"),
                cookie,
            ],
        ),
        (
            false,
            &[
                ("o", "https://links.example"),
                ("h", "links.example:80"),
                cookie,
            ],
        ),
        (
            false,
            &[("o", "http://evil.example"), ("h", "localhost:3000")],
        ),
        (false, &[("o", "http://localhost:3000"), cookie]),
        (false, &[("o", "http://a.example"), ("h", "b@a.example")]),
        (false, &[("o", "http://a.example"), ("h", "a.example/b")]),
        (
            false,
            &[
                ("o", "http://a.example"),
                ("h", "a.example"),
                ("h", "b.example"),
            ],
        ),
        (false, &[("o", "null"), ("h", "null")]),
        (false, &[("o", "ftp://a.example"), ("h", "a.example")]),
        (false, &[("o", "file://"), ("h", "localhost")]),
        (
            false,
            &[
                ("s", "cross-site"),
                ("o", "http://a.example"),
                ("h", "a.example"),
            ],
        ),
        (true, &[]),
        (false, &[cookie]),
    ];
    for (expected, headers) in rows {
        assert_eq!(
            passes(None, "POST", headers).await,
            *expected,
            "{headers:?}"
        );
    }
}
