//! Statements that write categories, their paths and their order.

use super::rows;
use crate::db::Connection;
use crate::directory::CategoryState;
use crate::error::Result;
use crate::text::markdown::{RENDERER_VERSION, render_page};

/// A new row; the words and place follow with [`update_category`].
pub(in crate::directory) async fn insert_category(
    connection: &mut Connection,
    (uid, path): (&str, &str),
    state: &CategoryState,
    at: i64,
) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"INSERT INTO categories (uid, parent_id, slug, path, title, renderer_version, position,
                                   created_at, updated_at, version)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0) RETURNING id AS "id!""#,
        uid,
        state.parent_id,
        state.slug,
        path,
        state.title,
        RENDERER_VERSION,
        state.position,
        at,
        at,
    )
    .fetch_one(connection)
    .await?)
}

/// Writes the whole state of a category; its path and the tree's order follow with
/// [`write_paths`].
pub(in crate::directory) async fn update_category(
    connection: &mut Connection,
    id: i64,
    state: &CategoryState,
    at: i64,
) -> Result<()> {
    let (caveat_kind, caveat) = rows::caveat_columns(state.caveat.as_ref());
    let html = render_page(&state.introduction).to_string();
    let status = if state.deleted { "deleted" } else { "live" };
    sqlx::query!(
        "UPDATE categories SET parent_id = ?, slug = ?, title = ?, introduction = ?,
             introduction_html = ?, renderer_version = ?, caveat_kind = ?, caveat = ?, position = ?,
             status = ?, merged_into = ?, updated_at = ?, version = version + 1
         WHERE id = ?",
        state.parent_id,
        state.slug,
        state.title,
        state.introduction,
        html,
        RENDERER_VERSION,
        caveat_kind,
        caveat,
        state.position,
        status,
        state.merged_into,
        at,
        id,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Writes the path of a new category, which nothing else depends on yet.
pub(in crate::directory) async fn set_path(
    connection: &mut Connection,
    id: i64,
    path: &str,
) -> Result<()> {
    sqlx::query!("UPDATE categories SET path = ? WHERE id = ?", path, id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Takes a deleted category's address away from it, so that it can come back to any other.
pub(in crate::directory) async fn give_up_path(connection: &mut Connection, id: i64) -> Result<()> {
    sqlx::query!("UPDATE categories SET path = uid || '/' WHERE id = ?", id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Remembers that a category used to be at `path`.
pub(in crate::directory) async fn leave_address(
    connection: &mut Connection,
    path: &str,
    category_id: i64,
    at: i64,
) -> Result<()> {
    sqlx::query!(
        "INSERT INTO former_addresses (kind, path, category_id, left_at) VALUES ('category', ?1, ?2, ?3)
         ON CONFLICT (kind, path) DO UPDATE SET category_id = ?2, left_at = ?3",
        path,
        category_id,
        at,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Derives every path and the tree's order from parents, slugs and positions, leaves a redirect
/// at each address that changes, and tells the entries' rows.
pub(in crate::directory) async fn write_paths(connection: &mut Connection, at: i64) -> Result<()> {
    let rows = sqlx::query!(
        r#"WITH RECURSIVE tree (id, path, sort) AS (
               SELECT id, slug, printf('%012d.%012d', position, id) FROM categories
               WHERE parent_id IS NULL AND status = 'live'
               UNION ALL
               SELECT c.id, tree.path || '/' || c.slug, tree.sort || '/' || printf('%012d.%012d', c.position, c.id)
               FROM categories c JOIN tree ON c.parent_id = tree.id WHERE c.status = 'live'),
           places AS (SELECT id, path, row_number() OVER (ORDER BY sort) AS place FROM tree)
           SELECT c.id AS "id!", c.path AS old_path, places.path AS "path!: String", c.tree_order AS old_place,
                  places.place AS "place!: i64"
           FROM places JOIN categories c ON c.id = places.id
           WHERE c.path <> places.path OR c.tree_order <> places.place"#
    )
    .fetch_all(&mut *connection)
    .await?;
    // Two addresses may change places, so all give up theirs before any takes a new one.
    for row in rows.iter().filter(|row| row.old_path != row.path) {
        let interim = format!("{}/", row.path);
        sqlx::query!(
            "UPDATE categories SET path = ? WHERE id = ?",
            interim,
            row.id
        )
        .execute(&mut *connection)
        .await?;
        // A new row's first path is only a stand-in, and nobody ever saw it.
        if !row.old_path.ends_with('/') {
            leave_address(connection, &row.old_path, row.id, at).await?;
        }
    }
    for row in &rows {
        sqlx::query!(
            "UPDATE categories SET path = ?, tree_order = ? WHERE id = ?",
            row.path,
            row.place,
            row.id
        )
        .execute(&mut *connection)
        .await?;
        if row.old_place != row.place {
            sqlx::query!(
                "UPDATE entry_ancestors SET tree_order = ?1
                 WHERE entry_id IN (SELECT id FROM entries WHERE category_id = ?2 AND status = 'live')",
                row.place,
                row.id,
            )
            .execute(&mut *connection)
            .await?;
        }
    }
    Ok(())
}
