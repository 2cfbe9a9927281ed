//! Statements on the caveats that hold for a whole category.

use super::rows;
use crate::db::Connection;
use crate::error::Result;
use crate::text::Caveat;

/// The caveats of a category and of those above it, the nearest first, each with the title of the
/// category that it belongs to.
///
/// # Errors
/// When the database does not answer.
pub async fn list_category_caveats(
    connection: &mut Connection,
    category_id: i64,
) -> Result<Vec<(String, Caveat)>> {
    let rows = sqlx::query!(
        r#"WITH RECURSIVE above (id, hops) AS (
               SELECT ?1, 0
               UNION ALL SELECT c.parent_id, hops + 1 FROM categories c JOIN above ON c.id = above.id
               WHERE c.parent_id IS NOT NULL)
           SELECT c.title, c.caveat_kind, c.caveat FROM above JOIN categories c ON c.id = above.id
           WHERE c.caveat <> '' ORDER BY above.hops"#,
        category_id,
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let caveat = rows::caveat(row.caveat_kind.as_deref(), &row.caveat)?;
            Some((row.title, caveat))
        })
        .collect())
}
