//! Public pages that the queue or the clock feeds: no directory version dates them, so they are
//! dated by their own bytes and may be kept for a minute.

use askama::Template;
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG};
use http::{HeaderMap, HeaderValue, StatusCode};

use super::page_cache::has_seen;
use super::{CachePolicy, Rendered};
use crate::error::Result;
use crate::keys::token_hash;

const A_MINUTE: HeaderValue = HeaderValue::from_static("public, max-age=60");
const HTML_TYPE: &str = "text/html; charset=utf-8";

/// The page, or word that the reader who asks with `headers` holds it already (304).
///
/// # Errors
/// When the template can't be rendered.
pub fn fresh(template: &impl Template, headers: &HeaderMap) -> Result<Response> {
    fresh_text(template.render()?, HTML_TYPE, headers)
}

/// The same as another kind of document than a page.
///
/// # Errors
/// When its digest can't stand in a header, which digits always can.
pub fn fresh_text(body: String, kind: &'static str, headers: &HeaderMap) -> Result<Response> {
    let digest = token_hash(&body);
    let digest: String = digest
        .iter()
        .take(12)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let etag = HeaderValue::try_from(format!("W/\"{digest}\"")).map_err(anyhow::Error::from)?;
    let kept = [(ETAG, etag.clone()), (CACHE_CONTROL, A_MINUTE)];
    let mut response = if has_seen(headers, &etag) {
        (StatusCode::NOT_MODIFIED, kept).into_response()
    } else {
        (kept, [(CONTENT_TYPE, kind)], body).into_response()
    };
    response.extensions_mut().insert(CachePolicy::Public);
    response.extensions_mut().insert(Rendered);
    Ok(response)
}
