//! Addresses that programs look for: feeds, the sitemap, the description of the search.

use super::{CHANGES, SEARCH, category, segment, tag, with_query};

/// What a feed is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedFormat {
    /// Atom (RFC 4287).
    Atom,
    /// JSON Feed 1.1.
    Json,
}

impl FeedFormat {
    /// The ending of its addresses, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Atom => "atom",
            Self::Json => "json",
        }
    }

    /// The format of the feed at a path.
    pub fn of(path: &str) -> Option<Self> {
        let (_, extension) = path.rsplit_once('.')?;
        [Self::Atom, Self::Json]
            .into_iter()
            .find(|format| format.extension() == extension)
    }
}

/// The feed of everything that is listed, without its ending.
pub const FEED: &str = "/feed";
/// The sitemap, or the list of its parts.
pub const SITEMAP: &str = "/sitemap.xml";
/// How browsers search here.
pub const OPENSEARCH: &str = "/opensearch.xml";
/// What browsers offer while somebody types into their search box.
pub const SEARCH_SUGGESTIONS: &str = "/search/suggestions";
/// Whom to tell of a weakness (RFC 9116).
pub const SECURITY_TXT: &str = "/.well-known/security.txt";
/// How to follow the list, or show it elsewhere.
pub const USE: &str = "/use";

/// The same for one category.
pub fn use_category(path: &str) -> String {
    with_query(USE, "category", path)
}

/// What there is below a category's address beside the category itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CategoryView {
    /// Its page.
    Page,
    /// The feed of what is in it.
    Feed(FeedFormat),
    /// Its links as plain HTML.
    Plain,
}

impl CategoryView {
    /// No slug has a dot, so these endings never hide a category.
    const ENDINGS: [(&'static str, Self); 3] = [
        ("feed.atom", Self::Feed(FeedFormat::Atom)),
        ("feed.json", Self::Feed(FeedFormat::Json)),
        ("embed.html", Self::Plain),
    ];

    /// Splits what follows `/categories/` into the category's path and what is asked of it.
    pub fn split(path: &str) -> (&str, Self) {
        let asked = path.rsplit_once('/').and_then(|(category, ending)| {
            let known = Self::ENDINGS.iter().find(|(known, _)| *known == ending);
            known.map(|(_, view)| (category, *view))
        });
        asked.unwrap_or((path, Self::Page))
    }

    /// The address of this view of the category at `path`.
    pub fn of(self, path: &str) -> String {
        let ending = Self::ENDINGS.iter().find(|(_, view)| *view == self);
        match ending {
            Some((ending, _)) => format!("{}/{ending}", category(path)),
            None => category(path),
        }
    }
}

/// The feed of a category, without its ending.
pub fn category_feed(path: &str) -> String {
    format!("{}/feed", category(path))
}

/// The feed of a tag, without its ending.
pub fn tag_feed(slug: &str) -> String {
    format!("{}/feed", tag(slug))
}

/// The feed of a search, without its ending.
pub const SEARCH_FEED: &str = SEARCH;
/// The feed of what changed, without its ending.
pub const CHANGES_FEED: &str = CHANGES;

/// One part of a large sitemap.
pub fn sitemap_part(name: &str) -> String {
    format!("/sitemap/{}.xml", segment(name))
}

/// A feed in one format, by its address without an ending.
pub fn feed(stem: &str, format: FeedFormat) -> String {
    format!("{stem}.{}", format.extension())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_of_a_category_is_the_end_of_its_address() {
        for (path, category, view) in [
            ("a/b", "a/b", CategoryView::Page),
            ("a/feed", "a/feed", CategoryView::Page),
            ("a/feed.rss", "a/feed.rss", CategoryView::Page),
            ("feed.atom", "feed.atom", CategoryView::Page),
            ("a/b/feed.atom", "a/b", CategoryView::Feed(FeedFormat::Atom)),
            ("a/feed.json", "a", CategoryView::Feed(FeedFormat::Json)),
            ("a/embed.html", "a", CategoryView::Plain),
        ] {
            assert_eq!(CategoryView::split(path), (category, view));
            assert_eq!(view.of(category), format!("/categories/{path}"));
        }
    }

    #[test]
    fn the_format_is_the_ending() {
        assert_eq!(FeedFormat::of("/tags/node.js/feed"), None);
        assert_eq!(FeedFormat::of("/x.y/feed.json"), Some(FeedFormat::Json));
        assert_eq!(
            feed(&tag_feed("c++"), FeedFormat::Atom),
            "/tags/c%2B%2B/feed.atom"
        );
    }
}
