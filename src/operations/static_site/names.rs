//! From the addresses of the site to the files of its static copy.
//!
//! File names come from an allow-list: lower-case ASCII letters, digits and hyphens, as short as
//! any file system takes them. A name that is anything else (in another script, or one that some
//! system keeps for itself, such as `con`) is replaced by `~` and a hash of it, which no slug
//! begins with: so no two addresses share a file, and none leaves the folder.

use data_encoding::HEXLOWER;
use percent_encoding::percent_decode_str;
use sha2::{Digest, Sha256};

use crate::paths;

/// The longest name that stands as it is.
const LONGEST: usize = 60;
/// How many hexadecimal digits of a hash make a name.
const HASH: usize = 24;
/// Names that Windows keeps for devices, whatever follows a dot.
const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// The page that stands for everything that only works on the living site.
pub(super) const LIVE: &str = "live.html";
/// The search.
pub(super) const SEARCH: &str = "search.html";
/// Fixed pages and files, by their addresses.
const FIXED: [(&str, &str); 16] = [
    (paths::HOME, "index.html"),
    (paths::RECENT, "recent.html"),
    (paths::TAGS, "tags.html"),
    (paths::SEARCH, SEARCH),
    (paths::ABOUT, "about.html"),
    (paths::GUIDELINES, "guidelines.html"),
    (paths::PRIVACY, "privacy.html"),
    (paths::ACCESSIBILITY, "accessibility.html"),
    (paths::EXPORT, "export.html"),
    ("/changes.atom", "changes.atom"),
    ("/changes.json", "changes.json"),
    (paths::EXPORT_JSON, "export/directory.json"),
    (paths::EXPORT_AWESOME, "export/directory.md"),
    (paths::EXPORT_CSV, "export/directory.csv"),
    (paths::EXPORT_OPML, "export/directory.opml"),
    (paths::EXPORT_BOOKMARKS, "export/bookmarks.html"),
];

/// What the addresses of feeds end with.
const FEEDS: [&str; 2] = ["feed.atom", "feed.json"];

/// The file that holds what is at `address` (a path of the site with its query), relative to the
/// folder; none for what a copy can't hold.
pub(super) fn file_of(address: &str) -> Option<String> {
    if address == paths::EXPORT_HUGO {
        return Some("export/directory-hugo.md".to_owned());
    }
    let (path, query) = match address.split_once('?') {
        Some((path, query)) => (path, page_of(query)?),
        None => (address, String::new()),
    };
    if let Some((_, file)) = FIXED.iter().find(|(fixed, _)| *fixed == path) {
        return Some(match file.strip_suffix(".html") {
            Some(name) => format!("{name}{query}.html"),
            None => (*file).to_owned(),
        });
    }
    let mut segments: Vec<String> = path.split('/').skip(1).map(decoded).collect();
    // A feed stands beside the page that it is of.
    let is_feed = segments
        .last()
        .is_some_and(|last| FEEDS.contains(&last.as_str()));
    if is_feed && query.is_empty() {
        let feed = segments.pop()?;
        return match segments.as_slice() {
            [] => Some(feed),
            above => {
                let page = file_of(&format!("/{}", above.join("/")))?;
                Some(format!("{}.{feed}", page.strip_suffix(".html")?))
            }
        };
    }
    // Slugs hold no dot: what has one there is another view of a page, which a copy doesn't hold.
    let is_view = |slugs: &[String]| slugs.iter().any(|slug| slug.contains('.'));
    match segments.as_slice() {
        [first, rest @ ..] if first == "categories" && !rest.is_empty() && !is_view(rest) => {
            let names: Vec<String> = rest.iter().map(|slug| name(slug)).collect();
            Some(format!("categories/{}{query}.html", names.join("/")))
        }
        [first, slug] if first == "tags" && !slug.contains('.') => {
            Some(format!("tags/{}{query}.html", name(slug)))
        }
        [first, id_slug] if first == "entries" => {
            let (id, _) = paths::parse_entry(id_slug)?;
            Some(format!("entries/{id}.html"))
        }
        [first, _, rest @ ..] if first == "static" && !rest.is_empty() => {
            let safe = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
            let kept = rest
                .iter()
                .all(|part| !part.starts_with('.') && part.chars().all(safe));
            kept.then(|| format!("static/{}", rest.join("/")))
        }
        _ => None,
    }
}

/// What a page of a long list adds to the name of its file; none for a list that is filtered or
/// sorted, which a copy doesn't hold.
fn page_of(query: &str) -> Option<String> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match query.split_once('=') {
        Some(("page", "1")) => Some(String::new()),
        Some(("page", number)) if digits(number) => Some(format!(".p{number}")),
        Some(("after", id)) if digits(id) => Some(format!(".a{id}")),
        _ => None,
    }
}

fn decoded(segment: &str) -> String {
    percent_decode_str(segment).decode_utf8_lossy().into_owned()
}

fn name(slug: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let device = RESERVED.iter().any(|reserved| {
        slug.strip_prefix(reserved)
            .is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
    });
    if !slug.is_empty() && slug.len() <= LONGEST && slug.bytes().all(plain) && !device {
        return slug.to_owned();
    }
    let mut hash = HEXLOWER.encode(&Sha256::digest(slug));
    hash.truncate(HASH);
    format!("~{hash}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_its_file() {
        for (address, file) in [
            ("/", "index.html"),
            ("/categories/policy/nhs", "categories/policy/nhs.html"),
            ("/categories/policy?page=2", "categories/policy.p2.html"),
            ("/categories/policy?page=1", "categories/policy.html"),
            ("/categories/policy?after=77", "categories/policy.a77.html"),
            ("/recent?page=3", "recent.p3.html"),
            ("/entries/12-a-title", "entries/12.html"),
            ("/feed.atom", "feed.atom"),
            (
                "/categories/policy/nhs/feed.json",
                "categories/policy/nhs.feed.json",
            ),
            ("/static/0123/fonts/a.woff2", "static/fonts/a.woff2"),
            (
                "/export/directory.md?style=hugo",
                "export/directory-hugo.md",
            ),
        ] {
            assert_eq!(file_of(address).as_deref(), Some(file), "{address}");
        }
        for address in [
            "/suggest",
            "/categories/policy?sort=title",
            "/admin",
            "/entries/x",
        ] {
            assert_eq!(file_of(address), None, "{address}");
        }
    }

    #[test]
    fn no_name_leaves_the_folder_or_troubles_a_file_system() {
        let long = "a".repeat(300);
        for slug in ["", "con", "com7", "a%2fb", "a%00b", "中文", &long] {
            let file = file_of(&format!("/categories/{slug}")).unwrap();
            let name = file.strip_prefix("categories/").unwrap();
            assert!(
                name.starts_with('~') && name.len() == 1 + HASH + 5,
                "{slug}: {file}"
            );
        }
        for address in [
            "/static/0/../../x",
            "/categories/..",
            "/categories/%2e%2e/x",
            "/tags/a.html",
        ] {
            assert_eq!(file_of(address), None, "{address}");
        }
        assert_ne!(file_of("/categories/Policy"), file_of("/categories/policy"));
    }
}
