//! The one statement on security events: they are written and never changed.

use crate::accounts::event::SecurityEvent;
use crate::db::Connection;
use crate::error::Result;

/// Writes a security event inside the caller's transaction.
///
/// # Errors
/// When the database can't be written.
pub async fn insert_event(
    connection: &mut Connection,
    event: &SecurityEvent,
    now: i64,
) -> Result<()> {
    let kind = event.kind.as_str();
    let network = event.network.as_deref();
    let detail = event.detail.to_string();
    sqlx::query!(
        "INSERT INTO security_events (at, kind, user_id, subject_id, network_prefix, detail)
         VALUES (?, ?, ?, ?, ?, ?)",
        now,
        kind,
        event.user_id,
        event.subject_id,
        network,
        detail
    )
    .execute(connection)
    .await?;
    Ok(())
}
