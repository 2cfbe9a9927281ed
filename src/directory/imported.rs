//! What a list brings: words as from a form, and what only our own exports know.

use super::{CategoryFields, EntryFields};

/// An entry of a list.
#[derive(Clone, Debug)]
pub struct ImportedEntry {
    /// Its words and its category, checked.
    pub fields: EntryFields,
    /// What our own exports say beyond that.
    pub kept: KeptFacts,
}

/// What an entry was in the directory that exported it. Other lists know nothing of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptFacts {
    /// Its name in feeds and exports.
    pub uid: Option<String>,
    /// When it was added, UTC milliseconds; unless somebody says, now.
    pub added_at: Option<i64>,
    /// When its words last changed, UTC milliseconds; unless somebody says, now.
    pub updated_at: Option<i64>,
    /// When a person last confirmed it, UTC milliseconds.
    pub verified_at: Option<i64>,
    /// Whether it is out of the lists and keeps its page.
    pub retired: bool,
}

/// A category of a list. Its slug is a wish: where a sibling has it already, the next free one is
/// taken.
#[derive(Clone, Debug)]
pub struct ImportedCategory {
    /// Its words and its place, checked.
    pub fields: CategoryFields,
    /// Its name in feeds and exports, when the list is one of our exports.
    pub uid: Option<String>,
}
