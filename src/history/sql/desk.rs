//! Statements for the moderators' history: people, decisions and what happened to accounts.

use crate::db::Connection;
use crate::error::Result;
use crate::history::{AccountEvent, PastDecision};

/// Everybody who ever signed in, by name.
///
/// # Errors
/// When the database does not answer.
pub async fn list_people(connection: &mut Connection) -> Result<Vec<(i64, String)>> {
    let rows = sqlx::query!("SELECT id, name FROM users ORDER BY name")
        .fetch_all(connection)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// One decision.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] when there is none.
pub async fn find_past_decision(connection: &mut Connection, id: i64) -> Result<PastDecision> {
    let row = sqlx::query!(
        r#"SELECT d.id, d.at, d.verdict, u.name AS "who!", d.reason,
                  coalesce((SELECT '[covered by an administrator: ' || r.why || ']' FROM redactions r
                            WHERE r.subject = 'decision' AND r.subject_id = d.id
                            ORDER BY r.id DESC LIMIT 1), d.message) AS "message!: String", d.suggestion_id,
                  s.reference AS "reference!", d.change_id, d.undone_at, b.name AS "undone_by?"
           FROM decisions d JOIN users u ON u.id = d.user_id
           JOIN suggestions s ON s.id = d.suggestion_id
           LEFT JOIN users b ON b.id = d.undone_by
           WHERE d.id = ?"#,
        id,
    )
    .fetch_one(connection)
    .await?;
    Ok(PastDecision {
        id: row.id,
        at: row.at,
        verdict: row.verdict,
        who: row.who,
        reason: row.reason,
        message: row.message,
        suggestion_id: row.suggestion_id,
        reference: row.reference,
        change_id: row.change_id,
        undone_at: row.undone_at,
        undone_by: row.undone_by.unwrap_or_default(),
    })
}

/// One thing that happened to an account.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] when there is none.
pub async fn find_event(connection: &mut Connection, id: i64) -> Result<AccountEvent> {
    let row = sqlx::query!(
        r#"SELECT e.at, e.kind, w.name AS "who?", s.name AS "whom?"
           FROM security_events e LEFT JOIN users w ON w.id = e.user_id
           LEFT JOIN users s ON s.id = e.subject_id WHERE e.id = ?"#,
        id,
    )
    .fetch_one(connection)
    .await?;
    Ok(AccountEvent {
        at: row.at,
        kind: row.kind,
        who: row.who,
        whom: row.whom,
    })
}

/// What a message is about, and the decisions that hold the same words: a question is kept in both.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] when there is no such message.
pub async fn find_message(connection: &mut Connection, id: i64) -> Result<(i64, Vec<i64>)> {
    let suggestion_id = sqlx::query_scalar!("SELECT suggestion_id FROM messages WHERE id = ?", id)
        .fetch_one(&mut *connection)
        .await?;
    let decisions = sqlx::query_scalar!(
        "SELECT d.id FROM decisions d JOIN messages m ON m.suggestion_id = d.suggestion_id
         WHERE m.id = ? AND d.message = m.body",
        id
    )
    .fetch_all(connection)
    .await?;
    Ok((suggestion_id, decisions))
}

/// The numbers of the next changes after one, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn list_changes_after(
    connection: &mut Connection,
    after: i64,
    most: i64,
) -> Result<Vec<i64>> {
    Ok(sqlx::query_scalar!(
        "SELECT id FROM changes WHERE id > ? ORDER BY id LIMIT ?",
        after,
        most
    )
    .fetch_all(connection)
    .await?)
}
