//! What a moderator asks of the list of all entries.

use super::{EntryStatus, Licence, LicenceFilter};

/// The order of a moderator's list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DeskSort {
    /// The curator's: as the tree is written out.
    #[default]
    Curated,
    /// By title, A to Z.
    Title,
    /// What changed last comes first.
    Changed,
}

impl DeskSort {
    /// Reads `sort=`; anything unknown is `None`.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Curated, Self::Title, Self::Changed]
            .into_iter()
            .find(|sort| sort.as_str() == word)
    }

    /// The word in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Curated => "curated",
            Self::Title => "title",
            Self::Changed => "changed",
        }
    }
}

/// Which entries a moderator's list shows. Each filter narrows it.
#[derive(Clone, Debug, Default)]
pub struct DeskQuery {
    /// With this status.
    pub status: EntryStatus,
    /// Whose title, link or organisation contains this; empty for all.
    pub contains: String,
    /// In this category or below it.
    pub category_id: Option<i64>,
    /// With this licence.
    pub licence: Option<LicenceFilter>,
    /// With this tag, by slug.
    pub tag: Option<String>,
    /// Only what the home page features.
    pub featured: bool,
    /// In these categories or below them; everywhere when nothing is named.
    pub scope: Option<Vec<i64>>,
    /// The order.
    pub sort: DeskSort,
}

/// An entry as a moderator's list shows it.
#[derive(Clone, Debug)]
pub struct DeskEntry {
    /// Its number.
    pub id: i64,
    /// The readable half of its address.
    pub slug: String,
    /// What it is called.
    pub title: String,
    /// The host as pages show it.
    pub display_host: String,
    /// The category's title.
    pub category_title: String,
    /// The licence.
    pub licence: Licence,
    /// Whether the home page shows it.
    pub featured: bool,
    /// When its words or place last changed, UTC milliseconds.
    pub updated_at: i64,
    /// Whether no live entry comes before it in its category.
    pub is_first: bool,
    /// Whether no live entry comes after it in its category.
    pub is_last: bool,
}
