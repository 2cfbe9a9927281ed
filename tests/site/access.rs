//! Every route of the route table, tried as everybody: what is not in this matrix can't be opened.

use axum::body::Body;
use http::{Method, Request, StatusCode};

use crate::support::people::Person;
use crate::support::site::TestSite;

/// A route as the tables in `src/routes` spell it.
struct Route {
    path: String,
    get: bool,
    post: bool,
    /// Of a call of the API, as its description says.
    needs_token: bool,
}

/// Who may open it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Audience {
    Everybody,
    Moderators,
    Administrators,
    /// Programs with a moderator's token; no cookie helps.
    Programs,
}

impl Route {
    fn audience(&self) -> Audience {
        // The first change of every database is of the site's settings.
        let undoes = self.path.ends_with("/revert");
        let covers = self.path.ends_with("/redact");
        let exports = self.path == "/admin/history/export";
        let theirs = ["/admin/settings", "/admin/users", "/admin/import"];
        let theirs = theirs.iter().any(|start| self.path.starts_with(start));
        if self.needs_token {
            return Audience::Programs;
        }
        if theirs || undoes || covers || exports {
            Audience::Administrators
        } else if self.path.starts_with("/admin") {
            Audience::Moderators
        } else {
            Audience::Everybody
        }
    }

    fn is_public_page(&self) -> bool {
        let own = [
            "/login",
            "/logout",
            "/setup",
            "/suggest",
            "/suggestions",
            "/unsubscribe",
            "/api/v1/suggestions",
        ];
        let operators = [
            "/healthz",
            "/readyz",
            "/static",
            "/favicon.ico",
            "/.well-known",
        ];
        let forms = ["suggest-edit", "report"];
        self.audience() == Audience::Everybody
            && !own
                .iter()
                .chain(&operators)
                .any(|start| self.path.starts_with(start))
            && !forms.iter().any(|end| self.path.ends_with(end))
    }
}

/// The table as it is written, so that a route can't be added without being tried.
fn routes() -> Vec<Route> {
    let table = concat!(
        include_str!("../../src/routes.rs"),
        include_str!("../../src/routes/admin.rs")
    );
    let pieces = table.split(".route(").skip(1);
    let routes: Vec<Route> = pieces
        .map(|piece| {
            let mut quoted = piece.split('"');
            let path = quoted.nth(1).expect("a route begins with its path");
            let handlers = quoted.next().unwrap();
            Route {
                path: fill_in(path),
                get: handlers.contains("get("),
                post: handlers.contains("post("),
                needs_token: false,
            }
        })
        .collect();
    assert!(routes.len() > 20, "the table is read");
    routes.into_iter().chain(calls()).collect()
}

/// The calls of the API, as they are described: another test holds the description to the routes.
fn calls() -> Vec<Route> {
    let description = signpost::api::description().document();
    let mut calls = Vec::new();
    for (path, item) in description["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let parameters = operation["parameters"].as_array();
            let asks = parameters.into_iter().flatten().any(|one| {
                let (is_in, required) = (&one["in"], &one["required"]);
                is_in == "query" && required == &serde_json::Value::Bool(true)
            });
            let path = fill_in(&path.replace("{path}", "{*path}"));
            calls.push(Route {
                path: if asks { format!("{path}?q=nhs") } else { path },
                get: method == "get",
                post: method == "post",
                needs_token: operation.get("security").is_some(),
            });
        }
    }
    assert!(calls.len() > 8, "the description is read");
    calls
}

fn fill_in(path: &str) -> String {
    path.replace("{*path}", "policy")
        .replace("{id_slug}", "1-making-source-code-open-and-reusable")
        .replace("{tag}", "nhs")
        .replace("{slug}", "about")
        .replace("{id}", "1")
        .replace("{part}", "lists.xml")
        .replace("{token}", "0123456789ABCDEFGHJKMNPQRS")
        .replace("{fingerprint}", "0")
        .replace("{*file}", "signpost.css")
}

async fn send(person: &Person, method: Method, path: &str) -> (StatusCode, Option<String>) {
    let reply = match method {
        Method::GET => person.get(path).await,
        _ => person.submit::<&str>(path, &[]).await,
    };
    (reply.status(), reply.location().map(str::to_owned))
}

#[tokio::test]
async fn only_those_get_in_who_may() {
    let site = TestSite::with(signpost::transfer::Beginning::Starter, &[("limits", "off")]).await;
    let visitor = site.visitor();
    let ada = site.moderator("ada").await;
    let grace = site.administrator("grace").await;
    for route in routes() {
        let methods = [(Method::GET, route.get), (Method::POST, route.post)];
        for method in methods
            .iter()
            .filter(|(_, there)| *there)
            .map(|(method, _)| method)
        {
            // Signing out is the one thing that would spoil the rest.
            if route.path == "/logout" {
                continue;
            }
            let (path, audience) = (route.path.as_str(), route.audience());
            for (person, who, level) in [
                (&visitor, "a visitor", Audience::Everybody),
                (&ada, "a moderator", Audience::Moderators),
                (&grace, "an administrator", Audience::Administrators),
            ] {
                let (status, location) = send(person, method.clone(), path).await;
                let context = format!("{method} {path} as {who}: {status} {location:?}");
                assert!(!status.is_server_error(), "{context}");
                let asked_in = location.is_some_and(|to| to.starts_with("/login"));
                if audience == Audience::Programs {
                    assert_eq!(status, StatusCode::UNAUTHORIZED, "{context}");
                } else if audience as u8 <= level as u8 {
                    assert!(!asked_in && status != StatusCode::FORBIDDEN, "{context}");
                } else if level == Audience::Everybody {
                    assert!(asked_in && status == StatusCode::SEE_OTHER, "{context}");
                } else {
                    assert_eq!(status, StatusCode::FORBIDDEN, "{context}");
                }
            }
        }
    }
}

