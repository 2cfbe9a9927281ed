//! A tag: a word that entries of different categories share.

use serde::Serialize;

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
#[derive(Clone, Debug, Serialize)]
pub struct TagState {
    /// Its name in addresses.
    pub slug: String,
    /// Its name for people.
    pub name: String,
    /// Of a merge: the entries that carried it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<i64>,
    /// Of a merge: the tag that they got instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<i64>,
}
