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
        // A name that somebody renamed means the tag that it is called today.
        let former = find_former_tag(connection, &slug).await?;
        let slug = match find_tag_by_slug(connection, &slug).await? {
            Some(tag) => tag.slug,
            None => former.unwrap_or(slug),
        };
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

/// Gives a tag's entries another tag instead; its address leads there. Returns those entries.
pub(in crate::directory) async fn move_tag(
    connection: &mut Connection,
    tag: &Tag,
    into: i64,
    at: i64,
) -> Result<Vec<i64>> {
    let entries = tagged(connection, tag.id).await?;
    sqlx::query!(
        "INSERT INTO entry_tags (entry_id, tag_id, position)
         SELECT entry_id, ?1, position FROM entry_tags WHERE tag_id = ?2 ON CONFLICT DO NOTHING",
        into,
        tag.id,
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!("DELETE FROM entry_tags WHERE tag_id = ?", tag.id)
        .execute(&mut *connection)
        .await?;
    sqlx::query!(
        "UPDATE former_addresses SET tag_id = ? WHERE tag_id = ?",
        into,
        tag.id
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!("DELETE FROM tags WHERE id = ?", tag.id)
        .execute(&mut *connection)
        .await?;
    leave_tag(connection, &tag.slug, into, at).await?;
    index_tagged(connection, into).await?;
    Ok(entries)
}

async fn leave_tag(connection: &mut Connection, slug: &str, tag_id: i64, at: i64) -> Result<()> {
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

async fn tagged(connection: &mut Connection, tag_id: i64) -> Result<Vec<i64>> {
    Ok(sqlx::query_scalar!(
        "SELECT entry_id FROM entry_tags WHERE tag_id = ? ORDER BY entry_id",
        tag_id
    )
    .fetch_all(connection)
    .await?)
}

async fn index_tagged(connection: &mut Connection, tag_id: i64) -> Result<()> {
    for entry_id in tagged(connection, tag_id).await? {
        index_entry(connection, entry_id).await?;
    }
    Ok(())
}
