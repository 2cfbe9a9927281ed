//! What the page cache keeps, and what it lets pass.

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, ETAG, VARY};
use http::{Extensions, HeaderMap, HeaderValue, StatusCode, response};

use crate::error::AppError;
use crate::web::compress::{Coded, Coding};
use crate::web::page::{CachePolicy, Rendered};

/// About what the headers and the tables around a page take, in bytes.
const HEADERS_WEIGHT: usize = 1_024;
const VARIES: HeaderValue = HeaderValue::from_static("accept-encoding");

/// A page that was rendered once, in every coding that was asked for.
#[derive(Debug)]
pub struct StoredPage {
    headers: HeaderMap,
    body: Coded,
}

impl StoredPage {
    /// Keeps `body` with the `headers` of its first answer, its validator and how long caches may
    /// go without asking.
    pub fn new(
        mut headers: HeaderMap,
        (etag, freshness): (HeaderValue, HeaderValue),
        body: Bytes,
    ) -> Self {
        headers.remove(CONTENT_LENGTH);
        headers.insert(ETAG, etag);
        headers.insert(VARY, VARIES);
        headers.insert(CACHE_CONTROL, freshness);
        Self {
            headers,
            body: Coded::new(body),
        }
    }

    /// About how much memory it takes, in bytes.
    pub fn weight(&self) -> usize {
        self.body.weight() + HEADERS_WEIGHT
    }

    /// The page in `coding`.
    pub fn respond(&self, coding: Coding) -> Response {
        let mut response = Response::new(Body::from(self.body.bytes(coding)));
        *response.headers_mut() = self.headers.clone();
        if let Some(name) = coding.name() {
            response.headers_mut().insert(CONTENT_ENCODING, name);
        }
        response.extensions_mut().insert(CachePolicy::Public);
        response.extensions_mut().insert(Rendered);
        response
    }
}

/// What the reader holds still stands: only the headers that a kept copy goes by.
pub fn not_modified(etag: HeaderValue, freshness: HeaderValue) -> Response {
    let headers = [(ETAG, etag), (VARY, VARIES), (CACHE_CONTROL, freshness)];
    (StatusCode::NOT_MODIFIED, headers).into_response()
}

/// An answer that is not kept: a redirect, an error, a private page. Several readers may be
/// waiting for it, and each gets a copy.
#[derive(Debug)]
pub struct NotStored {
    status: StatusCode,
    headers: HeaderMap,
    extensions: Extensions,
    body: Bytes,
}

impl NotStored {
    /// The answer as the handler gave it.
    pub fn new(parts: response::Parts, body: Bytes) -> Self {
        let response::Parts {
            status,
            headers,
            extensions,
            ..
        } = parts;
        Self {
            status,
            headers,
            extensions,
            body,
        }
    }

    /// A body that broke off while it was made.
    pub fn fault(error: anyhow::Error) -> Self {
        let (parts, _) = AppError::Internal(error).into_response().into_parts();
        Self::new(parts, Bytes::new())
    }

    /// One copy of the answer.
    pub fn respond(&self) -> Response {
        let mut response = Response::new(Body::from(self.body.clone()));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers.clone();
        *response.extensions_mut() = self.extensions.clone();
        response
    }
}
