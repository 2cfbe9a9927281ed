//! Static files, embedded in the binary and served under one fingerprint of them all, so that a
//! reader may keep them for a year and relative addresses inside the stylesheet go on working.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use data_encoding::{BASE64, HEXLOWER};
use http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY};
use http::{HeaderMap, HeaderValue};
use sha2::{Digest, Sha256, Sha384};

use crate::error::{AppError, Result};
use crate::web::compress::{Coded, Coding};

#[derive(rust_embed::Embed)]
#[folder = "static/"]
struct Embedded;

struct Asset {
    url: String,
    content_type: &'static str,
    integrity: String,
    body: Coded,
}

struct Assets {
    fingerprint: String,
    files: BTreeMap<String, Asset>,
}

static ASSETS: LazyLock<Assets> = LazyLock::new(Assets::load);

impl Assets {
    fn load() -> Self {
        let contents: BTreeMap<String, Bytes> = Embedded::iter()
            .filter_map(|name| Some((name.to_string(), Embedded::get(&name)?.data)))
            .map(|(name, data)| (name, Bytes::from(data.into_owned())))
            .collect();
        let mut hash = Sha256::new();
        for (name, data) in &contents {
            for part in [name.as_bytes(), data] {
                hash.update((part.len() as u64).to_be_bytes());
                hash.update(part);
            }
        }
        let mut fingerprint = HEXLOWER.encode(&hash.finalize());
        fingerprint.truncate(16);
        let files = contents
            .into_iter()
            .map(|(name, data)| {
                let asset = Asset::new(&fingerprint, &name, data);
                (name, asset)
            })
            .collect();
        Self { fingerprint, files }
    }
}

impl Asset {
    fn new(fingerprint: &str, name: &str, identity: Bytes) -> Self {
        Self {
            url: format!("/static/{fingerprint}/{name}"),
            content_type: content_type(name),
            integrity: format!("sha384-{}", BASE64.encode(&Sha384::digest(&identity))),
            body: Coded::new(identity),
        }
    }

    /// Fonts are compressed inside.
    fn is_text(&self) -> bool {
        !self.content_type.starts_with("font/")
    }
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// The address of the static file `name`, for templates.
///
/// A name that does not exist gives an address that answers 404; a test asks for every name that
/// a template uses.
pub fn url(name: &str) -> &'static str {
    ASSETS
        .files
        .get(name)
        .map_or("/static/missing", |asset| &asset.url)
}

/// The subresource integrity (SHA-384) of the static file `name`, for script elements.
pub fn integrity(name: &str) -> &'static str {
    ASSETS.files.get(name).map_or("", |asset| &asset.integrity)
}

/// The static file `name` as text, for a copy of the site; none when it is missing or no text.
pub fn text(name: &str) -> Option<String> {
    String::from_utf8(bytes(name)?.to_vec()).ok()
}

/// The static file `name`, for a copy of the site.
pub fn bytes(name: &str) -> Option<Bytes> {
    let asset = ASSETS.files.get(name)?;
    Some(asset.body.bytes(Coding::Identity))
}

/// The name of every static file, for a copy of the site.
pub fn names() -> impl Iterator<Item = &'static str> {
    ASSETS.files.keys().map(String::as_str)
}

/// One hash over all static files: changes when any of them does.
pub fn fingerprint() -> &'static str {
    &ASSETS.fingerprint
}

const YEAR: &str = "public, max-age=31536000, immutable";
const DAY: &str = "public, max-age=86400";

/// `GET /static/{fingerprint}/{*name}`.
pub async fn asset(
    Path((fingerprint, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response> {
    let asset = ASSETS
        .files
        .get(&name)
        .filter(|_| fingerprint == ASSETS.fingerprint);
    Ok(respond(asset.ok_or(AppError::NotFound)?, YEAR, &headers))
}

/// `GET /favicon.ico`: for programs that ask without reading the page. It is the same drawing,
/// and its content type says that it is SVG.
pub async fn favicon(headers: HeaderMap) -> Result<Response> {
    let asset = ASSETS.files.get("favicon.svg");
    Ok(respond(asset.ok_or(AppError::NotFound)?, DAY, &headers))
}

fn respond(asset: &'static Asset, keep: &'static str, headers: &HeaderMap) -> Response {
    let about = [(CONTENT_TYPE, asset.content_type), (CACHE_CONTROL, keep)];
    let coding = match asset.is_text() {
        true => Coding::accepted(headers.get(ACCEPT_ENCODING)),
        false => Coding::Identity,
    };
    let mut response = (about, asset.body.bytes(coding)).into_response();
    if asset.is_text() {
        response
            .headers_mut()
            .insert(VARY, HeaderValue::from_static("accept-encoding"));
    }
    if let Some(name) = coding.name() {
        response.headers_mut().insert(CONTENT_ENCODING, name);
    }
    response
}

#[cfg(test)]
#[path = "assets_tests.rs"]
mod tests;
