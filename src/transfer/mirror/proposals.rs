//! From differences of two lists to proposals for the queue.

use std::collections::HashMap;

use super::compare::key;
use super::homes::Home;
use super::past::Past;
use super::places::categories;
use super::theirs::Theirs;
use crate::directory::entry_input::{EntryInput, NOT_SURE};
use crate::directory::{CategoryTree, EntryStatus};
use crate::suggestions::Proposal;
use crate::transfer::list::ReadEntry;

/// A proposal, and what it is called.
#[derive(Clone, Debug)]
pub(super) struct Named {
    /// What it proposes.
    pub proposal: Proposal,
    /// What it is about, by title.
    pub title: String,
    /// The short identifier of its commit.
    pub commit: String,
}

/// Puts proposals together.
pub(super) struct Reading<'a> {
    pub(super) theirs: &'a Theirs,
    /// The directory as it was when we wrote the list.
    past: &'a Past,
    /// The categories as they are.
    pub(super) tree: &'a CategoryTree,
    /// The entries of the list by their links.
    entries: HashMap<String, i64>,
    /// The categories of the list that we wrote, by their places there.
    categories: Vec<Option<i64>>,
    /// What can't be proposed, in plain words.
    pub notes: Vec<String>,
}

impl<'a> Reading<'a> {
    /// Over what others changed in the list that we wrote of `past`.
    pub fn new(theirs: &'a Theirs, past: &'a Past, tree: &'a CategoryTree) -> Self {
        let live = past.entries.iter();
        let live = live.filter(|(_, entry)| entry.state.status == EntryStatus::Live);
        let entries: HashMap<String, i64> = live
            .map(|(id, entry)| {
                let url = entry.state.url.clone();
                let read = ReadEntry {
                    url,
                    ..ReadEntry::default()
                };
                (key(&read), *id)
            })
            .collect();
        Self {
            categories: categories(&theirs.wrote, past, &entries),
            theirs,
            past,
            tree,
            entries,
            notes: Vec::new(),
        }
    }

    /// Every proposal, in the order of the list; `revision_of` each entry is what it was made
    /// against.
    pub fn proposals(&mut self, revision_of: &HashMap<i64, Option<i64>>) -> Vec<Named> {
        let found = &self.theirs.differences;
        let (theirs, mut all) = (self.theirs, Vec::new());
        for index in &found.headings {
            all.push(self.heading(*index));
        }
        for index in &found.added {
            all.extend(
                theirs
                    .now
                    .entries
                    .get(*index)
                    .map(|entry| self.added(entry)),
            );
        }
        for (then, now) in &found.changed {
            let sides = theirs
                .wrote
                .entries
                .get(*then)
                .zip(theirs.now.entries.get(*now));
            all.extend(sides.and_then(|sides| self.changed(sides, revision_of)));
        }
        for index in &found.removed {
            let entry = theirs.wrote.entries.get(*index);
            all.extend(entry.and_then(|entry| self.removed(entry, revision_of)));
        }
        all
    }

    /// The entries that are changed or removed.
    pub fn touched(&self) -> Vec<i64> {
        let found = &self.theirs.differences;
        let places = found
            .changed
            .iter()
            .map(|(then, _)| then)
            .chain(&found.removed);
        let entries = places.filter_map(|place| self.theirs.wrote.entries.get(*place));
        entries
            .filter_map(|entry| self.entries.get(&key(entry)).copied())
            .collect()
    }

    /// The entry of a line that we wrote, and its fields as they stood.
    pub(super) fn standing(&mut self, line: &ReadEntry) -> Option<(i64, EntryInput)> {
        let found = self.entries.get(&key(line)).copied();
        let found = found.and_then(|id| Some((id, self.past.entries.get(&id)?)));
        let Some((id, entry)) = found else {
            self.notes
                .push(format!("The line of “{}” is no entry.", line.title));
            return None;
        };
        let path = self.tree.get(entry.state.category_id);
        let path = path.map(|node| node.path.clone()).unwrap_or_default();
        Some((id, EntryInput::of(&entry.state, &path)))
    }

    /// Where a line stands, as a category of today, and what to say when that is none.
    pub(super) fn place(&self, entry: &ReadEntry) -> (String, String) {
        let unsure = |hint: String| (NOT_SURE.to_owned(), hint);
        let Some(at) = entry.category else {
            return unsure("It stands below no heading.".to_owned());
        };
        let home = self.theirs.differences.homes.get(at).copied();
        let node = home.and_then(|home| self.tree.get(self.category_of_home(home)?));
        match (node, self.theirs.now.categories.get(at)) {
            (Some(node), _) => (node.path.clone(), String::new()),
            (None, Some(category)) => unsure(format!(
                "It stands below the new heading “{}”.",
                category.title
            )),
            (None, None) => unsure(String::new()),
        }
    }

    pub(super) fn category_of(&self, before: &ReadEntry) -> Option<i64> {
        self.category_of_home(Home::Known(before.category?))
    }

    pub(super) fn category_of_home(&self, home: Home) -> Option<i64> {
        match home {
            Home::Known(index) => self.categories.get(index).copied().flatten(),
            Home::New => None,
        }
    }
}
