//! What is a link to a resource on the web, and what only looks like one.

use super::build::shortened;
use crate::transfer::list::RemarkKind;

/// Schemes of what browsers keep beside bookmarks: searches, scripts, pages of their own.
const OF_BROWSERS: [&str; 12] = [
    "place",
    "javascript",
    "data",
    "about",
    "chrome",
    "edge",
    "brave",
    "vivaldi",
    "opera",
    "file",
    "moz-extension",
    "chrome-extension",
];

/// Whether a text is the address of something on the web; if not, how much that matters and why.
///
/// # Errors
/// The kind of the remark, and its words.
pub fn check(link: &str) -> Result<(), (RemarkKind, String)> {
    if is_web(link) || looks_like_host(link) {
        return Ok(());
    }
    let quoted = shortened(link);
    Err(match scheme(link) {
        _ if link.is_empty() => (RemarkKind::Unusable, "it has no link".to_owned()),
        Some("http" | "https" | "ftp") => (
            RemarkKind::Unusable,
            format!("this address names no host: `{quoted}`"),
        ),
        Some(scheme) if OF_BROWSERS.contains(&scheme.to_ascii_lowercase().as_str()) => (
            RemarkKind::LeftOut,
            format!("this works only in somebody’s own browser: `{quoted}`"),
        ),
        Some(_) => (
            RemarkKind::Unusable,
            format!("this is no web address: `{quoted}`"),
        ),
        None => (
            RemarkKind::Unusable,
            format!("this link is not complete, so only its own site can follow it: `{quoted}`"),
        ),
    })
}

/// Whether a text is an address with `http`, `https` or `ftp` and a host.
pub fn is_web(link: &str) -> bool {
    let link = link.trim();
    let Some((scheme, rest)) = link.split_once("://") else {
        return false;
    };
    let known = ["http", "https", "ftp"]
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known));
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    known && !host.is_empty() && !host.contains(char::is_whitespace)
}

/// Whether a text is an address without its scheme, such as `www.example.org/page`.
fn looks_like_host(link: &str) -> bool {
    let link = link.strip_prefix("//").unwrap_or(link);
    let host = link.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let last = host.rsplit('.').next().unwrap_or_default();
    host.contains('.')
        && !host.starts_with('.')
        && !link.contains(char::is_whitespace)
        && last.chars().count() > 1
        && last.chars().all(char::is_alphabetic)
        && host
            .chars()
            .all(|c| c.is_alphanumeric() || "-.".contains(c))
}

fn scheme(link: &str) -> Option<&str> {
    let (scheme, _) = link.split_once(':')?;
    let shaped = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    shaped.then_some(scheme)
}
