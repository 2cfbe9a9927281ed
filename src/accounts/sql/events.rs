//! The one statement on security events: they are written and never changed.

use crate::accounts::event::SecurityEvent;
use crate::db::Connection;
use crate::error::Result;

pub(in crate::accounts) async fn insert_event(
    connection: &mut Connection,
    event: &SecurityEvent,
    now: i64,
) -> Result<()> {
    let kind = event.kind.as_str();
    let network = event.network.as_deref();
    sqlx::query!(
        "INSERT INTO security_events (at, kind, user_id, subject_id, network_prefix)
         VALUES (?, ?, ?, ?, ?)",
        now,
        kind,
        event.user_id,
        event.subject_id,
        network
    )
    .execute(connection)
    .await?;
    Ok(())
}
