//! Undoing what a revision did to a category.

use serde_json::json;

use super::{read, write, written_since};
use crate::directory::category::{Category, CategoryState};
use crate::directory::category_slugs::path_of;
use crate::directory::change::{ChangeError, OpenChange};
use crate::directory::entry::EntryStatus;
use crate::directory::{change_categories, change_entries, sql};
use crate::history::{self, Action, PastRevision};

/// Fields that say nothing without each other.
const UNITS: &[&[&str]] = &[&["parent_id", "position"], &["deleted", "merged_into"]];
/// What people write about a category.
const WORDS: [&str; 4] = ["title", "slug", "introduction", "caveat"];

pub(super) async fn undo(
    open: &mut OpenChange<'_>,
    past: &PastRevision,
) -> Result<i64, ChangeError> {
    let category = sql::find_category(open.connection, past.object_id).await?;
    let category = category.ok_or(ChangeError::NotFound)?;
    let mut made = past.new.clone().ok_or(ChangeError::WrongTarget)?;
    let before = match &past.old {
        Some(old) => old.clone(),
        None => write(&CategoryState {
            deleted: true,
            ..read(&made)?
        })?,
    };
    let current = write(&category.state)?;
    let moved = before.get("parent_id") != made.get("parent_id");
    if moved && current.get("parent_id") == made.get("parent_id") {
        made["position"] = current.get("position").cloned().unwrap_or(json!(0));
    }
    let undone = history::undo(&before, &made, &current, UNITS);
    if past.old.is_none() && undone.as_ref().is_ok_and(|state| *state != current) {
        let since = written_since(&WORDS, &made, &current);
        if !since.is_empty() {
            return Err(ChangeError::Overtaken(since));
        }
    }
    let state: CategoryState = read(&undone.map_err(ChangeError::Overtaken)?)?;
    if state == category.state {
        return Err(ChangeError::NothingToChange);
    }
    match (category.state.deleted, state.deleted) {
        (true, true) => change_categories::save(open, category, state, Action::Update).await,
        (false, true) => take_away(open, category, state).await,
        (_, false) => put_back(open, category, state).await,
    }
}

/// It goes as it once went, or as if it had never been: empty but for what was deleted in it.
async fn take_away(
    open: &mut OpenChange<'_>,
    category: Category,
    state: CategoryState,
) -> Result<i64, ChangeError> {
    let id = category.id;
    if !sql::child_ids(open.connection, id).await?.is_empty() {
        return Err(ChangeError::NotEmpty);
    }
    for entry in sql::entry_ids_in(open.connection, id).await? {
        let entry = change_entries::load(open, entry).await?;
        if entry.state.status != EntryStatus::Deleted {
            return Err(ChangeError::NotEmpty);
        }
    }
    let path = category.path.clone();
    let into = state.merged_into;
    if let Some(into) = into {
        let home = change_categories::load(open, into).await;
        home.map_err(|_| ChangeError::WrongTarget)?;
    }
    let action = match into {
        Some(_) => Action::Merge,
        None => Action::Delete,
    };
    change_categories::save(open, category, state, action).await?;
    if let Some(into) = into {
        sql::leave_address(open.connection, &path, into, open.context.at).await?;
    }
    Ok(id)
}

/// It stands where and how it stood, if the place is still there and its address is free.
pub(in crate::directory) async fn put_back(
    open: &mut OpenChange<'_>,
    category: Category,
    state: CategoryState,
) -> Result<i64, ChangeError> {
    let id = category.id;
    let was_gone = category.state.deleted;
    let moves = state.parent_id != category.state.parent_id;
    if was_gone || moves {
        change_categories::expect_place(open, Some(id), state.parent_id).await?;
    }
    let path = path_of(open, state.parent_id, &state.slug).await?;
    let taken = sql::path_taken(open.connection, &path, Some(id)).await?;
    if taken.is_some() {
        return Err(ChangeError::SlugTaken);
    }
    let old_path = category.path.clone();
    let old = &category.state;
    let action = match (was_gone, moves) {
        (true, _) => Action::Restore,
        (_, true) => Action::Move,
        _ if state.position != old.position => Action::Reorder,
        _ => Action::Update,
    };
    if was_gone {
        // Somebody else may live at its old address while it finds its new one.
        sql::give_up_path(open.connection, id).await?;
    }
    change_categories::save(open, category, state, action).await?;
    if was_gone {
        sql::refresh_subtree(open.connection, id).await?;
        if old_path != path {
            sql::leave_address(open.connection, &old_path, id, open.context.at).await?;
        }
    }
    Ok(id)
}
