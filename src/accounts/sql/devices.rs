//! Statements on browsers that signed in before.

use crate::db::Connection;
use crate::error::Result;

/// How many browsers of one person stay known.
const MOST_DEVICES: i64 = 20;

pub(in crate::accounts) async fn is_known_device(
    connection: &mut Connection,
    token_hash: &[u8],
    user_id: i64,
) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (
             SELECT 1 FROM known_devices WHERE token_hash = ? AND user_id = ?
           ) AS "found!: bool""#,
        token_hash,
        user_id
    )
    .fetch_one(connection)
    .await?)
}

/// Adds a browser; the person's oldest ones make room.
pub(in crate::accounts) async fn insert_device(
    connection: &mut Connection,
    token_hash: &[u8],
    user_id: i64,
    now: i64,
) -> Result<()> {
    sqlx::query!(
        "INSERT INTO known_devices (token_hash, user_id, created_at) VALUES (?, ?, ?)",
        token_hash,
        user_id,
        now
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!(
        "DELETE FROM known_devices WHERE user_id = ? AND token_hash NOT IN (
           SELECT token_hash FROM known_devices WHERE user_id = ?
           ORDER BY created_at DESC, token_hash LIMIT ?)",
        user_id,
        user_id,
        MOST_DEVICES
    )
    .execute(connection)
    .await?;
    Ok(())
}

pub(in crate::accounts) async fn delete_devices(
    connection: &mut Connection,
    user_id: i64,
) -> Result<()> {
    sqlx::query!("DELETE FROM known_devices WHERE user_id = ?", user_id)
        .execute(connection)
        .await?;
    Ok(())
}
