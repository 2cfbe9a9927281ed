//! Every statement on uploads that wait for a yes, and on what became of them.

use serde::{Deserialize, Serialize};

use super::options::ImportOptions;
use super::report::Report;
use crate::db::{Connection, Db};
use crate::error::{AppError, Result};
use crate::transfer::read::SourceFile;

/// How long an upload waits for a yes, in milliseconds.
const WAITS: i64 = 24 * 60 * 60 * 1_000;

/// What somebody asked for with an upload.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// What to do with the list.
    #[serde(flatten)]
    pub options: ImportOptions,
    /// The format's word; empty to find it out.
    pub format: String,
    /// The names of the files.
    pub files: Vec<String>,
}

/// An upload, and what became of it.
#[derive(Clone, Debug)]
pub struct StagedImport {
    /// Its number.
    pub id: i64,
    /// Who uploaded it.
    pub user_name: String,
    /// When, UTC milliseconds.
    pub created_at: i64,
    /// What they asked for.
    pub asked: Asked,
    /// When it was carried out, UTC milliseconds.
    pub applied_at: Option<i64>,
    /// What it did.
    pub report: Option<Report>,
}

/// Keeps an upload until somebody says yes; returns its number.
///
/// # Errors
/// When the database can't be written.
pub async fn insert_import(
    connection: &mut Connection,
    (user_id, at): (i64, i64),
    asked: &Asked,
    files: &[SourceFile],
) -> Result<i64> {
    let options = serde_json::to_string(asked)?;
    let id = sqlx::query_scalar!(
        r#"INSERT INTO imports (user_id, created_at, options) VALUES (?, ?, ?) RETURNING id AS "id!""#,
        user_id,
        at,
        options,
    )
    .fetch_one(&mut *connection)
    .await?;
    for (position, file) in (0_i64..).zip(files) {
        sqlx::query!(
            "INSERT INTO import_files (import_id, position, name, content) VALUES (?, ?, ?, ?)",
            id,
            position,
            file.name,
            file.bytes,
        )
        .execute(&mut *connection)
        .await?;
    }
    Ok(id)
}

/// One upload.
///
/// # Errors
/// [`AppError::NotFound`] when it was given up, or there never was one.
pub async fn find_import(connection: &mut Connection, id: i64) -> Result<StagedImport> {
    let row = sqlx::query!(
        "SELECT i.id, u.name, i.created_at, i.options, i.applied_at, i.report
         FROM imports i JOIN users u ON u.id = i.user_id WHERE i.id = ?",
        id
    )
    .fetch_optional(connection)
    .await?;
    let row = row.ok_or(AppError::NotFound)?;
    Ok(StagedImport {
        id: row.id,
        user_name: row.name,
        created_at: row.created_at,
        asked: serde_json::from_str(&row.options)?,
        applied_at: row.applied_at,
        report: (row.report.as_deref())
            .map(serde_json::from_str)
            .transpose()?,
    })
}

/// The newest uploads, without what they did.
///
/// # Errors
/// When the database does not answer.
pub async fn list_imports(connection: &mut Connection, most: i64) -> Result<Vec<StagedImport>> {
    let rows = sqlx::query!(
        "SELECT i.id, u.name, i.created_at, i.options, i.applied_at
         FROM imports i JOIN users u ON u.id = i.user_id ORDER BY i.created_at DESC, i.id DESC LIMIT ?",
        most
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(StagedImport {
                id: row.id,
                user_name: row.name,
                created_at: row.created_at,
                asked: serde_json::from_str(&row.options)?,
                applied_at: row.applied_at,
                report: None,
            })
        })
        .collect()
}

/// The files of an upload, in their order.
///
/// # Errors
/// When the database does not answer.
pub async fn load_files(connection: &mut Connection, id: i64) -> Result<Vec<SourceFile>> {
    let rows = sqlx::query!(
        "SELECT name, content FROM import_files WHERE import_id = ? ORDER BY position",
        id
    )
    .fetch_all(connection)
    .await?;
    let file = |name, bytes| SourceFile { name, bytes };
    Ok(rows
        .into_iter()
        .map(|row| file(row.name, row.content))
        .collect())
}

/// Notes what an upload did, and lets its files go.
///
/// # Errors
/// When the database can't be written.
pub async fn close_import(
    connection: &mut Connection,
    id: i64,
    report: &Report,
    at: i64,
) -> Result<()> {
    let text = serde_json::to_string(report)?;
    sqlx::query!(
        "UPDATE imports SET applied_at = ?, change_id = ?, report = ? WHERE id = ?",
        at,
        report.change,
        text,
        id,
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!("DELETE FROM import_files WHERE import_id = ?", id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Gives an upload up that was not carried out.
///
/// # Errors
/// When the database can't be written.
pub async fn delete_import(connection: &mut Connection, id: i64) -> Result<()> {
    sqlx::query!(
        "DELETE FROM imports WHERE id = ? AND applied_at IS NULL",
        id
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Gives up what nobody said yes to for a day.
///
/// # Errors
/// When the database can't be written.
pub async fn delete_stale_imports(db: &Db, now: i64) -> Result<()> {
    let before = now - WAITS;
    let mut connection = db.read().await?;
    let waits = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM imports
               WHERE applied_at IS NULL AND created_at < ?) AS "waits!: bool""#,
        before
    )
    .fetch_one(&mut *connection)
    .await?;
    drop(connection);
    if !waits {
        return Ok(());
    }
    let mut write = db.write().await?;
    sqlx::query!(
        "DELETE FROM imports WHERE applied_at IS NULL AND created_at < ?",
        before
    )
    .execute(&mut *write)
    .await?;
    write.commit().await
}
