//! Statements that find what a list may bring again.

use super::rows;
use crate::db::Connection;
use crate::directory::{EntryState, StandingEntry};
use crate::error::Result;

struct StandingRow {
    id: i64,
    uid: String,
    url_key: String,
    category_id: i64,
    url: String,
    title: String,
    description: String,
    caveat_kind: Option<String>,
    caveat: String,
    licence_status: String,
    licence: Option<String>,
    organisation: String,
    language: String,
    position: i64,
    featured: bool,
    question: String,
    status: String,
    merged_into: Option<i64>,
    verified_at: Option<i64>,
    verified_by: Option<i64>,
    tags: String,
}

impl From<StandingRow> for StandingEntry {
    fn from(row: StandingRow) -> Self {
        let licence = rows::licence(&row.licence_status, row.licence);
        let tags = rows::tags(&row.tags);
        Self {
            id: row.id,
            uid: row.uid,
            url_key: row.url_key,
            state: EntryState {
                url: row.url,
                title: row.title,
                category_id: row.category_id,
                description: row.description,
                caveat: rows::caveat(row.caveat_kind.as_deref(), &row.caveat),
                licence: licence.field().to_owned(),
                organisation: row.organisation,
                tags: tags.into_iter().map(|tag| tag.name).collect(),
                language: row.language,
                featured: row.featured,
                question: row.question,
                position: row.position,
                status: rows::status(&row.status),
                merged_into: row.merged_into,
                verified_at: row.verified_at,
                verified_by: row.verified_by,
            },
        }
    }
}

/// The entries, live or retired, that have one of these normalised links or one of these names in
/// feeds. An entry may come twice.
///
/// # Errors
/// When the database does not answer.
pub async fn list_standing_entries(
    connection: &mut Connection,
    (url_keys, uids): (&[&str], &[&str]),
) -> Result<Vec<StandingEntry>> {
    let (url_keys, uids) = (
        serde_json::to_string(url_keys)?,
        serde_json::to_string(uids)?,
    );
    let rows = sqlx::query_as!(
        StandingRow,
        r#"SELECT e.id AS "id!", e.uid AS "uid!", e.url_key AS "url_key!", e.category_id AS "category_id!",
                  e.url AS "url!", e.title AS "title!", e.description AS "description!", e.caveat_kind,
                  e.caveat AS "caveat!", e.licence_status AS "licence_status!", e.licence,
                  e.organisation AS "organisation!", e.language AS "language!", e.position AS "position!",
                  e.featured AS "featured!: bool", e.question AS "question!", e.status AS "status!",
                  e.merged_into, e.verified_at, e.verified_by,
                  (SELECT json_group_array(json_object('slug', t.slug, 'name', t.name)
                                           ORDER BY et.position)
                   FROM entry_tags et JOIN tags t ON t.id = et.tag_id
                   WHERE et.entry_id = e.id) AS "tags!: String"
           FROM (SELECT o.id FROM json_each(?1) k CROSS JOIN entries o ON o.url_key = k.value
                 UNION SELECT o.id FROM json_each(?2) k CROSS JOIN entries o ON o.uid = k.value) found
           JOIN entries e ON e.id = found.id
           WHERE e.status <> 'deleted' ORDER BY e.id"#,
        url_keys,
        uids,
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// The entry of this name in feeds, whatever its status.
pub(in crate::directory) async fn find_entry_by_uid(
    connection: &mut Connection,
    uid: &str,
) -> Result<Option<i64>> {
    Ok(
        sqlx::query_scalar!("SELECT id FROM entries WHERE uid = ?", uid)
            .fetch_optional(connection)
            .await?,
    )
}

/// The category of this name in feeds, live or deleted.
pub(in crate::directory) async fn find_category_by_uid(
    connection: &mut Connection,
    uid: &str,
) -> Result<Option<i64>> {
    Ok(
        sqlx::query_scalar!("SELECT id FROM categories WHERE uid = ?", uid)
            .fetch_optional(connection)
            .await?,
    )
}

/// The tags that used to have another name: the slug of then, and of today.
///
/// # Errors
/// When the database does not answer.
pub async fn list_former_tags(connection: &mut Connection) -> Result<Vec<(String, String)>> {
    let rows = sqlx::query!(
        "SELECT f.path, t.slug FROM former_addresses f JOIN tags t ON t.id = f.tag_id
         WHERE f.kind = 'tag' AND NOT EXISTS (SELECT 1 FROM tags WHERE slug = f.path)"
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|row| (row.path, row.slug)).collect())
}
