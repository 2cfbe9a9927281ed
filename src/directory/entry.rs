//! An entry: a listed resource.

use serde::{Deserialize, Serialize};

use super::{Licence, LinkUrl, PublicLink};
use crate::text::{Caveat, SafeHtml};

/// Whether an entry is in the lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum EntryStatus {
    /// Listed.
    #[default]
    Live,
    /// Out of all lists; its page stays and says so.
    Retired,
    /// Taken away; its address answers 410.
    Deleted,
}

impl EntryStatus {
    /// The word in the database and in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Retired => "retired",
            Self::Deleted => "deleted",
        }
    }

    /// Reads the word back; anything else is `None`.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Live, Self::Retired, Self::Deleted]
            .into_iter()
            .find(|status| status.as_str() == word)
    }
}

/// A tag as pages print it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TagName {
    /// Its name in addresses.
    pub slug: String,
    /// Its name for people.
    pub name: String,
}

/// What people write about an entry, checked. Made by the forms and by importers.
#[derive(Clone, Debug)]
pub struct EntryFields {
    /// The link.
    pub url: LinkUrl,
    /// What it is called.
    pub title: String,
    /// The category that it is in.
    pub category_id: i64,
    /// Markdown; may be empty.
    pub description: String,
    /// The curator's warning.
    pub caveat: Option<Caveat>,
    /// Three different things: an expression, none found, not checked.
    pub licence: Licence,
    /// Who publishes it; may be empty.
    pub organisation: String,
    /// Tag names for people, in order.
    pub tags: Vec<String>,
    /// BCP 47; empty when nobody said.
    pub language: String,
    /// Whether the home page shows it.
    pub featured: bool,
    /// The reader's question that a featured entry answers; may be empty.
    pub question: String,
}

/// The whole of an entry that history keeps: enough to put it back as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryState {
    /// The link as stored.
    pub url: String,
    /// What it is called.
    pub title: String,
    /// The category that it is in.
    pub category_id: i64,
    /// Markdown.
    pub description: String,
    /// The curator's warning.
    pub caveat: Option<Caveat>,
    /// As the form writes it: an SPDX expression, `none` or `unknown`.
    pub licence: String,
    /// Who publishes it.
    pub organisation: String,
    /// Tag names for people, in order.
    pub tags: Vec<String>,
    /// BCP 47, or empty.
    pub language: String,
    /// Whether the home page shows it.
    pub featured: bool,
    /// The reader's question that it answers.
    pub question: String,
    /// The curator's order in its category.
    pub position: i64,
    /// Whether it is in the lists.
    pub status: EntryStatus,
    /// The entry that took its place.
    pub merged_into: Option<i64>,
    /// When a person last confirmed it, UTC milliseconds.
    pub verified_at: Option<i64>,
    /// Who did.
    pub verified_by: Option<i64>,
}

/// An entry as read from the database.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its number, in its address.
    pub id: i64,
    /// Its name in feeds and exports, never reused.
    pub uid: String,
    /// The readable half of its address.
    pub slug: String,
    /// The host as pages show it.
    pub display_host: String,
    /// The host in ASCII.
    pub host: String,
    /// What identifies the link among live entries.
    pub url_key: String,
    /// The licence, read from the state's word.
    pub licence: Licence,
    /// The description, rendered and sanitised.
    pub description_html: SafeHtml,
    /// The description's first paragraph as plain text.
    pub summary: String,
    /// Tags with their addresses.
    pub tags: Vec<TagName>,
    /// When it was added, UTC milliseconds.
    pub added_at: i64,
    /// When its words or place last changed, UTC milliseconds.
    pub updated_at: i64,
    /// What readers are told about its link.
    pub link: PublicLink,
    /// Moves with every write; what a form was made against.
    pub version: i64,
    /// What people wrote, its place and its status.
    pub state: EntryState,
}

/// An entry that stands, as far as a list is compared with it.
#[derive(Clone, Debug)]
pub struct StandingEntry {
    /// Its number.
    pub id: i64,
    /// Its name in feeds and exports.
    pub uid: String,
    /// What identifies the link among live entries.
    pub url_key: String,
    /// What people wrote, its place and its status.
    pub state: EntryState,
}

/// An entry as lists show it.
#[derive(Clone, Debug)]
pub struct ListedEntry {
    /// Its number.
    pub id: i64,
    /// The readable half of its address.
    pub slug: String,
    /// The link.
    pub url: String,
    /// The host as pages show it.
    pub display_host: String,
    /// What it is called.
    pub title: String,
    /// The description's first paragraph as plain text; may be empty.
    pub summary: String,
    /// The curator's warning.
    pub caveat: Option<Caveat>,
    /// The licence.
    pub licence: Licence,
    /// Who publishes it; may be empty.
    pub organisation: String,
    /// BCP 47, or empty.
    pub language: String,
    /// The reader's question that it answers; may be empty.
    pub question: String,
    /// Whether the home page shows it.
    pub featured: bool,
    /// Whether it is in the lists.
    pub status: EntryStatus,
    /// When it was added, UTC milliseconds.
    pub added_at: i64,
    /// When a person last confirmed it, UTC milliseconds.
    pub verified_at: Option<i64>,
    /// Its category.
    pub category_id: i64,
    /// The category's address.
    pub category_path: String,
    /// The category's title.
    pub category_title: String,
    /// Tags, in order.
    pub tags: Vec<TagName>,
}
