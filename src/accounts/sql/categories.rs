//! The categories that somebody's work can be limited to.

use crate::accounts::CategoryChoice;
use crate::db::Connection;
use crate::error::Result;

/// Every live category, from the top of the tree to its end.
pub(in crate::accounts) async fn list_categories(
    connection: &mut Connection,
) -> Result<Vec<CategoryChoice>> {
    Ok(sqlx::query_as!(
        CategoryChoice,
        "SELECT id, path, title FROM categories WHERE status = 'live' ORDER BY tree_order, id"
    )
    .fetch_all(connection)
    .await?)
}
