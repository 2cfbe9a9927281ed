//! From whatever a file holds to today's schema, forward only.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use sqlx::Connection as _;
use sqlx::migrate::{AppliedMigration, Migrate, MigrateError, Migrator};
use sqlx::sqlite::SqliteConnectOptions;

use super::Connection;

/// Every step from an empty file to today's schema, embedded in the binary.
pub static MIGRATIONS: Migrator = sqlx::migrate!();

/// Brings the schema up to date, with a copy of the database as it was beside it.
///
/// A step may write a table anew, which SQLite allows only while foreign keys are not enforced;
/// so references are checked as a whole before and afterwards.
pub(super) async fn migrate(options: &SqliteConnectOptions, path: &Path) -> anyhow::Result<()> {
    let mut connection = Connection::connect_with(&options.clone().foreign_keys(false))
        .await
        .with_context(|| format!("can't open the database {}", path.display()))?;
    let applied = applied(&mut connection).await?;
    if is_current(&applied) {
        return Ok(connection.close().await?);
    }
    if let Some(last) = applied.last() {
        expect_whole(&mut connection, path).await?;
        expect_ours(last, path)?;
        keep_copy(&mut connection, path, last.version).await?;
    }
    MIGRATIONS
        .run(&mut connection)
        .await
        .map_err(|error| match error {
            MigrateError::VersionMissing(_) => written_by_a_newer_one(path),
            error => anyhow::Error::from(error).context(format!(
                "can't bring the database {} up to date",
                path.display()
            )),
        })?;
    expect_whole(&mut connection, path).await?;
    Ok(connection.close().await?)
}

async fn applied(connection: &mut Connection) -> anyhow::Result<Vec<AppliedMigration>> {
    let table = &MIGRATIONS.table_name;
    connection.ensure_migrations_table(table).await?;
    Ok(connection.list_applied_migrations(table).await?)
}

/// Whether exactly our steps ran: checking every reference takes long in a large directory.
fn is_current(applied: &[AppliedMigration]) -> bool {
    let ours = MIGRATIONS.iter().map(|ours| (ours.version, &ours.checksum));
    ours.eq(applied.iter().map(|done| (done.version, &done.checksum)))
}

fn expect_ours(last: &AppliedMigration, path: &Path) -> anyhow::Result<()> {
    if MIGRATIONS.version_exists(last.version) {
        Ok(())
    } else {
        Err(written_by_a_newer_one(path))
    }
}

fn written_by_a_newer_one(path: &Path) -> anyhow::Error {
    anyhow!(
        "the database {} was written by a newer Signpost: use that one",
        path.display()
    )
}

async fn expect_whole(connection: &mut Connection, path: &Path) -> anyhow::Result<()> {
    let broken = sqlx::query("PRAGMA foreign_key_check")
        .fetch_optional(connection)
        .await?;
    anyhow::ensure!(
        broken.is_none(),
        "the database {} refers to rows that are missing: restore a backup",
        path.display()
    );
    Ok(())
}

/// Copies the database as it is to `NAME.before-N`, where N is the step that comes next. Half
/// a copy never bears the name.
async fn keep_copy(
    connection: &mut Connection,
    path: &Path,
    last_version: i64,
) -> anyhow::Result<()> {
    let copy = beside(path, &format!(".before-{}", last_version + 1));
    let unfinished = beside(&copy, ".part");
    let what = || format!("can't copy the database to {}", copy.display());
    if unfinished.exists() {
        fs::remove_file(&unfinished).with_context(what)?;
    }
    sqlx::query("VACUUM INTO ?")
        .bind(unfinished.to_string_lossy().into_owned())
        .execute(connection)
        .await
        .with_context(what)?;
    fs::rename(&unfinished, &copy).with_context(what)?;
    tracing::info!(copy = %copy.display(), "the database as it was is kept beside it");
    Ok(())
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    PathBuf::from(name)
}
