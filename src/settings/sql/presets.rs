//! Statements on the decline presets.

use serde_json::{Value, json};

use crate::db::Connection;
use crate::error::Result;
use crate::history::{
    Action, ChangeContext, ObjectKind, PastRevision, Undone, open_change, record, undo,
};
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
    let change_id = open_change(connection, context).await?;
    write_presets(connection, change_id, (&old, presets)).await
}

/// Undoes one revision of the list inside the change `change_id`. The list is one thing: it goes
/// back as a whole, or not at all.
///
/// # Errors
/// When the database can't be written.
pub async fn undo_presets(
    connection: &mut Connection,
    change_id: i64,
    past: &PastRevision,
) -> Result<Undone> {
    let standing = list_presets(connection).await?;
    let shape = |list: Option<&Value>| json!({ "presets": list });
    let current = serde_json::to_value(&standing)?;
    let (old, new) = (shape(past.old.as_ref()), shape(past.new.as_ref()));
    let state = match undo(&old, &new, &shape(Some(&current)), &[]) {
        Ok(mut state) => state["presets"].take(),
        Err(clashes) => return Ok(Undone::Clash(clashes)),
    };
    let wanted: Option<Vec<DeclinePreset>> = serde_json::from_value(state)?;
    let wanted = wanted.unwrap_or_default();
    if wanted == standing {
        return Ok(Undone::Nothing);
    }
    write_presets(connection, change_id, (&standing, &wanted)).await?;
    Ok(Undone::Done)
}

async fn write_presets(
    connection: &mut Connection,
    change_id: i64,
    (old, presets): (&[DeclinePreset], &[DeclinePreset]),
) -> Result<()> {
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
    record(
        connection,
        change_id,
        object,
        Action::Update,
        Some(&old.to_vec()),
        Some(&presets.to_vec()),
    )
    .await?;
    Ok(())
}
