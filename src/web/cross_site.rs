//! Refuses what another site makes a reader's browser send here.
//!
//! Browsers say with each request where it comes from: `Sec-Fetch-Site`, or at least `Origin` with
//! everything that is not a GET. That is enough without tokens in forms, and keeps public pages
//! the same for everybody. Programs say neither, and carry no cookie either; a cookie with
//! neither header is a browser that hides its origin, and is refused.
//! Source: Fetch Metadata Request Headers, <https://www.w3.org/TR/fetch-metadata/>.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{AUTHORIZATION, COOKIE, HOST, ORIGIN};
use http::{HeaderMap, HeaderName, StatusCode};
use url::Url;

use crate::config::BaseUrl;
use crate::paths;
use crate::web::error_words::Explanation;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// What the reader of a refused request is told.
const REFUSED: Explanation = Explanation {
    heading: "This didn’t come from one of our pages",
    lede: "To keep people’s accounts safe we only take forms sent from this site’s own pages. \
           Open the page here and send it again.",
};

/// Knows where requests that change something may come from.
#[derive(Clone, Debug)]
pub struct CrossSite {
    /// The site's public origin; `None`: whatever host the request names.
    origin: Option<Arc<str>>,
}

impl CrossSite {
    /// `base_url`: the configured public origin, if there is one.
    pub fn new(base_url: Option<&BaseUrl>) -> Self {
        Self {
            origin: base_url.map(|url| url.origin().into()),
        }
    }

    /// Whether a request with these headers may change something.
    fn allows(&self, headers: &HeaderMap) -> bool {
        match (only(headers, &SEC_FETCH_SITE), only(headers, &ORIGIN)) {
            (Said::Once(site), _) => matches!(site, "same-origin" | "none"),
            (Said::Never, Said::Once(origin)) => self.is_ours(origin, headers),
            (Said::Never, Said::Never) => !headers.contains_key(COOKIE),
            (Said::Unclearly, _) | (_, Said::Unclearly) => false,
        }
    }

    fn is_ours(&self, origin: &str, headers: &HeaderMap) -> bool {
        match &self.origin {
            Some(ours) => origin == ours.as_ref(),
            None => matches!(only(headers, &HOST), Said::Once(host) if names(origin, host)),
        }
    }
}

/// Whether a program shows its token: no cookie opens the API, and no browser adds a token to what
/// another site makes it send.
fn is_a_programs(request: &Request) -> bool {
    let token = request.headers().get(AUTHORIZATION);
    let shown = token.is_some_and(|value| value.as_bytes().starts_with(b"Bearer "));
    shown && request.uri().path().starts_with("/api/")
}

/// Whether `origin` is that of `host`, for either scheme: without a configured address nobody
/// knows whether a proxy in front speaks https.
fn names(origin: &str, host: &str) -> bool {
    let Ok(origin) = Url::parse(origin) else {
        return false;
    };
    if !matches!(origin.scheme(), "http" | "https") {
        return false;
    }
    let Ok(host) = Url::parse(&format!("{}://{host}", origin.scheme())) else {
        return false;
    };
    host.path() == "/" && host.username().is_empty() && origin.origin() == host.origin()
}

/// What a header says, of which there may be one.
enum Said<'a> {
    Never,
    Once(&'a str),
    /// Twice, or not in ASCII.
    Unclearly,
}

fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Said<'a> {
    let mut lines = headers.get_all(name).iter();
    match (lines.next(), lines.next()) {
        (None, _) => Said::Never,
        (Some(line), None) => line.to_str().map_or(Said::Unclearly, Said::Once),
        (Some(_), Some(_)) => Said::Unclearly,
    }
}

/// Mail programs end a subscription with a post of their own, from wherever they run (RFC 8058).
/// The signed token in the address is all the authority that this takes.
fn is_by_mail(path: &str) -> bool {
    path.starts_with(paths::UNSUBSCRIBE)
}

/// Anybody may suggest through the API, from wherever they are, as nobody: a cookie would name
/// somebody, so it is not to be there.
fn is_nobodys_suggestion(request: &Request) -> bool {
    request.uri().path() == paths::API_SUGGESTIONS && !request.headers().contains_key(COOKIE)
}

/// The layer, around everything.
pub async fn refuse(State(guard): State<CrossSite>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let passes = request.method().is_safe()
        || is_a_programs(&request)
        || is_nobodys_suggestion(&request)
        || is_by_mail(path);
    if passes || guard.allows(request.headers()) {
        return next.run(request).await;
    }
    let mut response = StatusCode::FORBIDDEN.into_response();
    response.extensions_mut().insert(REFUSED);
    response
}

#[cfg(test)]
#[path = "cross_site_tests.rs"]
mod tests;
