//! The entry that an edit or a report is about.

use super::SuggestionKind;
use super::submit::Subject;
use crate::db::Connection;
use crate::directory::entry_input::EntryInput;
use crate::directory::{CategoryTree, Entry, EntryState, EntryStatus, find_standing_entry};
use crate::error::{AppError, Result};
use crate::history::{self, ObjectKind};

/// An entry, and how it stood when the contributor looked at it.
#[derive(Debug)]
pub struct Target {
    /// The entry as it stands.
    pub entry: Entry,
    /// The revision that the contributor looked at.
    pub base_revision_id: Option<i64>,
    /// The fields as they stood in that revision.
    pub base: EntryInput,
}

impl Target {
    /// Finds the live entry with this number in an address, and the revision that `base` names; a
    /// missing or foreign one is the current revision.
    ///
    /// # Errors
    /// [`AppError::Gone`] when the entry was taken away, [`AppError::NotFound`] when it is not in
    /// the list.
    pub async fn find(
        connection: &mut Connection,
        tree: &CategoryTree,
        id: &str,
        base: &str,
    ) -> Result<Self> {
        let id: i64 = id.parse().map_err(|_| AppError::NotFound)?;
        // Of a merged entry: the one that took its place, compared with what was looked at.
        let entry = find_standing_entry(connection, id)
            .await?
            .ok_or(AppError::NotFound)?;
        match entry.state.status {
            EntryStatus::Live => {}
            EntryStatus::Retired => return Err(AppError::NotFound),
            EntryStatus::Deleted => return Err(AppError::Gone),
        }
        let object = (ObjectKind::Entry, id);
        let earlier = match base.trim().parse::<i64>() {
            Ok(revision) => history::state_after::<EntryState>(connection, revision, object)
                .await?
                .map(|state| (revision, state)),
            Err(_) => None,
        };
        let path = |state: &EntryState| {
            let node = tree.get(state.category_id);
            node.or_else(|| tree.get(entry.state.category_id))
                .map(|node| node.path.clone())
                .unwrap_or_default()
        };
        Ok(match earlier {
            Some((revision, state)) => Self {
                base: EntryInput::of(&state, &path(&state)),
                base_revision_id: Some(revision),
                entry,
            },
            None => Self {
                base: EntryInput::of(&entry.state, &path(&entry.state)),
                base_revision_id: history::latest_revision(connection, object.0, entry.id).await?,
                entry,
            },
        })
    }

    /// What a form about it is about.
    pub fn subject(&self, kind: SuggestionKind) -> Subject {
        Subject {
            kind,
            entry_id: Some(self.entry.id),
            base_revision_id: self.base_revision_id,
        }
    }
}
