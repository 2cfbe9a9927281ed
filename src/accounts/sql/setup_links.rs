//! Statements on one-time links.

use crate::accounts::setup::SetupLink;
use crate::db::Connection;
use crate::error::Result;

/// The link behind a token, whatever its age.
pub(in crate::accounts) async fn find_setup_link(
    connection: &mut Connection,
    token_hash: &[u8],
) -> Result<Option<SetupLink>> {
    Ok(sqlx::query_as!(
        SetupLink,
        "SELECT user_id, expires_at FROM setup_links WHERE token_hash = ?",
        token_hash
    )
    .fetch_optional(connection)
    .await?)
}

/// Adds a link; `user_id` is none for the first administrator's.
pub(in crate::accounts) async fn insert_setup_link(
    connection: &mut Connection,
    token_hash: &[u8],
    user_id: Option<i64>,
    now: i64,
    expires_at: i64,
) -> Result<()> {
    sqlx::query!(
        "INSERT INTO setup_links (token_hash, user_id, created_at, expires_at) VALUES (?, ?, ?, ?)",
        token_hash,
        user_id,
        now,
        expires_at
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Uses a link up.
pub(in crate::accounts) async fn delete_setup_link(
    connection: &mut Connection,
    token_hash: &[u8],
) -> Result<()> {
    sqlx::query!("DELETE FROM setup_links WHERE token_hash = ?", token_hash)
        .execute(connection)
        .await?;
    Ok(())
}

/// Deletes every link of a person, or of the first administrator.
pub(in crate::accounts) async fn delete_setup_links(
    connection: &mut Connection,
    user_id: Option<i64>,
) -> Result<()> {
    sqlx::query!("DELETE FROM setup_links WHERE user_id IS ?", user_id)
        .execute(connection)
        .await?;
    Ok(())
}
