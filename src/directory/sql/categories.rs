//! Statements on categories.

use super::rows;
use crate::db::Connection;
use crate::directory::{Category, CategoryNode, CategoryState, CategoryTree, Direction};
use crate::error::Result;
use crate::text::markdown::{SafeHtml, first_paragraph};

/// All live categories.
///
/// # Errors
/// When the database does not answer.
pub async fn load_tree(connection: &mut Connection) -> Result<CategoryTree> {
    let rows = sqlx::query!(
        "SELECT id, parent_id, path, title, introduction, entry_count, own_entry_count
         FROM categories WHERE status = 'live' ORDER BY position, id"
    )
    .fetch_all(connection)
    .await?;
    Ok(CategoryTree::new(
        rows.into_iter()
            .map(|row| CategoryNode {
                id: row.id,
                parent_id: row.parent_id,
                path: row.path,
                title: row.title,
                summary: first_paragraph(&row.introduction),
                entry_count: row.entry_count,
                own_entry_count: row.own_entry_count,
                depth: 0,
            })
            .collect(),
    ))
}

/// One category, live or deleted.
///
/// # Errors
/// When the database does not answer.
pub async fn find_category(connection: &mut Connection, id: i64) -> Result<Option<Category>> {
    let row = sqlx::query!(
        "SELECT id, uid, parent_id, slug, path, title, introduction, introduction_html, caveat_kind,
                caveat, position, status, merged_into, entry_count, own_entry_count, version
         FROM categories WHERE id = ?",
        id,
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| Category {
        id: row.id,
        uid: row.uid,
        path: row.path,
        introduction_html: SafeHtml::from_stored(row.introduction_html),
        entry_count: row.entry_count,
        own_entry_count: row.own_entry_count,
        version: row.version,
        state: CategoryState {
            title: row.title,
            slug: row.slug,
            parent_id: row.parent_id,
            introduction: row.introduction,
            caveat: rows::caveat(row.caveat_kind.as_deref(), &row.caveat),
            position: row.position,
            deleted: row.status == "deleted",
            merged_into: row.merged_into,
        },
    }))
}

/// The live category at this path.
///
/// # Errors
/// When the database does not answer.
pub async fn find_category_by_path(
    connection: &mut Connection,
    path: &str,
) -> Result<Option<Category>> {
    let id = path_taken(connection, path, None).await?;
    match id {
        Some(id) => find_category(connection, id).await,
        None => Ok(None),
    }
}

/// Where a category that used to have this path is now, following merges.
///
/// # Errors
/// When the database does not answer.
pub async fn find_former_category(
    connection: &mut Connection,
    path: &str,
) -> Result<Option<String>> {
    Ok(sqlx::query_scalar!(
        r#"WITH RECURSIVE home (id, hops) AS (
               SELECT category_id, 0 FROM former_addresses WHERE kind = 'category' AND path = ?1
               UNION ALL SELECT c.merged_into, hops + 1 FROM categories c JOIN home ON c.id = home.id
               WHERE c.merged_into IS NOT NULL AND hops < 16)
           SELECT c.path FROM home JOIN categories c ON c.id = home.id WHERE c.status = 'live' LIMIT 1"#,
        path
    )
    .fetch_optional(connection)
    .await?)
}

/// The live category that has this path, other than `except`.
pub(in crate::directory) async fn path_taken(
    connection: &mut Connection,
    path: &str,
    except: Option<i64>,
) -> Result<Option<i64>> {
    Ok(sqlx::query_scalar!(
        "SELECT id FROM categories WHERE path = ? AND status = 'live' AND id IS NOT ?",
        path,
        except
    )
    .fetch_optional(connection)
    .await?)
}

/// A place at the end of the siblings.
pub(in crate::directory) async fn next_category_position(
    connection: &mut Connection,
    parent_id: Option<i64>,
) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"SELECT coalesce(max(position), 0) + 1 AS "next!: i64" FROM categories WHERE parent_id IS ?"#,
        parent_id,
    )
    .fetch_one(connection)
    .await?)
}

/// The live sibling before or after a category.
pub(in crate::directory) async fn neighbour_category(
    connection: &mut Connection,
    (parent_id, position, id): (Option<i64>, i64, i64),
    direction: Direction,
) -> Result<Option<i64>> {
    Ok(match direction {
        Direction::Up => {
            sqlx::query_scalar!(
                "SELECT id FROM categories WHERE parent_id IS ? AND status = 'live'
                 AND (position, id) < (?, ?) ORDER BY position DESC, id DESC LIMIT 1",
                parent_id,
                position,
                id,
            )
            .fetch_optional(connection)
            .await?
        }
        Direction::Down => {
            sqlx::query_scalar!(
                "SELECT id FROM categories WHERE parent_id IS ? AND status = 'live'
                 AND (position, id) > (?, ?) ORDER BY position, id LIMIT 1",
                parent_id,
                position,
                id,
            )
            .fetch_optional(connection)
            .await?
        }
    })
}

/// Live and deleted categories right below this one.
pub(in crate::directory) async fn child_ids(
    connection: &mut Connection,
    id: i64,
) -> Result<Vec<i64>> {
    Ok(sqlx::query_scalar!(
        "SELECT id FROM categories WHERE parent_id = ? AND status = 'live' ORDER BY position, id",
        id
    )
    .fetch_all(connection)
    .await?)
}

/// Entries in this category itself, whatever their status, in the curator's order.
pub(in crate::directory) async fn entry_ids_in(
    connection: &mut Connection,
    id: i64,
) -> Result<Vec<i64>> {
    Ok(sqlx::query_scalar!(
        "SELECT id FROM entries WHERE category_id = ? ORDER BY position, id",
        id
    )
    .fetch_all(connection)
    .await?)
}
