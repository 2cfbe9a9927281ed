//! Statements on the curator's order of entries.

use crate::db::Connection;
use crate::directory::Direction;
use crate::error::Result;

/// A place at the end of a category.
pub(in crate::directory) async fn next_entry_position(
    connection: &mut Connection,
    category_id: i64,
) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"SELECT coalesce(max(position), 0) + 1 AS "next!: i64" FROM entries WHERE category_id = ?"#,
        category_id,
    )
    .fetch_one(connection)
    .await?)
}

/// The live entry before or after another in its category.
pub(in crate::directory) async fn neighbour_entry(
    connection: &mut Connection,
    (category_id, position, id): (i64, i64, i64),
    direction: Direction,
) -> Result<Option<i64>> {
    Ok(match direction {
        Direction::Up => {
            sqlx::query_scalar!(
                "SELECT id FROM entries WHERE category_id = ? AND status = 'live'
                 AND (position, id) < (?, ?) ORDER BY position DESC, id DESC LIMIT 1",
                category_id,
                position,
                id,
            )
            .fetch_optional(connection)
            .await?
        }
        Direction::Down => {
            sqlx::query_scalar!(
                "SELECT id FROM entries WHERE category_id = ? AND status = 'live'
                 AND (position, id) > (?, ?) ORDER BY position, id LIMIT 1",
                category_id,
                position,
                id,
            )
            .fetch_optional(connection)
            .await?
        }
    })
}

/// Gives entries that share a position distinct ones, so that a swap moves them. Otherwise every
/// position stays as history knows it.
pub(in crate::directory) async fn restore_place(
    connection: &mut Connection,
    category_id: i64,
) -> Result<()> {
    sqlx::query!(
        "UPDATE entries SET position = places.place FROM (
             SELECT id, row_number() OVER (ORDER BY position, id) AS place
             FROM entries WHERE category_id = ?1) AS places
         WHERE entries.id = places.id AND entries.position <> places.place
           AND EXISTS (SELECT 1 FROM entries WHERE category_id = ?1
                       GROUP BY position HAVING count(*) > 1)",
        category_id,
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!(
        "UPDATE entry_ancestors SET position = e.position FROM entries e
         WHERE e.category_id = ?1 AND e.id = entry_ancestors.entry_id
           AND e.position <> entry_ancestors.position",
        category_id,
    )
    .execute(connection)
    .await?;
    Ok(())
}
