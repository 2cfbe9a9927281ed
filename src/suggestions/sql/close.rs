//! What moderators do to a suggestion's row; the decision's own row is moderation's.

use crate::clock::DAY;
use crate::db::Connection;
use crate::error::Result;
use crate::suggestions::{Claim, SuggestionStatus};

/// How long a receipt opens after the last word.
pub(super) const RECEIPT_KEPT: i64 = 180 * DAY;
/// How long spam is kept.
pub(super) const SPAM_KEPT: i64 = 30 * DAY;

/// What a moderator's verdict makes of a suggestion.
#[derive(Clone, Copy, Debug)]
pub struct Outcome {
    /// Approved, declined, duplicate, spam or question.
    pub status: SuggestionStatus,
    /// UTC milliseconds.
    pub at: i64,
    /// The entry that it became or changed.
    pub result_entry_id: Option<i64>,
    /// The category that it became, or of a duplicate: that it repeats.
    pub result_category_id: Option<i64>,
    /// The entry that it repeats.
    pub duplicate_of_entry_id: Option<i64>,
    /// The suggestion that it repeats.
    pub duplicate_of_suggestion_id: Option<i64>,
    /// Of a question: whether the receipt opens the form again.
    pub revise: bool,
}

impl Outcome {
    /// A verdict without an entry.
    pub fn new(status: SuggestionStatus, at: i64) -> Self {
        Self {
            status,
            at,
            result_entry_id: None,
            result_category_id: None,
            revise: false,
            duplicate_of_entry_id: None,
            duplicate_of_suggestion_id: None,
        }
    }
}

/// Gives a suggestion its outcome, drops any claim and moves its version, if it still has the
/// version that the moderator saw. A question leaves it open, so it gets no end.
///
/// Returns whether it did; `false` means that somebody was first.
///
/// # Errors
/// When the database can't be written.
pub async fn close_suggestion(
    connection: &mut Connection,
    (id, version): (i64, i64),
    outcome: Outcome,
) -> Result<bool> {
    let status = outcome.status.as_str();
    let asks = outcome.status == SuggestionStatus::Question;
    let kept = if outcome.status == SuggestionStatus::Spam {
        SPAM_KEPT
    } else {
        RECEIPT_KEPT
    };
    let decided_at = (!asks).then_some(outcome.at);
    let expires_at = decided_at.map(|at| at + kept);
    let done = sqlx::query!(
        "UPDATE suggestions SET status = ?, decided_at = ?, expires_at = ?, result_entry_id = ?,
             result_category_id = ?, duplicate_of_entry_id = ?, duplicate_of_suggestion_id = ?,
             revise = ?, claimed_by = NULL, claimed_until = NULL, updated_at = ?, version = version + 1
         WHERE id = ? AND version = ?",
        status,
        decided_at,
        expires_at,
        outcome.result_entry_id,
        outcome.result_category_id,
        outcome.duplicate_of_entry_id,
        outcome.duplicate_of_suggestion_id,
        outcome.revise,
        outcome.at,
        id,
        version,
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Puts a suggestion back into the queue: a decision undone, or spam rescued. Its version moves.
///
/// # Errors
/// When the database can't be written.
pub async fn reopen_suggestion(connection: &mut Connection, id: i64, at: i64) -> Result<()> {
    sqlx::query!(
        "UPDATE suggestions SET status = 'pending', decided_at = NULL, expires_at = NULL,
             result_entry_id = NULL, result_category_id = NULL, duplicate_of_entry_id = NULL,
             duplicate_of_suggestion_id = NULL, revise = 0, updated_at = ?, version = version + 1
         WHERE id = ?",
        at,
        id,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Lets what waits for entry `from` wait for entry `to` instead, after a merge. With `made_for`, only
/// what was sent about that entry goes: back, when the merge is undone. Their versions move.
///
/// # Errors
/// When the database can't be written.
pub async fn follow_entry(
    connection: &mut Connection,
    (from, to): (i64, i64),
    made_for: Option<i64>,
    at: i64,
) -> Result<()> {
    sqlx::query!(
        "UPDATE suggestions SET entry_id = ?1, updated_at = ?2, version = version + 1
         WHERE entry_id = ?3 AND status IN ('pending', 'question', 'spam')
           AND (?4 IS NULL OR base_revision_id IN (SELECT id FROM revisions
                WHERE object_kind = 'entry' AND object_id = ?4))",
        to,
        at,
        from,
        made_for,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Says that `user_id` is looking at a suggestion, for 15 minutes from `now`, unless somebody else
/// is. Its version stays, so that an open form stays good.
///
/// Returns the claim that holds now: one's own, or the other's.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] when there is no such suggestion.
pub async fn claim(
    connection: &mut Connection,
    id: i64,
    user_id: i64,
    now: i64,
) -> Result<Option<Claim>> {
    let until = now + Claim::HOLDS;
    sqlx::query!(
        "UPDATE suggestions SET claimed_by = ?1, claimed_until = ?2
         WHERE id = ?3 AND status IN ('pending', 'question', 'spam')
           AND (claimed_until IS NULL OR claimed_until <= ?4 OR claimed_by = ?1)",
        user_id,
        until,
        id,
        now,
    )
    .execute(&mut *connection)
    .await?;
    let row = sqlx::query!(
        "SELECT claimed_by, claimed_until FROM suggestions WHERE id = ?",
        id
    )
    .fetch_one(connection)
    .await?;
    Ok((row.claimed_by.zip(row.claimed_until)).map(|(user_id, until)| Claim { user_id, until }))
}

/// Takes back one's own claim.
///
/// # Errors
/// When the database can't be written.
pub async fn release(connection: &mut Connection, id: i64, user_id: i64) -> Result<()> {
    sqlx::query!(
        "UPDATE suggestions SET claimed_by = NULL, claimed_until = NULL
         WHERE id = ? AND claimed_by = ?",
        id,
        user_id
    )
    .execute(connection)
    .await?;
    Ok(())
}
