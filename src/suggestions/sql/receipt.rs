//! What the receipt reads, and what its buttons write.

use super::close::RECEIPT_KEPT;
use crate::db::Connection;
use crate::error::Result;
use crate::suggestions::receipt::Decided;

/// The suggestion behind a token's hash, while its receipt opens.
pub(in crate::suggestions) async fn find_id_by_token(
    connection: &mut Connection,
    token_hash: &[u8],
    now: i64,
) -> Result<Option<i64>> {
    Ok(sqlx::query_scalar!(
        r#"SELECT id AS "id!" FROM suggestions
           WHERE token_hash = ? AND (expires_at IS NULL OR expires_at > ?)"#,
        token_hash,
        now
    )
    .fetch_optional(connection)
    .await?)
}

/// The decision in force.
pub(in crate::suggestions) async fn find_decided(
    connection: &mut Connection,
    suggestion_id: i64,
) -> Result<Option<Decided>> {
    let row = sqlx::query!(
        "SELECT at, reason, message, amended, fields FROM decisions
         WHERE suggestion_id = ? AND undone_at IS NULL AND verdict <> 'ask'",
        suggestion_id
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| Decided {
        at: row.at,
        reason: row.reason,
        message: row.message,
        // Our own JSON; what can't be read says nothing.
        amended: row
            .amended
            .map(|json| serde_json::from_str(&json).unwrap_or_default()),
        fields: row
            .fields
            .and_then(|json| serde_json::from_str(&json).ok())
            .unwrap_or_default(),
    }))
}

/// How many wait for a moderator that came before this one.
pub(in crate::suggestions) async fn count_ahead(
    connection: &mut Connection,
    (created_at, id): (i64, i64),
) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        "SELECT count(*) FROM suggestions WHERE status = 'pending' AND (created_at, id) < (?, ?)",
        created_at,
        id
    )
    .fetch_one(connection)
    .await?)
}

/// Takes an open suggestion back. The caller has found it open inside the same transaction.
pub(in crate::suggestions) async fn withdraw(
    connection: &mut Connection,
    id: i64,
    at: i64,
) -> Result<()> {
    let expires_at = at + RECEIPT_KEPT;
    sqlx::query!(
        "UPDATE suggestions SET status = 'withdrawn', decided_at = ?1, expires_at = ?2,
             claimed_by = NULL, claimed_until = NULL, updated_at = ?1, version = version + 1
         WHERE id = ?3",
        at,
        expires_at,
        id
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Puts a suggestion whose contributor answered back among those that wait for a moderator.
pub(in crate::suggestions) async fn resume(
    connection: &mut Connection,
    id: i64,
    at: i64,
) -> Result<()> {
    sqlx::query!(
        "UPDATE suggestions SET status = 'pending', revise = 0, updated_at = ?, version = version + 1
         WHERE id = ? AND status = 'question'",
        at,
        id
    )
    .execute(connection)
    .await?;
    Ok(())
}
