//! Undoing decisions: their suggestions wait again, and both rows stay.

use super::{Clash, Reverted, revert, revert_change, rights};
use crate::db::Connection;
use crate::error::{AppError, Result};
use crate::history::{ObjectKind, PastRevision, list_raw_revisions};
use crate::moderation::decide::{By, is_own, waits};
use crate::moderation::sql::{self, PastDecision};
use crate::moderation::verdict::Verdict;
use crate::suggestions::{
    Outcome, SuggestionStatus, close_suggestion, find_suggestion, reopen_suggestion,
};

type Checked<T> = Result<std::result::Result<T, Clash>>;

/// Undoes one decision: with all that it changed, or, when it changed nothing, alone.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such decision.
pub async fn undo_decision(
    connection: &mut Connection,
    by: &By<'_>,
    decision_id: i64,
) -> Result<Reverted> {
    let decision = sql::find_decision(connection, decision_id).await?;
    let decision = decision.ok_or(AppError::NotFound)?;
    if decision.is_undone || decision.verdict == Verdict::Ask {
        return Ok(Reverted::Nothing);
    }
    if !rights::may_undo_decision(connection, by, &decision).await? {
        return Ok(Reverted::Forbidden);
    }
    if let Some(change_id) = decision.change_id {
        let own = |past: &PastRevision| is_about(&decision, past);
        let others = sql::list_decisions_of(connection, change_id).await?.len() > 1;
        let objects = list_raw_revisions(connection, change_id, (0, i64::MAX)).await?;
        if others && objects.iter().any(own) {
            // One of several that were decided at once: what the others did stays.
            return revert(connection, by, change_id, own, "").await;
        }
        return revert_change(connection, by, change_id, "").await;
    }
    Ok(match undo(connection, by, &decision, None).await? {
        Ok(()) => Reverted::Done {
            change_id: None,
            reopened: vec![decision.suggestion_id],
        },
        Err(clash) => Reverted::Clash(vec![clash]),
    })
}

/// Whether a revision is about what the decision was about.
fn is_about(decision: &PastDecision, past: &PastRevision) -> bool {
    match past.kind {
        ObjectKind::Entry => decision.entry_id == Some(past.object_id),
        ObjectKind::Category => decision.category_id == Some(past.object_id),
        _ => false,
    }
}

/// What becomes of the decisions behind a change that was just undone by `new_change`, all of it but
/// what is `left`: those that made it are undone too, unless what they did is left; those that it
/// undid itself are in force again. Returns the suggestions that wait again.
pub(super) async fn follow(
    connection: &mut Connection,
    by: &By<'_>,
    (change_id, new_change): (i64, i64),
    left: &[PastRevision],
) -> Checked<Vec<i64>> {
    let mut reopened = Vec::new();
    for decision in sql::list_decisions_of(connection, change_id).await? {
        let is_known = decision.entry_id.or(decision.category_id).is_some();
        let stays = |past: &PastRevision| !is_known || is_about(&decision, past);
        if left.iter().any(stays) {
            continue;
        }
        match undo(connection, by, &decision, Some(new_change)).await? {
            Ok(()) => reopened.push(decision.suggestion_id),
            Err(clash) => return Ok(Err(clash)),
        }
    }
    if !left.is_empty() {
        return Ok(Ok(reopened));
    }
    for decision in sql::list_decisions_undone_by(connection, change_id).await? {
        if let Err(clash) = decide_again(connection, by, &decision, new_change).await? {
            return Ok(Err(clash));
        }
    }
    Ok(Ok(reopened))
}

async fn undo(
    connection: &mut Connection,
    by: &By<'_>,
    decision: &PastDecision,
    change_id: Option<i64>,
) -> Checked<()> {
    let id = decision.suggestion_id;
    let suggestion = find_suggestion(connection, id).await?;
    let suggestion = suggestion.ok_or(AppError::NotFound)?;
    if is_own(connection, by, &suggestion).await? {
        let reference = suggestion.reference.to_string();
        let words = "You sent this suggestion yourself, so somebody else undoes what was decided.";
        return Ok(Err(Clash::suggestion(&reference, id, words)));
    }
    sql::undo_decision(connection, decision.id, (by.user.id, by.now), change_id).await?;
    // Who withdrew it meanwhile does not want it back.
    if suggestion.status != SuggestionStatus::Withdrawn {
        reopen_suggestion(connection, id, by.now).await?;
    }
    Ok(Ok(()))
}

/// The undo was undone: what had been decided holds again, as a decision of who did that.
async fn decide_again(
    connection: &mut Connection,
    by: &By<'_>,
    decision: &PastDecision,
    change_id: i64,
) -> Checked<()> {
    let id = decision.suggestion_id;
    let suggestion = find_suggestion(connection, id).await?;
    let suggestion = suggestion.ok_or(AppError::NotFound)?;
    let reference = suggestion.reference.to_string();
    if !waits(suggestion.status) {
        let words = "The suggestion behind it was decided anew since.";
        return Ok(Err(Clash::suggestion(&reference, id, words)));
    }
    if is_own(connection, by, &suggestion).await? {
        let words = "You sent this suggestion yourself, so somebody else decides it.";
        return Ok(Err(Clash::suggestion(&reference, id, words)));
    }
    let status = match decision.verdict {
        Verdict::Approve => SuggestionStatus::Approved,
        Verdict::Decline => SuggestionStatus::Declined,
        Verdict::Duplicate => SuggestionStatus::Duplicate,
        Verdict::Spam => SuggestionStatus::Spam,
        Verdict::Ask => return Ok(Ok(())),
    };
    let outcome = Outcome {
        result_entry_id: match decision.entry_id {
            Some(entry_id) => Some(entry_id),
            None => sql::made_by(connection, decision, ObjectKind::Entry).await?,
        },
        result_category_id: sql::made_by(connection, decision, ObjectKind::Category).await?,
        ..Outcome::new(status, by.now)
    };
    let seen = (id, suggestion.version);
    close_suggestion(connection, seen, outcome).await?;
    let again = (by.user.id, by.now);
    let decision_id = sql::repeat_decision(connection, decision.id, again, change_id).await?;
    by.outbox
        .decision_made(connection, decision_id, by.now)
        .await?;
    Ok(Ok(()))
}
