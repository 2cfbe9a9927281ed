//! A page of the site as a page of its copy: every address leads to a file beside it, or out.
//!
//! The pages are our own templates': every value of an attribute stands in double quotation marks,
//! and no text holds one, as they are escaped there. So looking for attributes is enough.

use std::borrow::Cow;

use super::names::{LIVE, file_of};
use crate::web::assets;

/// Attributes that hold addresses.
const ADDRESSES: [&str; 3] = [" href=\"", " src=\"", " action=\""];
/// Parts that only a server can serve, from their beginning to their end: scripts that send forms,
/// fonts ahead of their time (which a page from a disk may not ask for), the search of the
/// server, filters of lists.
const WITHOUT: [(&str, &str); 4] = [
    ("<script ", "</script>"),
    ("<link rel=\"preload\"", ">"),
    ("<link rel=\"search\"", ">"),
    ("<details class=\"filters\">", "</details>"),
];

/// Where the living site is, which a copy of one that nobody can reach must not say.
const WHEREABOUTS: [(&str, &str); 2] = [
    ("<link rel=\"canonical\"", ">"),
    ("<meta property=\"og:url\"", ">"),
];

/// Rewrites `html`, the page at `address`, for the file `file`. What a copy can't hold leads to
/// the living site where that is known, else to a page that says so.
pub(super) fn rewrite(html: &str, address: &str, file: &str, live: Option<&str>) -> String {
    let mut page = without(html, &WITHOUT);
    if live.is_none() {
        page = without(&page, &WHEREABOUTS);
    }
    page = with_own_icons(&page);
    let up = "../".repeat(file.matches('/').count());
    for attribute in ADDRESSES {
        let mut out = String::with_capacity(page.len());
        let mut rest = page.as_str();
        while let Some((before, after)) = rest.split_once(attribute) {
            let (value, after) = after.split_once('"').unwrap_or((after, ""));
            out.push_str(before);
            out.push_str(attribute);
            out.push_str(&target(value, address, &up, live));
            out.push('"');
            rest = after;
        }
        out.push_str(rest);
        page = out;
    }
    page
}

fn target<'v>(value: &'v str, address: &str, up: &str, live: Option<&str>) -> Cow<'v, str> {
    let path = address.split('?').next().unwrap_or_default();
    let whole = match value.bytes().next() {
        Some(b'/') if !value.starts_with("//") => unescaped(value),
        Some(b'?') => format!("{path}{}", unescaped(value)),
        None => address.to_owned(),
        _ => return Cow::Borrowed(value),
    };
    let (page, fragment) = match whole.split_once('#') {
        Some((page, fragment)) => (page, format!("#{fragment}")),
        None => (whole.as_str(), String::new()),
    };
    let target = match (file_of(page), live) {
        (Some(file), _) => format!("{up}{file}{fragment}"),
        (None, Some(live)) => format!("{live}{whole}"),
        (None, None) => format!("{up}{LIVE}"),
    };
    Cow::Owned(target.replace('&', "&amp;").replace('"', "&quot;"))
}

/// Templates escape ampersands in attributes as numbers.
fn unescaped(value: &str) -> String {
    value.replace("&#38;", "&").replace("&amp;", "&")
}

fn without(html: &str, parts: &[(&str, &str)]) -> String {
    let mut page = html.to_owned();
    for (begin, end) in parts {
        while let Some(start) = page.find(begin) {
            let rest = page.get(start..).unwrap_or_default();
            let stop = rest.find(end).map_or(rest.len(), |at| at + end.len());
            page.replace_range(start..start + stop, "");
        }
    }
    page
}

/// Icons come from a file of their own, which browsers don't open for a page on a disk: so their
/// drawings go into the page.
fn with_own_icons(page: &str) -> String {
    let sprite = assets::text("sprite.svg").unwrap_or_default();
    let drawings = sprite
        .split_once('>')
        .and_then(|(_, rest)| rest.rsplit_once("</svg>"))
        .map_or("", |(drawings, _)| drawings)
        .replace(" id=\"", " id=\"icon-");
    let address = format!("href=\"{}#", assets::url("sprite.svg"));
    page.replace(&address, "href=\"#icon-").replacen(
        "</body>",
        &format!("<svg hidden aria-hidden=\"true\">{drawings}</svg>\n</body>"),
        1,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_to_files_or_out() {
        let page = "<a href=\"/#categories\">x</a><a href=\"/categories/a/b?page=2\">y</a>\
            <a href=\"/suggest?category=a&#38;x=1\">z</a><a href=\"https://e.org/\">o</a><a href=\"#main\">m</a>\
            <a href=\"?page=2\">n</a>";
        let live = rewrite(
            page,
            "/categories/a",
            "categories/a.html",
            Some("https://live.example"),
        );
        assert_eq!(
            live,
            "<a href=\"../index.html#categories\">x</a><a href=\"../categories/a/b.p2.html\">y</a>\
            <a href=\"https://live.example/suggest?category=a&amp;x=1\">z</a><a href=\"https://e.org/\">o</a>\
            <a href=\"#main\">m</a><a href=\"../categories/a.p2.html\">n</a>"
        );
        let alone = rewrite("<a href=\"/suggest\">z</a>", "/", "index.html", None);
        assert_eq!(alone, "<a href=\"live.html\">z</a>");
    }

    #[test]
    fn what_needs_a_server_goes() {
        let page = "a<script type=\"module\" src=\"/static/0/x.js\"></script>b\
            <details class=\"filters\"><form></form></details>c";
        assert_eq!(rewrite(page, "/", "index.html", None), "abc");
    }
}
