use super::*;

const ELSEWHERE: (&str, &str) = ("origin", "https://elsewhere.example");

#[tokio::test]
async fn programs_on_other_sites_may_read_everything_and_the_errors_too() {
    let site = TestSite::new().await;
    for path in [
        "/api/v1/entries",
        "/api/v1/entries/1",
        "/api/v1/entries/999999",
        "/api/v1/nothing",
        "/api/v1/entries?no=thing",
        "/api/v1/suggestions",
    ] {
        let asked = [ELSEWHERE, ("sec-fetch-site", "cross-site")];
        let reply = ask(&site, Method::GET, path, &asked).await;
        assert_eq!(
            reply.header("access-control-allow-origin"),
            Some("*"),
            "{path}"
        );
        assert_eq!(reply.header("access-control-allow-credentials"), None);
        let policy = reply.header("cross-origin-resource-policy");
        assert_eq!(policy, Some("cross-origin"), "{path}");
        let exposed = reply.header("access-control-expose-headers").unwrap();
        for name in ["Link", "ETag", "RateLimit", "Retry-After", "Location"] {
            assert!(exposed.contains(name), "{exposed}");
        }
    }
}

#[tokio::test]
async fn pages_stay_our_own() {
    let site = TestSite::new().await;
    for path in ["/", "/entries/1", "/api", "/apiv1", "/api/v1x"] {
        let reply = ask(&site, Method::GET, path, &[ELSEWHERE]).await;
        assert_eq!(reply.header("access-control-allow-origin"), None, "{path}");
        let policy = reply.header("cross-origin-resource-policy");
        assert_eq!(policy, Some("same-origin"), "{path}");
    }
}

#[tokio::test]
async fn a_browser_that_asks_first_hears_what_is_possible() {
    let site = TestSite::new().await;
    for (path, methods) in [
        ("/api/v1/entries", "GET,HEAD,OPTIONS"),
        ("/api/v1/suggestions", "GET,HEAD,OPTIONS,POST"),
    ] {
        let asked = [
            ELSEWHERE,
            ("access-control-request-method", "POST"),
            ("access-control-request-headers", "content-type"),
        ];
        let reply = ask(&site, Method::OPTIONS, path, &asked).await;
        reply.assert_status(204);
        assert_eq!(reply.header("access-control-allow-origin"), Some("*"));
        let mut allowed: Vec<_> = reply
            .header("access-control-allow-methods")
            .unwrap()
            .split(',')
            .collect();
        allowed.sort_unstable();
        assert_eq!(allowed.join(","), methods, "{path}");
        assert_eq!(
            reply.header("allow"),
            reply.header("access-control-allow-methods")
        );
        let headers = reply.header("access-control-allow-headers").unwrap();
        assert!(headers.contains("Content-Type"));
    }
    let nowhere = ask(&site, Method::OPTIONS, "/api/v1/nothing", &[ELSEWHERE]).await;
    problem(&nowhere, 404, "not-found");
}
