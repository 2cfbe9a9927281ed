//! Opens the API to programs that run on other sites' pages.
//!
//! Whoever asks gets the same answer, whatever cookies a browser holds, because no cookie opens
//! anything here; so any origin may read it. A form or a token is sent on purpose by the program
//! that holds it. Source: the Fetch standard, <https://fetch.spec.whatwg.org/#http-cors-protocol>.

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ALLOW,
};
use http::{HeaderName, HeaderValue, Method, StatusCode};

use super::{Description, ROOT};
use crate::web::Rendered;
use crate::web::page::NO_STORE;

const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// What programs may read besides the body.
const EXPOSED: &str = "Allow, ETag, Link, Location, RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate, X-Request-Id";
/// What programs may send besides what every page may.
const TAKEN: &str = "Accept, Authorization, Content-Type, If-None-Match";
/// For how long browsers remember the answer: a day, in seconds.
const REMEMBERED: &str = "86400";

/// The layer, around everything that words errors, so that programs can read those too.
pub async fn open(request: Request, next: Next) -> Response {
    if !is_ours(request.uri().path()) {
        return next.run(request).await;
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(
        ACCESS_CONTROL_EXPOSE_HEADERS,
        HeaderValue::from_static(EXPOSED),
    );
    headers.insert(RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
    response
}

fn is_ours(path: &str) -> bool {
    let rest = path.strip_prefix(ROOT);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The layer, around the calls, that says what may be done at an address: browsers ask before they
/// send something for another site's page.
pub async fn say_what_is_possible(request: Request, next: Next) -> Response {
    if *request.method() != Method::OPTIONS {
        return next.run(request).await;
    }
    let description = request.extensions().get::<Description>();
    let route = request.extensions().get::<MatchedPath>();
    let methods = description
        .zip(route)
        .map(|(description, route)| description.methods(route.as_str()).join(","));
    let methods = methods.and_then(|methods| HeaderValue::try_from(methods).ok());
    let Some(methods) = methods else {
        return next.run(request).await;
    };
    let headers = [
        (ALLOW, methods.clone()),
        (ACCESS_CONTROL_ALLOW_METHODS, methods),
        (
            ACCESS_CONTROL_ALLOW_HEADERS,
            HeaderValue::from_static(TAKEN),
        ),
        (ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static(REMEMBERED)),
        NO_STORE,
    ];
    let mut response = (StatusCode::NO_CONTENT, headers).into_response();
    response.extensions_mut().insert(Rendered);
    response
}
