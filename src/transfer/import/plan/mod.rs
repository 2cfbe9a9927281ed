//! What an import would do: decided from the list and from what stands, and touching neither.

mod compare;
mod places;
mod settle;
mod target;

use serde::{Deserialize, Serialize};

use super::problem::Problem;
use crate::directory::{CategoryFields, EntryFields, ImportedEntry, KeptFacts};
use crate::transfer::json::{PageRecord, SiteRecord};

pub use places::{Place, Places};

/// What an import would do.
#[derive(Debug, Default)]
pub struct Plan {
    /// Every category there is, and those that would come.
    pub places: Places,
    /// The entries that would come, in the list's order.
    pub additions: Vec<Addition>,
    /// The entries that would change.
    pub updates: Vec<EntryUpdate>,
    /// The categories that would change.
    pub category_updates: Vec<(i64, CategoryFields)>,
    /// The entries that would go to the queue.
    pub queued: Vec<QueuedEntry>,
    /// The settings and pages that would be taken over.
    pub site: Option<(SiteRecord, Vec<PageRecord>)>,
    /// What becomes of the list's entries.
    pub counts: Counts,
    /// How many entries of the list have no title there: the link's own words stand for it.
    pub untitled: usize,
    /// The lines that would not be taken, or not as they stand, in the list's order.
    pub problems: Vec<Problem>,
}

/// What becomes of a list's entries. Together they are all there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// New entries.
    pub added: usize,
    /// Entries that change.
    pub updated: usize,
    /// Entries that stand as the list has them, or that wait in the queue already.
    pub unchanged: usize,
    /// Lines that can't be used, or that moderators said no to before.
    pub skipped: usize,
    /// Links that stand elsewhere, or further up in the list.
    pub duplicates: usize,
    /// New suggestions.
    pub queued: usize,
}

/// An entry that would come.
#[derive(Debug)]
pub struct Addition {
    /// The category, as an index into [`Plan::places`].
    pub place: usize,
    /// Its words; the category is filled in when it has a number.
    pub fields: EntryFields,
    /// What only our own exports know.
    pub kept: KeptFacts,
}

/// An entry that would change.
#[derive(Debug)]
pub struct EntryUpdate {
    /// Its number.
    pub id: i64,
    /// How it would stand.
    pub entry: ImportedEntry,
    /// What it is called now.
    pub title: String,
    /// The names of the fields that would change.
    pub fields: Vec<&'static str>,
}

/// An entry that would go to the queue.
#[derive(Debug)]
pub struct QueuedEntry {
    /// Its words.
    pub fields: EntryFields,
    /// The nearest category that is there, as an index into [`Plan::places`].
    pub place: Option<usize>,
    /// Where it stands in the list, when that category is not there.
    pub wanted: String,
    /// Where it comes from: "bookmarks.html, line 12".
    pub origin: String,
}

impl Counts {
    /// How many entries the list has.
    pub fn total(&self) -> usize {
        self.added + self.updated + self.unchanged + self.skipped + self.duplicates + self.queued
    }
}

impl Plan {
    /// Whether the directory itself would change, and so history have something to tell.
    pub fn changes_directory(&self) -> bool {
        !self.additions.is_empty()
            || !self.updates.is_empty()
            || !self.category_updates.is_empty()
            || self.site.is_some()
            || self.places.is_extended()
    }
}
