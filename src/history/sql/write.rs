//! Statements that write changes and revisions, and what an edit is made against.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::db::Connection;
use crate::error::Result;
use crate::history::{Action, ChangeContext, ObjectKind};

/// Opens a change inside the caller's transaction and returns its id.
///
/// # Errors
/// When the database can't be written.
pub async fn open_change(connection: &mut Connection, context: &ChangeContext) -> Result<i64> {
    insert(connection, context, None).await
}

/// Opens a change that undoes an earlier one, as a whole or in part, and returns its id.
///
/// # Errors
/// When the database can't be written.
pub async fn open_revert(
    connection: &mut Connection,
    context: &ChangeContext,
    reverts: i64,
) -> Result<i64> {
    insert(connection, context, Some(reverts)).await
}

async fn insert(
    connection: &mut Connection,
    context: &ChangeContext,
    reverts: Option<i64>,
) -> Result<i64> {
    let source = context.source.as_str();
    Ok(sqlx::query_scalar!(
        r#"INSERT INTO changes (at, source, user_id, suggestion_id, reverts_change_id, why)
           VALUES (?, ?, ?, ?, ?, ?) RETURNING id AS "id!""#,
        context.at,
        source,
        context.user_id,
        context.suggestion_id,
        reverts,
        context.why,
    )
    .fetch_one(connection)
    .await?)
}

/// Writes one object's old and new shape into an open change, and returns the revision's id.
///
/// # Errors
/// When the database can't be written.
pub async fn record<T: Serialize>(
    connection: &mut Connection,
    change_id: i64,
    (kind, object_id): (ObjectKind, i64),
    action: Action,
    old: Option<&T>,
    new: Option<&T>,
) -> Result<i64> {
    let old = old.map(serde_json::to_string).transpose()?;
    let new = new.map(serde_json::to_string).transpose()?;
    let (kind, action) = (kind.as_str(), action.as_str());
    Ok(sqlx::query_scalar!(
        r#"INSERT INTO revisions (change_id, object_kind, object_id, action, old, new)
           VALUES (?, ?, ?, ?, ?, ?) RETURNING id AS "id!""#,
        change_id,
        kind,
        object_id,
        action,
        old,
        new,
    )
    .fetch_one(connection)
    .await?)
}

/// The newest revision of an object: what an edit made now is made against.
///
/// # Errors
/// When the database does not answer.
pub async fn latest_revision(
    connection: &mut Connection,
    kind: ObjectKind,
    object_id: i64,
) -> Result<Option<i64>> {
    let kind = kind.as_str();
    Ok(sqlx::query_scalar!(
        r#"SELECT max(id) AS "id: i64" FROM revisions WHERE object_kind = ? AND object_id = ?"#,
        kind,
        object_id,
    )
    .fetch_one(connection)
    .await?)
}

/// How an object was after one of its revisions; `None` when that revision is not its own.
///
/// # Errors
/// When the database does not answer.
pub async fn state_after<T: DeserializeOwned>(
    connection: &mut Connection,
    revision_id: i64,
    (kind, object_id): (ObjectKind, i64),
) -> Result<Option<T>> {
    let kind = kind.as_str();
    let new = sqlx::query_scalar!(
        "SELECT new FROM revisions WHERE id = ? AND object_kind = ? AND object_id = ?",
        revision_id,
        kind,
        object_id,
    )
    .fetch_optional(connection)
    .await?
    .flatten();
    Ok(new.map(|json| serde_json::from_str(&json)).transpose()?)
}
