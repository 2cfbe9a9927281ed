//! Where a link in rendered text may lead.

use pulldown_cmark::LinkType;
use url::Url;

use super::Author;

/// What contributors' links say to browsers and search engines.
pub(super) const REL_CONTRIBUTOR: &str = "nofollow ugc noopener noreferrer";

/// What the outgoing links of curated pages say.
pub(super) const REL_CURATOR: &str = "noopener";

/// A destination that may be printed.
pub(super) struct Destination {
    /// The address, serialised by the URL parser; not yet escaped for HTML.
    pub(super) href: String,
    /// The value of `rel`, if the link needs one.
    pub(super) rel: Option<&'static str>,
}

/// Judges a link's destination: `http`, `https` or `mailto`, and for a curator's text also a path
/// of this site. `None` when the text should stand without a link.
pub(super) fn judge(kind: LinkType, written: &str, author: Author) -> Option<Destination> {
    let address = if kind == LinkType::Email {
        outside(&format!("mailto:{written}"))
    } else {
        outside(written)
    };
    if let Some(href) = address {
        let rel = Some(match author {
            Author::Contributor => REL_CONTRIBUTOR,
            Author::Curator => REL_CURATOR,
        });
        return Some(Destination { href, rel });
    }
    match author {
        Author::Contributor => None,
        Author::Curator => site_path(written).map(|href| Destination { href, rel: None }),
    }
}

fn outside(written: &str) -> Option<String> {
    let mut url = Url::parse(written).ok()?;
    match url.scheme() {
        // What stands before an @ can look like the site that a link leads to.
        "http" | "https" => {
            let plain = url.has_host() && url.username().is_empty() && url.password().is_none();
            plain.then(|| url.into())
        }
        "mailto" => {
            // Subjects, copies and bodies would be words put into the reader's mouth.
            url.set_query(None);
            url.set_fragment(None);
            url.path().contains('@').then(|| url.into())
        }
        _ => None,
    }
}

/// A path of this site: begins with one `/`, and is still one after a browser has read it.
pub(super) fn site_path(written: &str) -> Option<String> {
    // Browsers take out tabs and line breaks, and read a backslash as a slash.
    let odd = |c: char| c == '\\' || c.is_control();
    if !written.starts_with('/') || written.contains(odd) {
        return None;
    }
    let base = Url::parse("https://site.invalid").ok()?;
    let url = base.join(written).ok()?;
    let path = url.as_str().strip_prefix("https://site.invalid")?;
    let one_slash = path.starts_with('/') && !path.starts_with("//") && !written.starts_with("//");
    one_slash.then(|| path.to_owned())
}
