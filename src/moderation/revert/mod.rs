//! Undoing: a change or one object of it, and decisions. An undo is itself a change, so it can be
//! undone in turn; what somebody changed since is never overwritten, it is shown as a clash.

mod clash;
mod decisions;
pub mod pages;
mod rights;

pub use clash::Clash;
pub use decisions::undo_decision;

use super::decide::By;
use super::sql;
use crate::db::Connection;
use crate::directory::{ChangeError, EntryStatus, undo_part};
use crate::error::Result;
use crate::history::{
    Action, ChangeContext, ObjectKind, PastRevision, Source, Undone, covers_of, find_change,
    list_raw_revisions, open_revert,
};
use crate::settings::{undo_page, undo_presets, undo_settings};
use crate::suggestions::{follow_entry, undo_blocked_word};

/// What came of undoing. After anything but [`Reverted::Done`] the caller drops its transaction.
#[derive(Clone, Debug, PartialEq)]
pub enum Reverted {
    /// It is undone.
    Done {
        /// The change that undid it; none when nothing but a decision was undone.
        change_id: Option<i64>,
        /// The suggestions that wait again.
        reopened: Vec<i64>,
    },
    /// It was so already.
    Nothing,
    /// Something was changed since, or has taken the place of what would come back.
    Clash(Vec<Clash>),
    /// Only administrators undo this.
    Forbidden,
}

/// More clashes than a person wants to read at once.
const MOST_CLASHES: usize = 20;

/// Undoes a whole change, the last object first. A decision that it came from is undone with it,
/// and its suggestion waits again; undoing an undo puts the decision back in force.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] when there is no such change.
pub async fn revert_change(
    connection: &mut Connection,
    by: &By<'_>,
    change_id: i64,
    why: &str,
) -> Result<Reverted> {
    revert(connection, by, change_id, |_| true, why).await
}

/// Undoes what a change did to one object.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] when there is no such revision.
pub async fn revert_revision(
    connection: &mut Connection,
    by: &By<'_>,
    revision_id: i64,
    why: &str,
) -> Result<Reverted> {
    let change_id = sql::change_of(connection, revision_id).await?;
    let picks = |past: &PastRevision| past.id == revision_id;
    revert(connection, by, change_id, picks, why).await
}

/// Undoes the revisions of a change that are picked.
async fn revert(
    connection: &mut Connection,
    by: &By<'_>,
    change_id: i64,
    picks: impl Fn(&PastRevision) -> bool,
    why: &str,
) -> Result<Reverted> {
    find_change(connection, change_id).await?;
    let all = list_raw_revisions(connection, change_id, (0, i64::MAX)).await?;
    let (picked, left): (Vec<_>, Vec<_>) = all.into_iter().partition(picks);
    if !rights::may_undo(connection, by, change_id, &picked).await? {
        return Ok(Reverted::Forbidden);
    }
    let context = ChangeContext {
        source: Source::Revert,
        user_id: Some(by.user.id),
        suggestion_id: None,
        why: why.to_owned(),
        at: by.now,
    };
    let new_change = open_revert(connection, &context, change_id).await?;
    let mut clashes = Vec::new();
    let mut done = 0;
    for past in picked.iter().rev() {
        match undo_one(connection, (&context, new_change), past).await? {
            Ok(true) => done += 1,
            Ok(false) => {}
            Err(clash) => clashes.push(clash),
        }
        if clashes.len() == MOST_CLASHES {
            break;
        }
    }
    let mut reopened = Vec::new();
    if clashes.is_empty() && done > 0 {
        let changes = (change_id, new_change);
        match decisions::follow(connection, by, changes, &left).await? {
            Ok(suggestions) => reopened = suggestions,
            Err(clash) => clashes.push(clash),
        }
    }
    Ok(match (clashes.is_empty(), done) {
        (false, _) => Reverted::Clash(clashes),
        (true, 0) => Reverted::Nothing,
        (true, _) => Reverted::Done {
            change_id: Some(new_change),
            reopened,
        },
    })
}

/// Undoes one revision. Says whether anything changed, or what stands in the way.
async fn undo_one(
    connection: &mut Connection,
    (context, change_id): (&ChangeContext, i64),
    past: &PastRevision,
) -> Result<std::result::Result<bool, Clash>> {
    if brings_back_covered_text(connection, past).await? {
        return Ok(Err(Clash::covered(past)));
    }
    let at = (change_id, context.at);
    let undone = match past.kind {
        ObjectKind::Entry | ObjectKind::Category | ObjectKind::Tag => {
            return match undo_part(connection, context, change_id, past).await {
                Ok(_) => {
                    move_suggestions(connection, past, context.at).await?;
                    Ok(Ok(true))
                }
                Err(ChangeError::NothingToChange) => Ok(Ok(false)),
                Err(ChangeError::Failed(error)) => Err(error),
                Err(problem) => Ok(Err(Clash::of(connection, past, problem).await?)),
            };
        }
        ObjectKind::Settings => undo_settings(connection, at, past).await?,
        ObjectKind::Page => undo_page(connection, at, past).await?,
        ObjectKind::Presets => undo_presets(connection, change_id, past).await?,
        ObjectKind::BlockedHost => {
            sql::undo_blocked_host(connection, (change_id, context), past).await?
        }
        ObjectKind::BlockedWord => {
            undo_blocked_word(connection, (change_id, context), past).await?
        }
        ObjectKind::User => {
            Undone::Never("What happens to people’s accounts is undone on their own page.")
        }
        ObjectKind::Webhook => Undone::Never("Change the webhook in the settings instead."),
    };
    Ok(match undone {
        Undone::Done => Ok(true),
        Undone::Nothing => Ok(false),
        Undone::Clash(fields) => Err(Clash::overtaken(past, fields)),
        Undone::Never(words) => Err(Clash::never(past, words)),
    })
}

/// What waits for a merged entry follows it there, and back again.
async fn move_suggestions(connection: &mut Connection, past: &PastRevision, at: i64) -> Result<()> {
    let merged_into = |shape: &Option<serde_json::Value>| {
        let shape = shape.as_ref()?;
        let deleted = shape.get("status")?.as_str()? == EntryStatus::Deleted.as_str();
        shape.get("merged_into")?.as_i64().filter(|_| deleted)
    };
    if past.kind != ObjectKind::Entry {
        return Ok(());
    }
    let id = past.object_id;
    match (merged_into(&past.old), merged_into(&past.new)) {
        (None, Some(into)) => follow_entry(connection, (into, id), Some(id), at).await,
        (Some(into), None) => follow_entry(connection, (id, into), None, at).await,
        _ => Ok(()),
    }
}

/// Whether undoing would put a text back that an administrator covered.
async fn brings_back_covered_text(
    connection: &mut Connection,
    past: &PastRevision,
) -> Result<bool> {
    let covers = covers_of(connection, (past.kind, past.object_id)).await?;
    let comes_back = |field: &str| match (&past.old, &past.new) {
        (Some(old), Some(new)) => old
            .get(field)
            .filter(|value| new.get(field) != Some(*value)),
        (Some(old), None) => old.get(field),
        _ => None,
    };
    let restores = matches!(past.action, Action::Delete | Action::Retire);
    Ok(covers.iter().any(|cover| {
        let whole = past.old.as_ref().filter(|_| restores);
        comes_back(&cover.field) == Some(&cover.value)
            || whole.and_then(|old| old.get(&cover.field)) == Some(&cover.value)
    }))
}
