//! Answers in JSON.

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::HeaderValue;
use http::header::{CONTENT_TYPE, LINK};
use serde::Serialize;

use crate::config::Config;
use crate::error::Result;
use crate::paths::with_query;
use crate::web::page::{NO_STORE, NOINDEX, REVALIDATE};
use crate::web::{CachePolicy, Rendered};

const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// An answer that is the same for everybody: the page cache keeps it.
///
/// # Errors
/// When `body` can't be written as JSON.
pub fn public(body: &impl Serialize) -> Result<Response> {
    let body = serde_json::to_vec(body)?;
    let mut response = ([REVALIDATE, (CONTENT_TYPE, JSON)], body).into_response();
    response.extensions_mut().insert(CachePolicy::Public);
    response.extensions_mut().insert(Rendered);
    Ok(response)
}

/// An answer for one caller, which nobody keeps.
pub fn private(body: impl Serialize) -> Response {
    let mut response = ([NO_STORE, NOINDEX], Json(body)).into_response();
    response.extensions_mut().insert(Rendered);
    response
}

/// A path with the site's own address in front.
pub fn absolute(config: &Config, path: &str) -> String {
    format!("{}{path}", config.origin())
}

/// Names the page that begins after `next` in a `Link` header (RFC 8288): the same call with that
/// `after`.
pub fn next_page(response: &mut Response, address: &str, query: &str, next: &str) {
    let pairs = url::form_urlencoded::parse(query.as_bytes());
    let kept = pairs.filter(|(name, _)| name != "after");
    let path = kept.fold(address.to_owned(), |path, (name, value)| {
        with_query(&path, &name, &value)
    });
    let path = with_query(&path, "after", next);
    // An address of ours is all ASCII, percent-encoded.
    if let Ok(link) = HeaderValue::try_from(format!("<{path}>; rel=\"next\"")) {
        response.headers_mut().insert(LINK, link);
    }
}
