//! What became of the earlier suggestions of the same contributor.

use crate::db::Connection;
use crate::error::Result;
use crate::moderation::review::SenderRecord;

/// Counts what was sent before under the same address, where both times a mail reached it: an
/// address that anybody can type says nothing about who typed it.
///
/// # Errors
/// When the database does not answer.
pub async fn sender_record(
    connection: &mut Connection,
    suggestion_id: i64,
) -> Result<SenderRecord> {
    Ok(sqlx::query_as!(
        SenderRecord,
        r#"SELECT coalesce(sum(s.status = 'approved'), 0) AS "added!: i64",
                  coalesce(sum(s.status = 'declined'), 0) AS "declined!: i64",
                  coalesce(sum(s.status = 'spam' AND s.decided_at IS NOT NULL), 0) AS "spam!: i64"
           FROM contributors own
           JOIN contributors c ON lower(c.email) = lower(own.email) AND c.confirmed_at IS NOT NULL
           JOIN suggestions s ON s.id = c.suggestion_id AND s.id <> own.suggestion_id
           WHERE own.suggestion_id = ? AND own.email <> '' AND own.confirmed_at IS NOT NULL"#,
        suggestion_id,
    )
    .fetch_one(connection)
    .await?)
}
