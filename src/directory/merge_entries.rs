//! Two entries that are the same thing become one.

use super::change::{ChangeError, OpenChange};
use super::change_entries::{load, save};
use super::entry::{EntryState, EntryStatus};
use super::entry_input::MODERATOR;
use crate::history::Action;

/// The entry leaves the lists and its addresses lead to the other, which gets its tags too.
pub(super) async fn merge(
    open: &mut OpenChange<'_>,
    id: i64,
    into: i64,
) -> Result<i64, ChangeError> {
    let entry = load(open, id).await?;
    let target = load(open, into).await;
    let target = target.map_err(|_| ChangeError::WrongTarget)?;
    if id == into || target.state.status != EntryStatus::Live {
        return Err(ChangeError::WrongTarget);
    }
    let mut tags = target.state.tags.clone();
    let new = entry.state.tags.iter();
    tags.extend(new.filter(|tag| !target.state.tags.contains(tag)).cloned());
    tags.truncate(MODERATOR.tags.max(target.state.tags.len()));
    if tags != target.state.tags {
        let state = EntryState {
            tags,
            ..target.state.clone()
        };
        save(open, target, state, Action::Update).await?;
    }
    let state = EntryState {
        status: EntryStatus::Deleted,
        merged_into: Some(into),
        ..entry.state.clone()
    };
    save(open, entry, state, Action::Merge).await
}
