//! The reports that wait on one entry.

use super::find::find_suggestion;
use crate::db::Connection;
use crate::error::Result;
use crate::suggestions::Suggestion;

/// Every report on an entry that waits for a moderator or for an answer, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn list_open_reports(
    connection: &mut Connection,
    entry_id: i64,
) -> Result<Vec<Suggestion>> {
    let ids = sqlx::query_scalar!(
        "SELECT id FROM suggestions
         WHERE entry_id = ? AND kind = 'report' AND status IN ('pending', 'question')
         ORDER BY created_at, id",
        entry_id
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut reports = Vec::new();
    for id in ids {
        reports.extend(find_suggestion(connection, id).await?);
    }
    Ok(reports)
}
