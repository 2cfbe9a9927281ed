//! Dresses bare responses: a page for people, problem JSON (RFC 9457) for machines under `/api/`.
//!
//! Handlers answer with [`AppError`], whose response is a status and nothing else. This layer
//! words it, and words as well what was refused elsewhere: extractors, missing routes, wrong
//! methods, size and time limits, cross-site posts. Faults of ours are logged here, once, and
//! never shown.

use std::sync::Arc;

use askama::Template;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use futures_util::future::BoxFuture;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use http::{HeaderValue, StatusCode};

use crate::error::AppError;
use crate::paths;
use crate::web::api::Problem;
use crate::web::error_words::{Words, seconds};
use crate::web::layout::Layout;
use crate::web::page::{NO_STORE, NOINDEX, Rendered, see_other};
use crate::web::request_id::RequestId;

/// Gives the frame for an error page: the site's own, or [`Layout::bare`] when the settings can't
/// be read. `web` knows no feature, so the application hands it in.
pub type LayoutSource = Arc<dyn Fn() -> BoxFuture<'static, Layout> + Send + Sync>;

/// What error pages and problem documents need to know of the site.
#[derive(Clone)]
pub struct ErrorPages {
    layout: LayoutSource,
    origin: Arc<str>,
}

impl ErrorPages {
    /// `origin` is the site's own, which the types of problems begin with.
    pub fn new(layout: LayoutSource, origin: &str) -> Self {
        Self {
            layout,
            origin: origin.into(),
        }
    }
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage<'a> {
    layout: Layout,
    status: u16,
    words: Words,
    request_id: &'a str,
}

/// The layer. It belongs outside everything that may refuse a request, and inside
/// [`crate::web::request_id`] and [`crate::web::security_headers`].
pub async fn dress(State(site): State<ErrorPages>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let request_id = request
        .extensions()
        .get::<RequestId>()
        .cloned()
        .unwrap_or_else(RequestId::random);
    let response = next.run(request).await;
    if response.extensions().get::<Rendered>().is_some() {
        return response;
    }
    let error = response.extensions().get::<Arc<AppError>>().cloned();
    match error.as_deref() {
        Some(AppError::SignInRequired { return_to }) => return sign_in(return_to),
        Some(AppError::Elsewhere { path }) => return see_other(path),
        _ => {}
    }
    if !response.status().is_client_error() && !response.status().is_server_error() {
        return response;
    }
    if let Some(AppError::Internal(fault)) = error.as_deref() {
        let fault = format!("{fault:#}");
        tracing::error!(request_id = request_id.as_str(), fault, "a request failed");
    }
    let status = response.status();
    let (content_type, body) = if path.starts_with("/api/") {
        let place = (&*site.origin, path.as_str(), request_id.as_str());
        let problem = Problem::of(&response, error.as_deref(), place);
        // A struct of texts and numbers always serialises.
        let body = serde_json::to_string(&problem).unwrap_or_default();
        ("application/problem+json", body)
    } else {
        let words = Words::of(status, error.as_deref(), response.extensions().get());
        let page = page(status, words, (site.layout)().await, &request_id);
        ("text/html; charset=utf-8", page)
    };
    put_on(response, content_type, body, error.as_deref())
}

/// Keeps the headers that explain the refusal (`Allow`, `Retry-After`) and replaces the body.
fn put_on(
    bare: Response,
    content_type: &'static str,
    body: String,
    error: Option<&AppError>,
) -> Response {
    let (mut parts, _) = bare.into_parts();
    parts.headers.remove(CONTENT_LENGTH);
    parts
        .headers
        .insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    for (name, value) in [NO_STORE, NOINDEX] {
        parts.headers.insert(name, value);
    }
    if let Some(AppError::TooManyRequests { retry_after } | AppError::Unavailable { retry_after }) =
        error
    {
        parts
            .headers
            .insert(RETRY_AFTER, HeaderValue::from(seconds(*retry_after)));
    }
    if let Some(AppError::TokenRefused(problem)) = error
        && let Ok(challenge) = HeaderValue::try_from(problem.challenge())
    {
        parts.headers.insert(WWW_AUTHENTICATE, challenge);
    }
    if parts.status == StatusCode::SERVICE_UNAVAILABLE {
        parts
            .headers
            .entry(RETRY_AFTER)
            .or_insert(HeaderValue::from_static("5"));
    }
    parts.extensions.insert(Rendered);
    Response::from_parts(parts, Body::from(body))
}

fn page(status: StatusCode, words: Words, layout: Layout, request_id: &RequestId) -> String {
    let layout = layout.without_search().without_robots();
    let page = ErrorPage {
        layout,
        status: status.as_u16(),
        words,
        request_id: request_id.as_str(),
    };
    page.render().unwrap_or_else(|error| {
        let request_id = request_id.as_str();
        tracing::error!(request_id, %error, "the error page can't be drawn");
        format!("<!DOCTYPE html><title>{status}</title><p>Something broke at our end: {request_id}")
    })
}

/// To the sign-in page, which returns to where this was asked for.
fn sign_in(return_to: &str) -> Response {
    see_other(&paths::with_query(paths::LOGIN, "next", return_to))
}

#[cfg(test)]
#[path = "error_pages_tests.rs"]
mod tests;
