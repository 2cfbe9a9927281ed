//! Statements on what may not be shown any more.

use serde_json::Value;

use crate::db::Connection;
use crate::error::Result;
use crate::history::{Cover, ObjectKind};

/// Covers a field of a row that is never edited. `subject` is the kind of row: 'change',
/// 'revision', 'suggestion', 'message' or 'decision'.
///
/// # Errors
/// When the database can't be written.
pub async fn insert_redaction(
    connection: &mut Connection,
    (subject, subject_id, field): (&str, i64, &str),
    why: &str,
    (user_id, at): (i64, i64),
) -> Result<()> {
    sqlx::query!(
        "INSERT INTO redactions (at, user_id, subject, subject_id, field, why) VALUES (?, ?, ?, ?, ?, ?)",
        at,
        user_id,
        subject,
        subject_id,
        field,
        why,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Everything that is covered in the history of one object.
///
/// # Errors
/// When the database does not answer.
pub async fn covers_of(
    connection: &mut Connection,
    (kind, object_id): (ObjectKind, i64),
) -> Result<Vec<Cover>> {
    let kind = kind.as_str();
    let rows = sqlx::query!(
        r#"SELECT d.field, d.why, r.old, r.new FROM redactions d
           JOIN revisions r ON r.id = d.subject_id
           WHERE d.subject = 'revision' AND r.object_kind = ? AND r.object_id = ? ORDER BY d.id"#,
        kind,
        object_id,
    )
    .fetch_all(connection)
    .await?;
    let mut covers = Vec::new();
    for row in rows {
        let shape = row.new.or(row.old).unwrap_or_default();
        let shape: Value = serde_json::from_str(&shape)?;
        if let Some(value) = shape.get(&row.field) {
            covers.push(Cover {
                value: value.clone(),
                field: row.field,
                why: row.why,
            });
        }
    }
    Ok(covers)
}

/// The fields of a revision that can be covered, and the change that it belongs to.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] when there is no such revision.
pub async fn list_covered_fields(
    connection: &mut Connection,
    revision_id: i64,
) -> Result<(i64, Vec<String>)> {
    let row = sqlx::query!(
        "SELECT change_id, old, new FROM revisions WHERE id = ?",
        revision_id
    )
    .fetch_one(connection)
    .await?;
    let shape: Value = serde_json::from_str(&row.new.or(row.old).unwrap_or_default())?;
    let fields = shape.as_object().into_iter().flatten();
    Ok((
        row.change_id,
        fields.map(|(name, _)| name.clone()).collect(),
    ))
}

/// Why a change was made, or why that may not be shown.
pub(super) async fn cover_change(
    connection: &mut Connection,
    change_id: i64,
    why: String,
) -> Result<String> {
    let covered = sqlx::query_scalar!(
        "SELECT why FROM redactions WHERE subject = 'change' AND subject_id = ? ORDER BY id DESC LIMIT 1",
        change_id,
    )
    .fetch_optional(connection)
    .await?;
    Ok(covered.map_or(why, |reason| Cover::words(&reason)))
}
