//! JSON Feed 1.1: <https://www.jsonfeed.org/version/1.1/>.

use serde::Serialize;

use super::{Feed, FeedItem};
use crate::paths::FeedFormat;
use crate::text::dates::machine;
use crate::text::language::INTERFACE_TAG;

/// What the answer says that it is.
pub(super) const MEDIA_TYPE: &str = "application/feed+json; charset=utf-8";

#[derive(Serialize)]
struct Document<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    /// The next older document.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_url: Option<String>,
    authors: [Author<'a>; 1],
    language: &'static str,
    /// An extension: the format has no word for a licence, nor for a name that stays.
    _signpost: Extension<'a>,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
    url: &'a str,
}

#[derive(Serialize)]
struct Extension<'a> {
    id: &'a str,
    updated: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    rights: Option<&'a str>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_url: Option<&'a str>,
    title: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'a str,
    content_html: &'a str,
    date_published: String,
    date_modified: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
}

/// A document of a feed.
pub(super) fn write(feed: &Feed) -> String {
    let at = |before| feed.address.at(FeedFormat::Json, before);
    let document = Document {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        home_page_url: &feed.page,
        feed_url: at(feed.place.before),
        description: &feed.subtitle,
        next_url: feed.place.older.map(|older| at(Some(older))),
        authors: [Author {
            name: &feed.author.name,
            url: &feed.author.home,
        }],
        language: INTERFACE_TAG,
        _signpost: Extension {
            id: &feed.id,
            updated: machine(feed.updated_at()),
            rights: feed.rights.as_deref(),
        },
        items: feed.items.iter().map(item).collect(),
    };
    // Text and numbers alone, and no map whose keys are anything else: they can always be written.
    serde_json::to_string(&document).unwrap_or_default()
}

fn item(item: &FeedItem) -> Item<'_> {
    Item {
        id: &item.id,
        url: &item.page,
        external_url: item.resource.as_ref().map(|resource| resource.url.as_str()),
        title: &item.title,
        summary: &item.summary,
        content_html: &item.content,
        date_published: machine(item.published_at),
        date_modified: machine(item.updated_at),
        tags: item
            .topics
            .iter()
            .map(|topic| topic.label.as_str())
            .collect(),
    }
}
