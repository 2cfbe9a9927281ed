//! Keeps rendered public pages until the directory changes.
//!
//! Public pages are the same bytes for everybody, so one rendering serves them all. Handlers never
//! see this: they build a [`Page`](crate::web::Page) whose policy says that it may be kept. A page
//! is kept under the version that was current *before* it was rendered, so one that was made of
//! older data can never be served as a newer one.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::UNIX_EPOCH;

use axum::extract::{OriginalUri, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::header::{ACCEPT_ENCODING, IF_NONE_MATCH, SET_COOKIE};
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use http_body_util::BodyExt;
use moka::future::Cache;

use crate::web::assets;
use crate::web::client_address::ClientAddress;
use crate::web::compress::Coding;
use crate::web::directory_version::DirectoryVersion;
use crate::web::page::{CachePolicy, REVALIDATE};
use crate::web::page_query::normalised;
use crate::web::stored_page::{NotStored, StoredPage, not_modified};

/// How much memory the pages of the cache may take by default, in bytes.
pub const DEFAULT_BYTES: u64 = 64 * 1024 * 1024;

/// The cache; cheap to clone.
#[derive(Clone, Debug)]
pub struct PageCache {
    pages: Cache<Key, Arc<StoredPage>>,
    version: DirectoryVersion,
    /// The version whose pages are held; older ones are let go of when it moves.
    held: Arc<AtomicI64>,
    freshness: HeaderValue,
}

/// The version, and the path with what is left of the query.
type Key = (i64, Arc<str>);

impl PageCache {
    /// A cache of pages dated by `version` that holds at most `bytes` of them.
    pub fn new(version: DirectoryVersion, bytes: u64) -> Self {
        let weight = |key: &Key, page: &Arc<StoredPage>| {
            u32::try_from(key.1.len() + page.weight()).unwrap_or(u32::MAX)
        };
        let held = Arc::new(AtomicI64::new(version.current()));
        Self {
            pages: Cache::builder().max_capacity(bytes).weigher(weight).build(),
            version,
            held,
            freshness: REVALIDATE.1,
        }
    }

    /// Lets shared caches answer for `seconds` without asking again; browsers ask each time.
    #[must_use]
    pub fn with_shared_seconds(mut self, seconds: u32) -> Self {
        if seconds > 0 {
            let freshness = format!("public, max-age=0, must-revalidate, s-maxage={seconds}");
            // A number and fixed words: a header takes them all.
            self.freshness = HeaderValue::try_from(freshness).expect("digits fit in a header");
        }
        self
    }

    /// Pages of older versions are never asked for again, and would only keep new ones out.
    fn let_go_of_older(&self, version: i64) {
        if self.held.fetch_max(version, Ordering::AcqRel) < version {
            self.pages.invalidate_all();
        }
    }
}

/// The weak validator of everything public at `version`: weak, because the compressed bytes
/// differ from the plain ones (RFC 9110, section 8.8.3).
pub fn validator(version: i64) -> HeaderValue {
    static BUILD: OnceLock<String> = OnceLock::new();
    let etag = format!("W/\"{version}-{}\"", BUILD.get_or_init(build_id));
    // Digits, dots, hyphens and quotes: a header takes them all.
    HeaderValue::try_from(etag).expect("digits and quotes fit in a header")
}

/// What tells this build from another of the same version: its static files, and the program's
/// own size and date, as a template may change without either.
fn build_id() -> String {
    let program = std::env::current_exe().and_then(std::fs::metadata).ok();
    let length = program.as_ref().map_or(0, std::fs::Metadata::len);
    let date = program.and_then(|program| program.modified().ok()?.duration_since(UNIX_EPOCH).ok());
    let date = date.map_or(0, |date| date.as_secs());
    format!(
        "{}-{}-{length:x}-{date:x}",
        env!("CARGO_PKG_VERSION"),
        assets::fingerprint()
    )
}

/// The layer, for the group of public pages only.
pub async fn serve(State(cache): State<PageCache>, request: Request, next: Next) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    let version = cache.version.current();
    let etag = validator(version);
    if has_seen(request.headers(), &etag) {
        return not_modified(etag, cache.freshness.clone());
    }
    cache.let_go_of_older(version);
    let coding = Coding::accepted(request.headers().get(ACCEPT_ENCODING));
    let target = normalised(request.uri());
    let key = (version, Arc::from(target.as_str()));
    match cache
        .pages
        .try_get_with(
            key,
            render(target, (etag, cache.freshness.clone()), request, next),
        )
        .await
    {
        Ok(page) => page.respond(coding),
        Err(other) => other.respond(),
    }
}

/// Whether the reader holds what `etag` stands for (RFC 9110, section 13.1.2, weak comparison).
pub fn has_seen(headers: &HeaderMap, etag: &HeaderValue) -> bool {
    let opaque = |tag: &str| tag.strip_prefix("W/").unwrap_or(tag).to_owned();
    let Ok(etag) = etag.to_str().map(opaque) else {
        return false;
    };
    let mut lines = headers
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|line| line.to_str().ok());
    lines.any(|line| line.split(',').any(|tag| opaque(tag.trim()) == etag))
}

/// Renders the page as it is for everybody: the handler sees the path, the normalised query and
/// no header at all.
async fn render(
    target: String,
    validity: (HeaderValue, HeaderValue),
    mut request: Request,
    next: Next,
) -> Result<Arc<StoredPage>, NotStored> {
    if let Ok(uri) = target.parse::<Uri>() {
        request.extensions_mut().insert(OriginalUri(uri.clone()));
        *request.uri_mut() = uri;
    }
    *request.method_mut() = Method::GET;
    request.headers_mut().clear();
    request.extensions_mut().remove::<ClientAddress>();
    let (parts, body) = next.run(request).await.into_parts();
    let body = match body.collect().await {
        Ok(body) => body.to_bytes(),
        Err(error) => return Err(NotStored::fault(error.into())),
    };
    let public = parts.extensions.get() == Some(&CachePolicy::Public);
    if parts.status == StatusCode::OK && public && !parts.headers.contains_key(SET_COOKIE) {
        Ok(Arc::new(StoredPage::new(parts.headers, validity, body)))
    } else {
        Err(NotStored::new(parts, body))
    }
}

#[cfg(test)]
#[path = "page_cache_tests.rs"]
mod tests;
