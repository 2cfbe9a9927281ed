//! What the mirror reads: the directory as it stands, and what history has of its past.

use std::collections::BTreeMap;

use sqlx::{Connection as _, Sqlite, Transaction};

use super::past::{EntryAt, PageState, Past};
use crate::db::Connection;
use crate::directory::CategoryState;
use crate::error::{AppError, Result};
use crate::settings::{PageSlug, find_page, load_settings};

/// Begins to read: until it ends, nothing changes for this connection.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn begin(connection: &mut Connection) -> Result<Transaction<'_, Sqlite>> {
    Ok(connection.begin().await?)
}

/// The newest change of all; 0 when there is none.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn newest_change(connection: &mut Connection) -> Result<i64> {
    Ok(
        sqlx::query_scalar!(r#"SELECT coalesce(max(id), 0) AS "id!: i64" FROM changes"#)
            .fetch_one(connection)
            .await?,
    )
}

/// When an entry's words or place had last changed before one of its revisions, UTC milliseconds;
/// 0 when they never had.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn changed_before(
    connection: &mut Connection,
    (entry_id, revision_id): (i64, i64),
) -> Result<i64> {
    let at = sqlx::query_scalar!(
        "SELECT c.at FROM revisions r JOIN changes c ON c.id = r.change_id
         WHERE r.object_kind = 'entry' AND r.object_id = ? AND r.id < ?
           AND r.action NOT IN ('reorder', 'verify') ORDER BY r.id DESC LIMIT 1",
        entry_id,
        revision_id,
    )
    .fetch_optional(connection)
    .await?;
    Ok(at.unwrap_or_default())
}

/// The revision of an entry that stood right after a change.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn revision_at(
    connection: &mut Connection,
    (entry_id, change_id): (i64, i64),
) -> Result<Option<i64>> {
    Ok(sqlx::query_scalar!(
        r#"SELECT max(id) AS "id: i64" FROM revisions
           WHERE object_kind = 'entry' AND object_id = ? AND change_id <= ?"#,
        entry_id,
        change_id,
    )
    .fetch_one(connection)
    .await?)
}

/// The directory as it stands.
///
/// # Errors
/// [`AppError::NotFound`] before the site was set up.
pub(super) async fn load_present(connection: &mut Connection) -> Result<Past> {
    let mut past = Past::new(load_settings(connection).await?.state);
    past.pages = load_pages(connection).await?;
    past.tags = load_tags(connection).await?;
    load_categories(connection, &mut past).await?;
    load_entries(connection, &mut past).await?;
    Ok(past)
}

async fn load_pages(connection: &mut Connection) -> Result<BTreeMap<i64, PageState>> {
    let mut pages = BTreeMap::new();
    for slug in PageSlug::ALL {
        let page = match find_page(connection, slug).await {
            Ok(page) => page,
            Err(AppError::NotFound) => continue,
            Err(error) => return Err(error),
        };
        let state = PageState {
            slug,
            title: page.title,
            body: page.body,
        };
        pages.insert(page.id, state);
    }
    Ok(pages)
}

async fn load_tags(connection: &mut Connection) -> Result<BTreeMap<i64, String>> {
    let rows = sqlx::query!("SELECT id, name FROM tags")
        .fetch_all(connection)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

async fn load_categories(connection: &mut Connection, past: &mut Past) -> Result<()> {
    let rows = sqlx::query!(
        r#"SELECT id, uid, json_object('title', title, 'slug', slug, 'parent_id', parent_id,
               'introduction', introduction,
               'caveat', iif(caveat = '', NULL, json_object('kind', coalesce(caveat_kind, 'other'),
                                                            'text', caveat)),
               'position', position, 'deleted', json(iif(status = 'live', 'false', 'true')),
               'merged_into', merged_into) AS "state!: String"
           FROM categories"#
    )
    .fetch_all(connection)
    .await?;
    for row in rows {
        let state: CategoryState = serde_json::from_str(&row.state)?;
        past.categories.insert(row.id, state);
        past.births.categories.insert(row.id, row.uid);
    }
    Ok(())
}

async fn load_entries(connection: &mut Connection, past: &mut Past) -> Result<()> {
    let rows = sqlx::query!(
        r#"SELECT id, uid, added_at, updated_at, json_object('url', url, 'title', title,
               'category_id', category_id, 'description', description,
               'caveat', iif(caveat = '', NULL, json_object('kind', coalesce(caveat_kind, 'other'),
                                                            'text', caveat)),
               'licence', CASE licence_status WHEN 'expression' THEN licence
                          WHEN 'none' THEN 'none' ELSE '' END,
               'organisation', organisation,
               'tags', (SELECT json_group_array(t.name ORDER BY et.position)
                        FROM entry_tags et JOIN tags t ON t.id = et.tag_id
                        WHERE et.entry_id = entries.id),
               'language', language, 'featured', json(iif(featured, 'true', 'false')),
               'question', question, 'position', position, 'status', status,
               'merged_into', merged_into, 'verified_at', verified_at, 'verified_by', NULL)
               AS "state!: String"
           FROM entries"#
    )
    .fetch_all(connection)
    .await?;
    for row in rows {
        let entry = EntryAt {
            state: serde_json::from_str(&row.state)?,
            updated_at: row.updated_at,
        };
        past.entries.insert(row.id, entry);
        let birth = (row.uid, row.added_at);
        past.births.entries.insert(row.id, birth);
    }
    Ok(())
}
