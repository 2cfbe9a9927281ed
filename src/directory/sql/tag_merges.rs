//! Statements that merge tags, and that tell them apart again.

use super::tags::{index_tagged, leave_tag};
use crate::db::Connection;
use crate::directory::Tag;
use crate::error::Result;

/// Gives a tag's entries another tag instead; its address leads there.
pub(in crate::directory) async fn move_tag(
    connection: &mut Connection,
    tag: &Tag,
    into: i64,
    at: i64,
) -> Result<()> {
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
    index_tagged(connection, into).await
}

/// The entries that carry both tags, and the place of the first one among their tags, from 0.
pub(in crate::directory) async fn list_with_both(
    connection: &mut Connection,
    tag_id: i64,
    other: i64,
) -> Result<Vec<(i64, usize)>> {
    let rows = sqlx::query!(
        r#"SELECT a.entry_id, (SELECT count(*) FROM entry_tags before
                               WHERE before.entry_id = a.entry_id AND before.position < a.position)
                   AS "place!: i64"
           FROM entry_tags a JOIN entry_tags b ON b.entry_id = a.entry_id AND b.tag_id = ?
           WHERE a.tag_id = ? ORDER BY a.entry_id"#,
        other,
        tag_id,
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.entry_id, usize::try_from(row.place).unwrap_or_default()))
        .collect())
}

/// The former addresses that lead to a tag.
pub(in crate::directory) async fn list_tag_addresses(
    connection: &mut Connection,
    tag_id: i64,
) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!(
        "SELECT path FROM former_addresses WHERE tag_id = ? ORDER BY path",
        tag_id
    )
    .fetch_all(connection)
    .await?)
}

/// A tag that comes back, with its old number unless another has it now.
pub(in crate::directory) async fn insert_tag(
    connection: &mut Connection,
    id: i64,
    (slug, name): (&str, &str),
) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"INSERT INTO tags (id, slug, name)
           VALUES (CASE WHEN EXISTS (SELECT 1 FROM tags WHERE id = ?1) THEN NULL ELSE ?1 END, ?2, ?3)
           RETURNING id AS "id!""#,
        id,
        slug,
        name,
    )
    .fetch_one(connection)
    .await?)
}

/// Lets these former addresses lead to a tag that came back, unless they lead elsewhere by now.
pub(in crate::directory) async fn return_addresses(
    connection: &mut Connection,
    (from, to): (i64, i64),
    addresses: &[String],
) -> Result<()> {
    for path in addresses {
        sqlx::query!(
            "UPDATE former_addresses SET tag_id = ? WHERE kind = 'tag' AND path = ? AND tag_id = ?",
            to,
            path,
            from,
        )
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}
