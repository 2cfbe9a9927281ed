//! Statements on the rows that tie each live entry to every category above it.

use crate::db::Connection;
use crate::error::Result;

/// Writes an entry's rows anew: none unless it is live.
pub(in crate::directory) async fn refresh_entry(
    connection: &mut Connection,
    entry_id: i64,
) -> Result<()> {
    sqlx::query!("DELETE FROM entry_ancestors WHERE entry_id = ?", entry_id)
        .execute(&mut *connection)
        .await?;
    sqlx::query!(
        "INSERT INTO entry_ancestors (category_id, entry_id, own, tree_order, position, added_at, title_key)
         WITH RECURSIVE above (id) AS (
             SELECT category_id FROM entries WHERE id = ?1
             UNION ALL SELECT c.parent_id FROM categories c JOIN above ON c.id = above.id
             WHERE c.parent_id IS NOT NULL)
         SELECT above.id, e.id, above.id = e.category_id, home.tree_order, e.position, e.added_at,
                lower(e.title)
         FROM above JOIN entries e ON e.id = ?1 JOIN categories home ON home.id = e.category_id
         WHERE e.status = 'live'",
        entry_id,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Writes the rows of every live entry in and below a category anew, after it moved.
pub(in crate::directory) async fn refresh_subtree(
    connection: &mut Connection,
    category_id: i64,
) -> Result<()> {
    sqlx::query!(
        "DELETE FROM entry_ancestors WHERE entry_id IN (
             WITH RECURSIVE below (id) AS (
                 SELECT ?1 UNION ALL
                 SELECT c.id FROM categories c JOIN below ON c.parent_id = below.id)
             SELECT e.id FROM entries e JOIN below ON e.category_id = below.id)",
        category_id,
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!(
        "INSERT INTO entry_ancestors (category_id, entry_id, own, tree_order, position, added_at, title_key)
         WITH RECURSIVE
             below (id) AS (
                 SELECT ?1 UNION ALL
                 SELECT c.id FROM categories c JOIN below ON c.parent_id = below.id),
             pairs (home, above) AS (
                 SELECT id, id FROM below
                 UNION ALL SELECT pairs.home, c.parent_id FROM pairs JOIN categories c ON c.id = pairs.above
                 WHERE c.parent_id IS NOT NULL)
         SELECT pairs.above, e.id, pairs.above = e.category_id, home.tree_order, e.position, e.added_at,
                lower(e.title)
         FROM pairs JOIN entries e ON e.category_id = pairs.home JOIN categories home ON home.id = pairs.home
         WHERE e.status = 'live'",
        category_id,
    )
    .execute(connection)
    .await?;
    Ok(())
}
