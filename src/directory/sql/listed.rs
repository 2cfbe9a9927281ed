//! Statements that go through every listed entry, for the sitemap.

use crate::db::Connection;
use crate::error::Result;

/// How many entries are listed.
///
/// # Errors
/// When the database does not answer.
pub async fn count_listed(connection: &mut Connection) -> Result<i64> {
    Ok(
        sqlx::query_scalar!("SELECT count(*) FROM entries WHERE status = 'live'")
            .fetch_one(connection)
            .await?,
    )
}

/// The number, slug and last change of each listed entry whose number lies between two, both
/// included; at most `most` of them.
///
/// # Errors
/// When the database does not answer.
pub async fn list_listed_entries(
    connection: &mut Connection,
    (first, last): (i64, i64),
    most: i64,
) -> Result<Vec<(i64, String, i64)>> {
    let rows = sqlx::query!(
        "SELECT id, slug, max(added_at, updated_at) AS \"changed_at!: i64\" FROM entries
         WHERE status = 'live' AND id BETWEEN ? AND ? ORDER BY id LIMIT ?",
        first,
        last,
        most,
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id, row.slug, row.changed_at))
        .collect())
}

/// Which blocks of `size` numbers, counted from 0, have listed entries in them.
///
/// # Errors
/// When the database does not answer.
pub async fn list_listed_blocks(connection: &mut Connection, size: i64) -> Result<Vec<i64>> {
    Ok(sqlx::query_scalar!(
        "SELECT DISTINCT (id - 1) / ? AS \"block!: i64\" FROM entries
         WHERE status = 'live' ORDER BY 1",
        size
    )
    .fetch_all(connection)
    .await?)
}