#[tokio::test]
async fn what_a_route_does_not_take_is_refused_and_every_answer_is_guarded() {
    let site = TestSite::new().await;
    let grace = site.administrator("grace").await;
    for route in routes() {
        for method in [Method::PUT, Method::DELETE, Method::PATCH] {
            let request = Request::builder()
                .method(method.clone())
                .uri(&route.path)
                .header("sec-fetch-site", "same-origin");
            let reply = grace.request(request.body(Body::empty()).unwrap()).await;
            assert_eq!(
                reply.status(),
                StatusCode::METHOD_NOT_ALLOWED,
                "{method} {}",
                route.path
            );
        }
        if !route.get {
            continue;
        }
        let reply = grace.get(&route.path).await;
        let policy = reply.header("content-security-policy").unwrap_or_default();
        assert!(policy.starts_with("default-src 'none'"), "{}", route.path);
        assert!(!policy.contains("unsafe"), "{}", route.path);
        assert_eq!(
            reply.header("x-content-type-options"),
            Some("nosniff"),
            "{}",
            route.path
        );
        if route.path.starts_with("/admin") {
            assert_eq!(
                reply.header("cache-control"),
                Some("no-store"),
                "{}",
                route.path
            );
            assert_eq!(reply.header("etag"), None, "{}", route.path);
        }
    }
}

#[tokio::test]
async fn another_site_can_change_nothing() {
    let site = TestSite::new().await;
    let grace = site.administrator("grace").await;
    let before = dump(&site).await;
    // Mail programs post there from anywhere: the signed address is the authority, and this one is
    // signed by nobody.
    let elsewhere = |route: &&Route| route.post && !route.path.starts_with("/unsubscribe/");
    for route in routes().iter().filter(elsewhere) {
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://evil.example"),
            ("origin", "null"),
            ("origin", "http://links.example"),
            ("x-nothing", "a cookie and neither header"),
        ] {
            let request = Request::post(&route.path)
                .header(name, value)
                .header("content-type", "application/x-www-form-urlencoded");
            let body = Body::from("action=delete&decision=approve&title=x&name=x");
            let reply = grace.request(request.body(body).unwrap()).await;
            assert_eq!(
                reply.status(),
                StatusCode::FORBIDDEN,
                "{} {name}: {value}",
                route.path
            );
        }
    }
    assert_eq!(dump(&site).await, before);
}

/// Everything that a post could have changed.
async fn dump(site: &TestSite) -> Vec<i64> {
    let mut connection = site.db().read().await.unwrap();
    let mut counts = Vec::new();
    for sql in [
        "SELECT version FROM directory_version",
        "SELECT count(*) FROM changes",
        "SELECT count(*) FROM suggestions",
        "SELECT count(*) FROM suggestion_payloads",
        "SELECT count(*) FROM decisions",
        "SELECT count(*) FROM sessions",
        "SELECT count(*) FROM security_events",
        "SELECT sum(version) FROM users",
    ] {
        counts.push(
            sqlx::query_scalar(sql)
                .fetch_one(&mut *connection)
                .await
                .unwrap(),
        );
    }
    counts
}

#[tokio::test]
async fn public_pages_are_the_same_bytes_for_everybody() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    let grace = site.administrator("grace").await;
    for route in routes()
        .iter()
        .filter(|route| route.get && route.is_public_page())
    {
        let path = route.path.as_str();
        let first = visitor.get(path).await;
        assert_eq!(first.status(), StatusCode::OK, "{path}");
        let etag = first
            .header("etag")
            .unwrap_or_else(|| panic!("{path} has no ETag"))
            .to_owned();
        assert!(etag.starts_with("W/"), "{path}");
        // What the queue and the clock feed is kept for a minute; all else is asked about.
        let kept = match path {
            "/moderation" => "public, max-age=60",
            _ => "public, no-cache",
        };
        assert_eq!(first.header("cache-control"), Some(kept), "{path}");
        assert_eq!(first.header("set-cookie"), None, "{path}");
        let signed_in = Request::get(path)
            .header("accept-language", "cy")
            .body(Body::empty());
        let second = grace.request(signed_in.unwrap()).await;
        assert_eq!(second.bytes(), first.bytes(), "{path}");
        let again = Request::get(path)
            .header("if-none-match", &etag)
            .body(Body::empty());
        let unchanged = visitor.request(again.unwrap()).await;
        assert_eq!(unchanged.status(), StatusCode::NOT_MODIFIED, "{path}");
        assert!(unchanged.bytes().is_empty(), "{path}");
    }
}
