//! Statements on tags.

use super::search_index::index_entry;
use crate::db::Connection;
use crate::directory::Tag;
use crate::error::Result;
use crate::text::tag_slug;

/// Every tag that a live entry carries, by name.
///
/// # Errors
/// When the database does not answer.
pub async fn list_tags(connection: &mut Connection) -> Result<Vec<Tag>> {
    Ok(sqlx::query_as!(
        Tag,
        "SELECT id, slug, name, entry_count, version FROM tags WHERE entry_count > 0
         ORDER BY name COLLATE NOCASE, id"
    )
    .fetch_all(connection)
    .await?)
}

/// One tag by its number.
///
/// # Errors
/// When the database does not answer.
pub async fn find_tag(connection: &mut Connection, id: i64) -> Result<Option<Tag>> {
    Ok(sqlx::query_as!(
        Tag,
        "SELECT id, slug, name, entry_count, version FROM tags WHERE id = ?",
        id
    )
    .fetch_optional(connection)
    .await?)
}

/// One tag by its name in addresses.
///
/// # Errors
/// When the database does not answer.
pub async fn find_tag_by_slug(connection: &mut Connection, slug: &str) -> Result<Option<Tag>> {
    Ok(sqlx::query_as!(
        Tag,
        "SELECT id, slug, name, entry_count, version FROM tags WHERE slug = ?",
        slug
    )
    .fetch_optional(connection)
    .await?)
}

/// Where a tag that used to have this name is now.
///
/// # Errors
/// When the database does not answer.
pub async fn find_former_tag(connection: &mut Connection, slug: &str) -> Result<Option<String>> {
    Ok(sqlx::query_scalar!(
        "SELECT t.slug FROM former_addresses f JOIN tags t ON t.id = f.tag_id
         WHERE f.kind = 'tag' AND f.path = ?",
        slug
    )
    .fetch_optional(connection)
    .await?)
}

/// The tag that somebody means by a name: a name that was renamed or merged means the tag that it is
/// called today.
pub(in crate::directory) async fn find_tag_called(
    connection: &mut Connection,
    name: &str,
) -> Result<Option<Tag>> {
    let Some(slug) = tag_slug(name) else {
        return Ok(None);
    };
    if let Some(tag) = find_tag_by_slug(connection, &slug).await? {
        return Ok(Some(tag));
    }
    match find_former_tag(connection, &slug).await? {
        Some(today) => find_tag_by_slug(connection, &today).await,
        None => Ok(None),
    }
}

/// Ties an entry to exactly these tags, making those that are new, and indexes its words.
pub(in crate::directory) async fn set_entry_tags(
    connection: &mut Connection,
    entry_id: i64,
    names: &[String],
) -> Result<()> {
    sqlx::query!("DELETE FROM entry_tags WHERE entry_id = ?", entry_id)
        .execute(&mut *connection)
        .await?;
    for (position, name) in (0_i64..).zip(names) {
        let Some(slug) = tag_slug(name) else { continue };
        let slug = find_tag_called(connection, name)
            .await?
            .map_or(slug, |tag| tag.slug);
        sqlx::query!(
            "INSERT INTO tags (slug, name) VALUES (?, ?) ON CONFLICT (slug) DO NOTHING",
            slug,
            name
        )
        .execute(&mut *connection)
        .await?;
        sqlx::query!(
            "INSERT INTO entry_tags (entry_id, tag_id, position)
             SELECT ?1, id, ?2 FROM tags WHERE slug = ?3 ON CONFLICT DO NOTHING",
            entry_id,
            position,
            slug,
        )
        .execute(&mut *connection)
        .await?;
    }
    index_entry(connection, entry_id).await
}

/// Gives a tag another name and address; the old address leads to it.
pub(in crate::directory) async fn rename_tag(
    connection: &mut Connection,
    tag: &Tag,
    (slug, name): (&str, &str),
    at: i64,
) -> Result<()> {
    sqlx::query!(
        "UPDATE tags SET slug = ?, name = ?, version = version + 1 WHERE id = ?",
        slug,
        name,
        tag.id
    )
    .execute(&mut *connection)
    .await?;
    if tag.slug != slug {
        sqlx::query!(
            "DELETE FROM former_addresses WHERE kind = 'tag' AND path = ?",
            slug
        )
        .execute(&mut *connection)
        .await?;
        leave_tag(connection, &tag.slug, tag.id, at).await?;
    }
    index_tagged(connection, tag.id).await
}

pub(super) async fn leave_tag(
    connection: &mut Connection,
    slug: &str,
    tag_id: i64,
    at: i64,
) -> Result<()> {
    sqlx::query!(
        "INSERT INTO former_addresses (kind, path, tag_id, left_at) VALUES ('tag', ?1, ?2, ?3)
         ON CONFLICT (kind, path) DO UPDATE SET tag_id = ?2, left_at = ?3",
        slug,
        tag_id,
        at,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Every entry that carries a tag, whatever its status.
pub(in crate::directory) async fn list_tagged(
    connection: &mut Connection,
    tag_id: i64,
) -> Result<Vec<i64>> {
    Ok(sqlx::query_scalar!(
        "SELECT entry_id FROM entry_tags WHERE tag_id = ? ORDER BY entry_id",
        tag_id
    )
    .fetch_all(connection)
    .await?)
}

pub(super) async fn index_tagged(connection: &mut Connection, tag_id: i64) -> Result<()> {
    for entry_id in list_tagged(connection, tag_id).await? {
        index_entry(connection, entry_id).await?;
    }
    Ok(())
}
