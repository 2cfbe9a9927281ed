//! Statements on sign-ins that wait for a code.

use crate::accounts::second_factor::PendingSignIn;
use crate::db::Connection;
use crate::error::Result;

/// Remembers that a password was right; what expired before is cleared away.
pub(in crate::accounts) async fn insert_pending_sign_in(
    connection: &mut Connection,
    token_hash: &[u8],
    user_id: i64,
    (now, expires_at): (i64, i64),
) -> Result<()> {
    sqlx::query!("DELETE FROM pending_sign_ins WHERE expires_at <= ?", now)
        .execute(&mut *connection)
        .await?;
    sqlx::query!(
        "INSERT INTO pending_sign_ins (token_hash, user_id, created_at, expires_at)
         VALUES (?, ?, ?, ?)",
        token_hash,
        user_id,
        now,
        expires_at
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The sign-in behind a token, while its person may sign in at all.
pub(in crate::accounts) async fn find_pending_sign_in(
    connection: &mut Connection,
    token_hash: &[u8],
) -> Result<Option<PendingSignIn>> {
    Ok(sqlx::query_as!(
        PendingSignIn,
        r#"SELECT p.user_id, p.created_at, p.expires_at, u.totp_secret AS sealed
           FROM pending_sign_ins p JOIN users u ON u.id = p.user_id
           WHERE p.token_hash = ? AND u.disabled_at IS NULL AND u.password_hash IS NOT NULL"#,
        token_hash
    )
    .fetch_optional(connection)
    .await?)
}

/// Ends whatever of somebody's sign-ins waits for a code.
pub(in crate::accounts) async fn delete_pending_sign_ins(
    connection: &mut Connection,
    user_id: i64,
) -> Result<()> {
    sqlx::query!("DELETE FROM pending_sign_ins WHERE user_id = ?", user_id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Ends one sign-in that waits for a code.
pub(in crate::accounts) async fn delete_pending_sign_in(
    connection: &mut Connection,
    token_hash: &[u8],
) -> Result<()> {
    sqlx::query!(
        "DELETE FROM pending_sign_ins WHERE token_hash = ?",
        token_hash
    )
    .execute(connection)
    .await?;
    Ok(())
}
