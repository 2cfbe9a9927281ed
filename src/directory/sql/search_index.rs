//! Statements on the index of words.

use crate::db::Connection;
use crate::error::Result;

/// Indexes an entry's words anew: nothing of an entry that is not live.
pub(in crate::directory) async fn index_entry(
    connection: &mut Connection,
    entry_id: i64,
) -> Result<()> {
    sqlx::query!("DELETE FROM entry_search WHERE rowid = ?", entry_id)
        .execute(&mut *connection)
        .await?;
    sqlx::query!(
        "INSERT INTO entry_search (rowid, title, description, organisation, tags, url)
         SELECT id, title, description, organisation,
                coalesce((SELECT group_concat(t.name, ' ') FROM entry_tags et
                          JOIN tags t ON t.id = et.tag_id WHERE et.entry_id = entries.id), ''),
                url
         FROM entries WHERE id = ? AND status = 'live'",
        entry_id,
    )
    .execute(connection)
    .await?;
    Ok(())
}
