//! Undoing what a revision did to an entry.

use serde_json::json;

use super::{read, write, written_since};
use crate::directory::change::{ChangeError, OpenChange};
use crate::directory::entry::{EntryState, EntryStatus};
use crate::directory::{change_entries, sql};
use crate::history::{self, Action, PastRevision};

/// Fields that say nothing without each other.
const UNITS: &[&[&str]] = &[
    &["category_id", "position"],
    &["status", "merged_into"],
    &["verified_at", "verified_by"],
];
/// What people write about an entry.
const WORDS: [&str; 10] = [
    "url",
    "title",
    "description",
    "caveat",
    "licence",
    "organisation",
    "tags",
    "language",
    "featured",
    "question",
];

pub(super) async fn undo(
    open: &mut OpenChange<'_>,
    past: &PastRevision,
) -> Result<i64, ChangeError> {
    let entry = change_entries::load(open, past.object_id).await?;
    let made: EntryState = read(past.new.as_ref().ok_or(ChangeError::WrongTarget)?)?;
    let same_tags = made.tags == entry.state.tags;
    let made = at_todays_tags(open, made).await?;
    let before = match &past.old {
        Some(old) => {
            let old = read(old)?;
            at_todays_tags(open, old).await?
        }
        // What came to be goes the way of everything that is deleted.
        None => EntryState {
            status: EntryStatus::Deleted,
            merged_into: None,
            ..made.clone()
        },
    };
    let current = if same_tags {
        EntryState {
            tags: made.tags.clone(),
            ..entry.state.clone()
        }
    } else {
        at_todays_tags(open, entry.state.clone()).await?
    };
    let current = write(&current)?;
    let (before, mut made) = (write(&before)?, write(&made)?);
    let moved = before.get("category_id") != made.get("category_id");
    if moved && current.get("category_id") == made.get("category_id") {
        // Whoever reordered its new home since has nothing against its leaving.
        made["position"] = current.get("position").cloned().unwrap_or(json!(0));
    }
    let undone = history::undo(&before, &made, &current, UNITS);
    if past.old.is_none() && undone.as_ref().is_ok_and(|state| *state != current) {
        let since = written_since(&WORDS, &made, &current);
        if !since.is_empty() {
            return Err(ChangeError::Overtaken(since));
        }
    }
    let state: EntryState = read(&undone.map_err(ChangeError::Overtaken)?)?;
    if write(&state)? == current {
        return Err(ChangeError::NothingToChange);
    }
    expect_home(open, entry.id, (&entry.state, &state)).await?;
    let action = action(&entry.state, &state);
    change_entries::save(open, entry, state, action).await
}

/// What it comes back to has to be there still.
async fn expect_home(
    open: &mut OpenChange<'_>,
    id: i64,
    (from, to): (&EntryState, &EntryState),
) -> Result<(), ChangeError> {
    // What is taken away may go back to where it was, even when that is gone, too.
    let stays = to.status != EntryStatus::Deleted;
    let comes_back = from.status == EntryStatus::Deleted;
    if stays && (comes_back || from.category_id != to.category_id) {
        change_entries::expect_category(open, to.category_id).await?;
    }
    match to.merged_into {
        Some(into) if to.merged_into != from.merged_into => expect_end(open, id, into).await,
        _ => Ok(()),
    }
}

/// What took its place may have gone since, as it may have then; but its address must lead on to
/// an end, and never back here.
async fn expect_end(open: &mut OpenChange<'_>, id: i64, into: i64) -> Result<(), ChangeError> {
    let mut next = Some(into);
    while let Some(at) = next {
        if at == id {
            return Err(ChangeError::WrongTarget);
        }
        next = change_entries::load(open, at).await?.state.merged_into;
    }
    Ok(())
}

fn action(from: &EntryState, to: &EntryState) -> Action {
    match (from.status == to.status, to.status) {
        (false, EntryStatus::Deleted) if to.merged_into.is_some() => Action::Merge,
        (false, EntryStatus::Deleted) => Action::Delete,
        (false, EntryStatus::Retired) => Action::Retire,
        (false, EntryStatus::Live) => Action::Restore,
        (true, _) if from.category_id != to.category_id => Action::Move,
        (true, _) if from.position != to.position => Action::Reorder,
        (true, _) => Action::Update,
    }
}

/// The same state with tags as they are called today, in case one was renamed or merged since.
async fn at_todays_tags(
    open: &mut OpenChange<'_>,
    mut state: EntryState,
) -> Result<EntryState, ChangeError> {
    let mut names: Vec<String> = Vec::new();
    for name in state.tags {
        let today = sql::find_tag_called(open.connection, &name).await?;
        let today = today.map_or(name, |tag| tag.name);
        if !names.contains(&today) {
            names.push(today);
        }
    }
    state.tags = names;
    Ok(state)
}
