//! Removing what spam said, a month later.

use super::close::SPAM_KEPT;
use super::erase::blank_contributor;
use crate::db::Connection;
use crate::error::Result;

/// How many are removed in one transaction, so that nobody waits for the writer.
const AT_ONCE: i64 = 200;

/// Removes the words of up to 200 suggestions that have lain in the spam pile for 30 days: what was
/// sent, by whom, and what was said about it. Reference, kind, host and decision stay for the
/// record; the receipt opens no more. Returns how many there were.
///
/// # Errors
/// When the database can't be written.
pub async fn remove_old_spam(connection: &mut Connection, now: i64) -> Result<usize> {
    let latest = now - SPAM_KEPT;
    let due = sqlx::query_scalar!(
        r#"SELECT id AS "id!" FROM suggestions
           WHERE status = 'spam' AND removed_at IS NULL AND coalesce(decided_at, updated_at) <= ?
           ORDER BY id LIMIT ?"#,
        latest,
        AT_ONCE,
    )
    .fetch_all(&mut *connection)
    .await?;
    for id in &due {
        remove(connection, *id, now).await?;
    }
    Ok(due.len())
}

async fn remove(connection: &mut Connection, id: i64, now: i64) -> Result<()> {
    // An empty payload of its kind, so that whatever reads the row still can.
    sqlx::query!(
        r#"UPDATE suggestions SET removed_at = ?1, expires_at = ?1,
               payload = CASE kind WHEN 'report' THEN '{"kind":"report","reason":"other","note":""}'
                   ELSE json_object('kind', kind) END,
               url_key = NULL, similar_key = NULL, form_nonce = NULL, network_prefix = NULL,
               network_wide = NULL, score_reasons = '[]', claimed_by = NULL, claimed_until = NULL,
               version = version + 1
           WHERE id = ?2"#,
        now,
        id,
    )
    .execute(&mut *connection)
    .await?;
    for statement in [
        sqlx::query!(
            "DELETE FROM suggestion_payloads WHERE suggestion_id = ?",
            id
        ),
        sqlx::query!("DELETE FROM messages WHERE suggestion_id = ?", id),
    ] {
        statement.execute(&mut *connection).await?;
    }
    blank_contributor(connection, id, false, now).await
}
