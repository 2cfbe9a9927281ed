//! Statements on second factors.

use super::recovery_codes::delete_recovery_codes;
use crate::accounts::second_factor::StoredFactor;
use crate::db::Connection;
use crate::error::Result;

/// What is kept of somebody's second factor.
pub(in crate::accounts) async fn find_second_factor(
    connection: &mut Connection,
    user_id: i64,
) -> Result<StoredFactor> {
    Ok(sqlx::query_as!(
        StoredFactor,
        "SELECT totp_secret AS sealed, totp_confirmed_at AS confirmed_at FROM users WHERE id = ?",
        user_id
    )
    .fetch_one(connection)
    .await?)
}

/// Keeps a secret that does not count yet.
pub(in crate::accounts) async fn set_totp_secret(
    connection: &mut Connection,
    user_id: i64,
    sealed: &[u8],
) -> Result<()> {
    sqlx::query!(
        "UPDATE users SET totp_secret = ?, totp_last_step = NULL, totp_confirmed_at = NULL
         WHERE id = ?",
        sealed,
        user_id
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// From now on the secret counts.
pub(in crate::accounts) async fn confirm_totp(
    connection: &mut Connection,
    user_id: i64,
    now: i64,
) -> Result<()> {
    sqlx::query!(
        "UPDATE users SET totp_confirmed_at = ?, version = version + 1 WHERE id = ?",
        now,
        user_id
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Uses the code of a step up; false when it, or a later one, was used before.
pub(in crate::accounts) async fn use_totp_step(
    connection: &mut Connection,
    user_id: i64,
    step: i64,
) -> Result<bool> {
    let done = sqlx::query!(
        "UPDATE users SET totp_last_step = ?1
         WHERE id = ?2 AND (totp_last_step IS NULL OR totp_last_step < ?1)",
        step,
        user_id
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Forgets the secret and every recovery code.
pub(in crate::accounts) async fn clear_second_factor(
    connection: &mut Connection,
    user_id: i64,
) -> Result<()> {
    sqlx::query!(
        "UPDATE users SET totp_secret = NULL, totp_last_step = NULL, totp_confirmed_at = NULL,
             version = version + 1
         WHERE id = ?",
        user_id
    )
    .execute(&mut *connection)
    .await?;
    delete_recovery_codes(connection, user_id).await
}
