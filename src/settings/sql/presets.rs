//! Statements on the decline presets.

use crate::db::Connection;
use crate::error::Result;
use crate::history::{Action, ChangeContext, ObjectKind, open_change, record};
use crate::settings::DeclinePreset;

/// The reasons that a decline offers, in order.
///
/// # Errors
/// When the database does not answer.
pub async fn list_presets(connection: &mut Connection) -> Result<Vec<DeclinePreset>> {
    Ok(sqlx::query_as!(
        DeclinePreset,
        "SELECT label, message FROM decline_presets ORDER BY position, id"
    )
    .fetch_all(connection)
    .await?)
}

/// Replaces the list of presets, with its revision.
///
/// # Errors
/// When two have the same label, or the database can't be written.
pub async fn save_presets(
    connection: &mut Connection,
    context: &ChangeContext,
    presets: &[DeclinePreset],
) -> Result<()> {
    let old = list_presets(connection).await?;
    if old == presets {
        return Ok(());
    }
    sqlx::query!("DELETE FROM decline_presets")
        .execute(&mut *connection)
        .await?;
    for (position, preset) in (1_i64..).zip(presets) {
        sqlx::query!(
            "INSERT INTO decline_presets (label, message, position) VALUES (?, ?, ?)",
            preset.label,
            preset.message,
            position,
        )
        .execute(&mut *connection)
        .await?;
    }
    let object = (ObjectKind::Presets, 1);
    let change_id = open_change(connection, context).await?;
    record(
        connection,
        change_id,
        object,
        Action::Update,
        Some(&old),
        Some(&presets.to_vec()),
    )
    .await?;
    Ok(())
}
