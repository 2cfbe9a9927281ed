//! Reads the directory for an export, in short reads by key.

use crate::db::Connection;
use crate::directory::Licence;
use crate::error::Result;
use crate::text::{Caveat, CaveatKind};
use crate::transfer::json::{EntryRecord, RecordStatus};
use crate::transfer::write::{ExportedCategory, ExportedEntry, caveat_fields};

/// Every live category, as the tree is written out.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn list_categories(connection: &mut Connection) -> Result<Vec<ExportedCategory>> {
    let rows = sqlx::query!(
        "SELECT id, uid, parent_id, slug, path, title, introduction, caveat_kind, caveat, entry_count
         FROM categories WHERE status = 'live' ORDER BY tree_order, id"
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| ExportedCategory {
            id: row.id,
            uid: row.uid,
            // A slug holds no slash (a named constraint).
            depth: row.path.split('/').count(),
            slug: row.slug,
            path: row.path,
            title: row.title,
            introduction: row.introduction,
            caveat: (!row.caveat.is_empty()).then(|| Caveat {
                kind: row
                    .caveat_kind
                    .as_deref()
                    .and_then(CaveatKind::parse)
                    .unwrap_or_default(),
                text: row.caveat,
            }),
            entry_count: row.entry_count,
        })
        .collect())
}

/// Where in a category's order a page of entries ended: place, number.
pub type Mark = (i64, i64);

/// Live and retired entries of a category itself after `mark`, in the curator's order, and where
/// this page ends.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn list_entries_after(
    connection: &mut Connection,
    category_id: i64,
    (position, id): Mark,
    limit: i64,
) -> Result<(Vec<ExportedEntry>, Option<Mark>)> {
    let rows = sqlx::query!(
        r#"SELECT e.id, e.uid, e.url, e.title, e.description, e.caveat_kind, e.caveat,
                  e.licence_status, e.licence, e.organisation, e.language, e.position,
                  e.featured AS "featured: bool", e.question, e.status, e.added_at, e.updated_at,
                  e.verified_at,
                  EXISTS (SELECT 1 FROM entries o WHERE o.similar_key = e.similar_key
                          AND o.id <> e.id AND o.status = 'live') AS "twin!: bool",
                  (SELECT json_group_array(t.name ORDER BY et.position)
                   FROM entry_tags et JOIN tags t ON t.id = et.tag_id
                   WHERE et.entry_id = e.id) AS "tags!: String"
           FROM entries e
           WHERE e.category_id = ?1 AND (e.position, e.id) > (?2, ?3)
             AND e.status IN ('live', 'retired')
           ORDER BY e.position, e.id LIMIT ?4"#,
        category_id,
        position,
        id,
        limit,
    )
    .fetch_all(connection)
    .await?;
    let full = i64::try_from(rows.len()).is_ok_and(|count| count == limit);
    let mark = rows
        .last()
        .filter(|_| full)
        .map(|row| (row.position, row.id));
    let entries = rows.into_iter().map(|row| {
        let caveat = (!row.caveat.is_empty()).then(|| Caveat {
            kind: row
                .caveat_kind
                .as_deref()
                .and_then(CaveatKind::parse)
                .unwrap_or_default(),
            text: row.caveat,
        });
        let (caveat_kind, caveat) = caveat_fields(caveat.as_ref());
        let licence = Licence::from_columns(&row.licence_status, row.licence)
            .filter(|licence| *licence != Licence::NotChecked);
        ExportedEntry {
            id: row.id,
            twin: row.twin,
            record: EntryRecord {
                url: row.url,
                title: row.title,
                description: row.description,
                organisation: row.organisation,
                licence: licence
                    .map(|licence| licence.field().to_owned())
                    .unwrap_or_default(),
                caveat_kind,
                caveat,
                // Ours, so it always reads.
                tags: serde_json::from_str(&row.tags).unwrap_or_default(),
                language: row.language,
                featured: row.featured,
                question: row.question,
                uid: Some(row.uid),
                added_at: Some(row.added_at),
                updated_at: Some(row.updated_at),
                verified_at: row.verified_at,
                status: if row.status == "retired" {
                    RecordStatus::Retired
                } else {
                    RecordStatus::Live
                },
            },
        }
    });
    Ok((entries.collect(), mark))
}

/// The version that dates every public page.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn directory_version(connection: &mut Connection) -> Result<i64> {
    Ok(
        sqlx::query_scalar!("SELECT version FROM directory_version WHERE id = 1")
            .fetch_one(connection)
            .await?,
    )
}
