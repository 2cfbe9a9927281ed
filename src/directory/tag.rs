//! A tag: a word that entries of different categories share.

use serde::{Deserialize, Serialize};

/// A tag as read from the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Its number.
    pub id: i64,
    /// Its name in addresses.
    pub slug: String,
    /// Its name for people.
    pub name: String,
    /// Live entries that carry it.
    pub entry_count: i64,
    /// Moves with every write.
    pub version: i64,
}

/// What history keeps of a tag.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct TagState {
    /// Its name in addresses.
    pub slug: String,
    /// Its name for people.
    pub name: String,
    /// Of a merge: the entries that carried it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<i64>,
    /// Of a merge: which of them carried both tags, and the place of this one among their tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<(i64, usize)>,
    /// Of a merge: the former addresses that led to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<String>,
    /// Of a merge: the tag that they got instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<i64>,
}
