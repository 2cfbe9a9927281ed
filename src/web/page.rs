//! A page: the rendered template, its status and who may keep a copy of it.

use askama::Template;
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION};
use http::{HeaderName, HeaderValue, StatusCode};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::error::Result;

/// Who may keep a copy of a page. It travels in the response's extensions, where
/// [`crate::web::page_cache`] reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CachePolicy {
    /// The same bytes for every reader: anybody may keep them, and asks whether they still stand.
    Public,
    /// Holds a form of one's own, a token or a session: nobody keeps it, no search engine lists it.
    Private,
}

/// Marks a response as worded for its reader, so that the error layer leaves it as it is. Pages
/// and redirects carry it; any other answer of 400 or above that has words of its own adds
/// `Extension(Rendered)`.
#[derive(Clone, Copy, Debug)]
pub struct Rendered;

/// What a handler of pages answers with.
#[derive(Debug)]
pub struct Page {
    body: String,
    status: StatusCode,
    policy: CachePolicy,
    kind: HeaderValue,
}

impl Page {
    /// A page that is the same for every reader; its handler takes no cookie and no session.
    pub fn public(template: &impl Template) -> Result<Self> {
        Self::render(template, CachePolicy::Public)
    }

    /// A page for one reader: forms, receipts, everything behind the sign-in.
    pub fn private(template: &impl Template) -> Result<Self> {
        Self::render(template, CachePolicy::Private)
    }

    /// A document of another kind than HTML that is the same for every reader, such as a feed.
    pub fn document(body: String, kind: &'static str) -> Self {
        Self {
            body,
            status: StatusCode::OK,
            policy: CachePolicy::Public,
            kind: HeaderValue::from_static(kind),
        }
    }

    fn render(template: &impl Template, policy: CachePolicy) -> Result<Self> {
        Ok(Self {
            body: template.render()?,
            status: StatusCode::OK,
            policy,
            kind: HTML,
        })
    }

    /// The same page with another status, such as 422 for a form that needs attention.
    #[must_use]
    pub fn with_status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }
}

/// Keeps search engines out.
pub const NOINDEX: (HeaderName, HeaderValue) = (
    HeaderName::from_static("x-robots-tag"),
    HeaderValue::from_static("noindex"),
);
const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");

/// Forbids every copy.
pub const NO_STORE: (HeaderName, HeaderValue) =
    (CACHE_CONTROL, HeaderValue::from_static("no-store"));
/// Lets anybody keep a copy that is asked about before each use.
pub const REVALIDATE: (HeaderName, HeaderValue) =
    (CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let kind = (CONTENT_TYPE, self.kind);
        let mut response = match self.policy {
            CachePolicy::Public if self.status == StatusCode::OK => {
                (self.status, [kind, REVALIDATE], self.body).into_response()
            }
            CachePolicy::Public => (self.status, [kind, NO_STORE], self.body).into_response(),
            CachePolicy::Private => {
                (self.status, [kind, NO_STORE, NOINDEX], self.body).into_response()
            }
        };
        response.extensions_mut().insert(self.policy);
        response.extensions_mut().insert(Rendered);
        response
    }
}

/// Sends the reader on to `path` with a GET, after a form was accepted (303).
pub fn see_other(path: &str) -> Response {
    redirect(StatusCode::SEE_OTHER, path, NO_STORE)
}

/// Says that what was asked for lives at `path` now (308); asked about before each use, because
/// a live address wins over a former one.
pub fn moved(path: &str) -> Response {
    redirect(StatusCode::PERMANENT_REDIRECT, path, REVALIDATE)
}

/// What can't stand in a header: controls, spaces and everything beyond ASCII (always encoded).
const HEADER_UNSAFE: &AsciiSet = &CONTROLS.add(b' ');

fn redirect(status: StatusCode, path: &str, keep: (HeaderName, HeaderValue)) -> Response {
    let location = utf8_percent_encode(path, HEADER_UNSAFE).to_string();
    let location = HeaderValue::try_from(location).unwrap_or(HeaderValue::from_static("/"));
    let mut response = (status, [(LOCATION, location), keep]).into_response();
    response.extensions_mut().insert(Rendered);
    response
}
