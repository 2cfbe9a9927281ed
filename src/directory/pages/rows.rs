//! Entries on their way into `_entries.html`, the one list that every page draws.

use crate::directory::highlight::{Highlighter, Segment, unmarked};
use crate::directory::{Licence, ListedEntry};
use crate::text::dates::Dates;
use crate::text::language;

/// One entry of a list.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) entry: ListedEntry,
    /// The title, with what was searched for marked.
    pub(super) title: Vec<Segment>,
    /// The description's first paragraph, likewise.
    pub(super) summary: Vec<Segment>,
    /// Whether to say in which category it is.
    pub(super) placed: bool,
    /// When it was added, for machines and for people, where the list goes by that.
    pub(super) added: Option<(String, String)>,
}

impl Row {
    /// An entry in a list of its own category.
    pub(super) fn new(entry: ListedEntry) -> Self {
        Self {
            title: unmarked(&entry.title),
            summary: unmarked(&entry.summary),
            placed: false,
            added: None,
            entry,
        }
    }

    /// An entry in a list of several categories.
    pub(super) fn placed(entry: ListedEntry) -> Self {
        Self {
            placed: true,
            ..Self::new(entry)
        }
    }

    /// A result of a search.
    pub(super) fn found(entry: ListedEntry, highlighter: &Highlighter) -> Self {
        Self {
            title: highlighter.mark(&entry.title),
            summary: highlighter.mark(&entry.summary),
            ..Self::placed(entry)
        }
    }

    /// Says when the entry was added.
    pub(super) fn dated(mut self, dates: &Dates) -> Self {
        let at = self.entry.added_at;
        self.added = Some((dates.machine(at), dates.day(at)));
        self
    }

    /// The resource's language, if readers of this site have to be told.
    pub(super) fn language(&self) -> Option<&str> {
        language::foreign(&self.entry.language)
    }

    /// Whether somebody looked for a licence and found none.
    pub(super) fn has_no_licence(&self) -> bool {
        self.entry.licence == Licence::NoneFound
    }

    /// Whether nobody has looked for a licence yet.
    pub(super) fn is_licence_unchecked(&self) -> bool {
        self.entry.licence == Licence::NotChecked
    }
}
