//! Statements that read changes and their revisions back.

use super::redactions::{cover_change, covers_of};
use crate::db::Connection;
use crate::error::{AppError, Result};
use crate::history::{Action, ObjectKind, PastChange, PastRevision, Source, cover};

/// One change, with what is known of the people behind it.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such change.
pub async fn find_change(connection: &mut Connection, id: i64) -> Result<PastChange> {
    let row = sqlx::query!(
        r#"SELECT c.id, c.at, c.source, c.user_id, u.name AS "name?", c.suggestion_id,
                  s.reference AS "reference?", c.reverts_change_id, c.why
           FROM changes c LEFT JOIN users u ON u.id = c.user_id
           LEFT JOIN suggestions s ON s.id = c.suggestion_id
           WHERE c.id = ?"#,
        id,
    )
    .fetch_one(&mut *connection)
    .await?;
    let reverted_by = find_reverting(connection, id).await?;
    let why = cover_change(connection, id, row.why).await?;
    Ok(PastChange {
        id: row.id,
        at: row.at,
        // A named constraint keeps the word to those we know.
        source: Source::parse(&row.source).unwrap_or(Source::System),
        user_id: row.user_id,
        user_name: row.name.unwrap_or_default(),
        suggestion_id: row.suggestion_id,
        reference: row.reference.unwrap_or_default(),
        credited: list_credits(connection, id, None).await?,
        reverts: row.reverts_change_id,
        reverted_by,
        why,
    })
}

/// Who asked to be named for a change, or for what it did to one entry: several suggestions may
/// have been approved in one.
///
/// # Errors
/// When the database does not answer.
pub async fn list_credits(
    connection: &mut Connection,
    change_id: i64,
    entry_id: Option<i64>,
) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!(
        "SELECT DISTINCT p.name FROM contributors p JOIN suggestions s ON s.id = p.suggestion_id
         WHERE p.credit = 1 AND p.name <> ''
           AND s.id IN (SELECT suggestion_id FROM changes WHERE id = ?1
                        UNION SELECT suggestion_id FROM decisions
                        WHERE change_id = ?1 AND verdict = 'approve')
           AND (?2 IS NULL OR s.entry_id = ?2 OR s.result_entry_id = ?2)
         ORDER BY p.name",
        change_id,
        entry_id,
    )
    .fetch_all(connection)
    .await?)
}

/// The change that undid another last, if what it undid still is undone: undoing that one brought
/// the first one back, and so on.
///
/// # Errors
/// When the database does not answer.
pub async fn find_reverting(connection: &mut Connection, id: i64) -> Result<Option<i64>> {
    let chain = sqlx::query_scalar!(
        r#"WITH RECURSIVE chain (id) AS (
               SELECT max(id) FROM changes WHERE reverts_change_id = ?1
               UNION ALL SELECT (SELECT max(c.id) FROM changes c WHERE c.reverts_change_id = chain.id)
               FROM chain WHERE chain.id IS NOT NULL)
           SELECT id AS "id!: i64" FROM chain WHERE id IS NOT NULL"#,
        id,
    )
    .fetch_all(connection)
    .await?;
    let is_undone = chain.len() % 2 == 1;
    Ok(chain.first().copied().filter(|_| is_undone))
}

/// A change that this person made at or after `since`, and that nobody undid: one that may be
/// offered to be undone.
///
/// # Errors
/// When the database does not answer.
pub async fn find_own_change(
    connection: &mut Connection,
    id: i64,
    (user_id, since): (i64, i64),
) -> Result<Option<i64>> {
    let found = sqlx::query_scalar!(
        "SELECT id FROM changes WHERE id = ? AND user_id = ? AND at >= ?",
        id,
        user_id,
        since,
    )
    .fetch_optional(&mut *connection)
    .await?;
    match found {
        Some(id) if find_reverting(connection, id).await?.is_none() => Ok(Some(id)),
        _ => Ok(None),
    }
}

/// What a change did to each object, in the order in which it was done, from the `offset`th on.
/// Covered text is replaced by the reason.
///
/// # Errors
/// When the database does not answer.
pub async fn list_revisions(
    connection: &mut Connection,
    change_id: i64,
    (offset, most): (i64, i64),
) -> Result<Vec<PastRevision>> {
    let mut revisions = list_raw_revisions(connection, change_id, (offset, most)).await?;
    for revision in &mut revisions {
        let covers = covers_of(connection, (revision.kind, revision.object_id)).await?;
        cover(revision, &covers);
    }
    Ok(revisions)
}

/// What a change did to one object.
///
/// # Errors
/// When the database does not answer.
pub async fn list_revisions_of(
    connection: &mut Connection,
    change_id: i64,
    (kind, object_id): (ObjectKind, i64),
) -> Result<Vec<PastRevision>> {
    let word = kind.as_str();
    let rows = sqlx::query_as!(
        RevisionRow,
        "SELECT id, change_id, object_kind, object_id, action, old, new FROM revisions
         WHERE change_id = ? AND object_kind = ? AND object_id = ? ORDER BY id",
        change_id,
        word,
        object_id,
    )
    .fetch_all(&mut *connection)
    .await?;
    let covers = covers_of(connection, (kind, object_id)).await?;
    let mut revisions = Vec::new();
    for row in rows {
        let mut revision = PastRevision::try_from(row)?;
        cover(&mut revision, &covers);
        revisions.push(revision);
    }
    Ok(revisions)
}

/// How many objects a change touched; with `public` only those that readers may know of.
///
/// # Errors
/// When the database does not answer.
pub async fn count_revisions(
    connection: &mut Connection,
    change_id: i64,
    public: bool,
) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        "SELECT count(*) FROM revisions WHERE change_id = ?1 AND (NOT ?2 OR object_kind IN
             ('entry', 'category', 'tag', 'page', 'settings'))",
        change_id,
        public,
    )
    .fetch_one(connection)
    .await?)
}

/// The same word for word, for undoing; never for showing.
///
/// # Errors
/// When the database does not answer.
pub async fn list_raw_revisions(
    connection: &mut Connection,
    change_id: i64,
    (offset, most): (i64, i64),
) -> Result<Vec<PastRevision>> {
    let rows = sqlx::query_as!(
        RevisionRow,
        "SELECT id, change_id, object_kind, object_id, action, old, new FROM revisions
         WHERE change_id = ? ORDER BY id LIMIT ? OFFSET ?",
        change_id,
        most,
        offset,
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(PastRevision::try_from).collect()
}

/// One row of `revisions`.
pub(super) struct RevisionRow {
    pub(super) id: i64,
    pub(super) change_id: i64,
    pub(super) object_kind: String,
    pub(super) object_id: i64,
    pub(super) action: String,
    pub(super) old: Option<String>,
    pub(super) new: Option<String>,
}

impl TryFrom<RevisionRow> for PastRevision {
    type Error = AppError;

    fn try_from(row: RevisionRow) -> Result<Self> {
        let shape = |json: Option<String>| json.map(|json| serde_json::from_str(&json)).transpose();
        let unknown = || anyhow::anyhow!("unknown word in revision {}", row.id);
        Ok(Self {
            kind: ObjectKind::parse(&row.object_kind).ok_or_else(unknown)?,
            action: Action::parse(&row.action).ok_or_else(unknown)?,
            id: row.id,
            change_id: row.change_id,
            object_id: row.object_id,
            old: shape(row.old)?,
            new: shape(row.new)?,
        })
    }
}
