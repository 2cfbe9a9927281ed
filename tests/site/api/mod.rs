//! The API, as programs meet it.

mod conformity;
mod cross_origin;
mod described;
mod examples;
mod problems;
mod reading;
mod suggesting;
mod walking;

use axum::body::Body;
use http::{Method, Request};
use serde_json::Value;

use crate::support::reply::Reply;
use crate::support::site::TestSite;

/// Asks for something as a program does: without cookies.
async fn get(site: &TestSite, path: &str) -> Reply {
    site.visitor().get(path).await
}

/// Asks for something that is there.
async fn read(site: &TestSite, path: &str) -> Value {
    let reply = get(site, path).await;
    reply.assert_ok();
    assert_eq!(reply.header("content-type"), Some("application/json"));
    json(&reply)
}

/// The body of an answer.
fn json(reply: &Reply) -> Value {
    serde_json::from_slice(reply.bytes()).unwrap()
}

/// Asks with some method and headers.
async fn ask(site: &TestSite, method: Method, path: &str, headers: &[(&str, &str)]) -> Reply {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).unwrap();
    site.visitor().request(request).await
}

/// The problem that a refused call reads.
#[track_caller]
fn problem(reply: &Reply, status: u16, kind: &str) -> Value {
    reply.assert_status(status);
    let media_type = reply.header("content-type");
    assert_eq!(media_type, Some("application/problem+json"));
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    let problem = json(reply);
    let expected = format!("https://links.example/api#problem-{kind}");
    assert_eq!(problem["type"], expected, "{problem}");
    assert_eq!(problem["status"], status);
    problem
}
