//! `GET /robots.txt`: what crawlers leave alone (RFC 9309).

use std::sync::Arc;

use axum::extract::State;

use crate::config::Config;
use crate::paths;
use crate::web::Page;

/// What is private, endless or the same again: sign-in and receipts, searches, forms about one
/// entry, lists sorted and filtered in every way, whole copies of the directory. Everything else
/// is for everybody.
const LEAVE_ALONE: [&str; 17] = [
    "/admin",
    "/login",
    "/logout",
    "/setup",
    "/suggest?",
    "/suggest-category?",
    "/suggestions/",
    "/unsubscribe/",
    "/search",
    "/export/",
    "/api/v1/",
    "/entries/*/suggest-edit",
    "/entries/*/report",
    "/*?*sort=",
    "/*?*licence=",
    "/*?*tag=",
    "/*?*after=",
];

/// `GET /robots.txt`
pub async fn robots(State(config): State<Arc<Config>>) -> Page {
    let mut text = String::from("User-agent: *\n");
    for path in LEAVE_ALONE {
        text.push_str(&format!("Disallow: {path}\n"));
    }
    let sitemap = paths::SITEMAP;
    text.push_str(&format!("\nSitemap: {}{sitemap}\n", config.origin()));
    Page::document(text, "text/plain; charset=utf-8")
}
