//! A part of a transaction that can be taken back alone.

use crate::db::Connection;
use crate::error::Result;

/// Begins a part. Parts do not nest.
///
/// # Errors
/// When the database does not answer.
pub async fn begin_part(connection: &mut Connection) -> Result<()> {
    sqlx::query("SAVEPOINT part").execute(connection).await?;
    Ok(())
}

/// Ends a part: its writes join the transaction, or are as if they had never been.
///
/// # Errors
/// When the database does not answer.
pub async fn end_part(connection: &mut Connection, keep: bool) -> Result<()> {
    if !keep {
        sqlx::query("ROLLBACK TO part")
            .execute(&mut *connection)
            .await?;
    }
    sqlx::query("RELEASE part").execute(connection).await?;
    Ok(())
}
