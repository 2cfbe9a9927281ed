//! Statements that look up what numbers in old shapes are called today, and where things are.

use crate::db::Connection;
use crate::error::Result;
use crate::history::{Names, ObjectKind};
use crate::paths;

/// What categories, tags and the entries that others were merged into are called.
///
/// # Errors
/// When the database does not answer.
pub async fn load_names(connection: &mut Connection) -> Result<Names> {
    let categories = sqlx::query!("SELECT id, title FROM categories")
        .fetch_all(&mut *connection)
        .await?;
    let tags = sqlx::query!("SELECT id, name FROM tags")
        .fetch_all(&mut *connection)
        .await?;
    let entries = sqlx::query!(
        "SELECT id, title FROM entries WHERE id IN
             (SELECT merged_into FROM entries WHERE merged_into IS NOT NULL)"
    )
    .fetch_all(connection)
    .await?;
    Ok(Names {
        categories: categories
            .into_iter()
            .map(|row| (row.id, row.title))
            .collect(),
        tags: tags.into_iter().map(|row| (row.id, row.name)).collect(),
        entries: entries.into_iter().map(|row| (row.id, row.title)).collect(),
        ..Names::default()
    })
}

/// Where readers find an object today; none when they can't.
///
/// # Errors
/// When the database does not answer.
pub async fn find_address(
    connection: &mut Connection,
    (kind, id): (ObjectKind, i64),
) -> Result<Option<String>> {
    Ok(match kind {
        ObjectKind::Entry => sqlx::query_scalar!(
            "SELECT slug FROM entries WHERE id = ? AND status <> 'deleted'",
            id
        )
        .fetch_optional(connection)
        .await?
        .map(|slug| paths::entry(id, &slug)),
        ObjectKind::Category => sqlx::query_scalar!(
            "SELECT path FROM categories WHERE id = ? AND status = 'live'",
            id
        )
        .fetch_optional(connection)
        .await?
        .map(|path| paths::category(&path)),
        ObjectKind::Tag => {
            sqlx::query_scalar!("SELECT slug FROM tags WHERE id = ? AND entry_count > 0", id)
                .fetch_optional(connection)
                .await?
                .map(|slug| paths::tag(&slug))
        }
        ObjectKind::Page => sqlx::query_scalar!("SELECT slug FROM pages WHERE id = ?", id)
            .fetch_optional(connection)
            .await?
            .map(|slug| paths::curated_page(&slug)),
        ObjectKind::Settings => Some(paths::HOME.to_owned()),
        _ => None,
    })
}
