//! Statements on recovery codes.

use crate::db::Connection;
use crate::error::Result;

pub(super) async fn delete_recovery_codes(connection: &mut Connection, user_id: i64) -> Result<()> {
    sqlx::query!("DELETE FROM recovery_codes WHERE user_id = ?", user_id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Puts new recovery codes in the place of all earlier ones.
pub(in crate::accounts) async fn replace_recovery_codes(
    connection: &mut Connection,
    user_id: i64,
    hashes: &[Vec<u8>],
    now: i64,
) -> Result<()> {
    delete_recovery_codes(connection, user_id).await?;
    for hash in hashes {
        sqlx::query!(
            "INSERT INTO recovery_codes (code_hash, user_id, created_at) VALUES (?, ?, ?)",
            hash,
            user_id,
            now
        )
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

/// Uses a recovery code up; false when it is not one of theirs, or was used before.
pub(in crate::accounts) async fn use_recovery_code(
    connection: &mut Connection,
    user_id: i64,
    hash: &[u8],
    now: i64,
) -> Result<bool> {
    let done = sqlx::query!(
        "UPDATE recovery_codes SET used_at = ?
         WHERE code_hash = ? AND user_id = ? AND used_at IS NULL",
        now,
        hash,
        user_id
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// How many recovery codes somebody has left.
pub(in crate::accounts) async fn count_recovery_codes(
    connection: &mut Connection,
    user_id: i64,
) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        "SELECT count(*) FROM recovery_codes WHERE user_id = ? AND used_at IS NULL",
        user_id
    )
    .fetch_one(connection)
    .await?)
}
