//! Feeds: what every feature fills with plain values, written as Atom and as JSON Feed.
//!
//! A feed is a chain of documents (RFC 5005, section 4). The *current* one holds the newest items
//! and is what readers come back for; each *archive* holds a stretch of older ones. [`archive`]
//! says where one ends and the next begins, [`names`] how feeds and items are called for ever.

pub mod archive;
mod atom;
mod json;
pub mod names;
mod request;

pub use request::FeedRequest;

use crate::paths::{self, FeedFormat};
use crate::web::Page;

/// One document of a feed.
#[derive(Clone, Debug)]
pub struct Feed {
    /// Its name for ever, as [`names`] makes them.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// A sentence about it; may be empty.
    pub subtitle: String,
    /// Who publishes it.
    pub author: Author,
    /// The absolute address of the page that shows the same.
    pub page: String,
    /// Where the feed itself is.
    pub address: FeedAddress,
    /// Which document of the chain this is.
    pub place: Place,
    /// Under which licence its words may be reused, in a sentence.
    pub rights: Option<String>,
    /// When it last changed if it holds nothing, UTC milliseconds.
    pub began_at: i64,
    /// What it tells of, the newest first.
    pub items: Vec<FeedItem>,
}

/// Who publishes a feed.
#[derive(Clone, Debug)]
pub struct Author {
    /// The site's title.
    pub name: String,
    /// The absolute address of its home page.
    pub home: String,
}

/// Where a feed is: all but the format and the document.
#[derive(Clone, Debug)]
pub struct FeedAddress {
    /// The absolute address without the dot and the format.
    pub stem: String,
    /// The parameters that stay the same in every document.
    pub query: Vec<(&'static str, String)>,
}

impl FeedAddress {
    /// The address of the document before item `before`, or of the current one.
    pub fn at(&self, format: FeedFormat, before: Option<i64>) -> String {
        let path = format!("{}.{}", self.stem, format.extension());
        let before = before.map(|number| ("before", number.to_string()));
        let pairs = self.query.iter().cloned().chain(before);
        pairs.fold(path, |path, (name, value)| {
            paths::with_query(&path, name, &value)
        })
    }
}

/// Which document of the chain one is. Documents are named by the number of the item that comes
/// right after their newest one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// This document; none is the current one.
    pub before: Option<i64>,
    /// The next older one.
    pub older: Option<i64>,
    /// The next newer archive; none when that is the current document.
    pub newer: Option<i64>,
}

/// Something that a feed tells of.
#[derive(Clone, Debug)]
pub struct FeedItem {
    /// Its name for ever, as [`names`] makes them.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The absolute address of our own page about it.
    pub page: String,
    /// The resource that it is about.
    pub resource: Option<Resource>,
    /// When it was first published, UTC milliseconds.
    pub published_at: i64,
    /// When it last changed, UTC milliseconds.
    pub updated_at: i64,
    /// A sentence or two of plain text; may be empty.
    pub summary: String,
    /// The whole, as HTML that our own templates wrote.
    pub content: String,
    /// Categories and tags.
    pub topics: Vec<Topic>,
}

/// What an item is about, on another site.
#[derive(Clone, Debug)]
pub struct Resource {
    /// The link.
    pub url: String,
    /// BCP 47, or empty.
    pub language: String,
}

/// A category or a tag.
#[derive(Clone, Debug)]
pub struct Topic {
    /// Its name in addresses.
    pub term: String,
    /// Its name for people.
    pub label: String,
    /// The absolute address that terms of this kind are below.
    pub scheme: String,
}

impl Feed {
    /// The document in a format, as a public page.
    pub fn page(&self, format: FeedFormat) -> Page {
        let kind = match format {
            FeedFormat::Atom => atom::MEDIA_TYPE,
            FeedFormat::Json => json::MEDIA_TYPE,
        };
        Page::document(self.text(format), kind)
    }

    /// The document as text, for copies of the site that no server answers for.
    pub fn text(&self, format: FeedFormat) -> String {
        match format {
            FeedFormat::Atom => atom::write(self),
            FeedFormat::Json => json::write(self),
        }
    }

    /// When anything in it last changed, UTC milliseconds.
    fn updated_at(&self) -> i64 {
        let newest = self.items.iter().map(|item| item.updated_at).max();
        newest.unwrap_or(self.began_at)
    }
}
