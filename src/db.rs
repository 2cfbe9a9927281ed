//! The database: one SQLite file, opened for a server.
//!
//! Reads go through a small pool of read-only connections; writes through the one writer, whose
//! transactions begin as immediate so that they queue instead of failing half-way.

use std::ops::{Deref, DerefMut};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Sqlite, Transaction};

use crate::error::Result;

mod migrate;
pub use migrate::MIGRATIONS;

/// A connection, whether pooled or inside a transaction; what every `sql.rs` function takes.
pub use sqlx::SqliteConnection as Connection;

/// The oldest engine that may open a database: earlier ones can lose committed pages when a
/// checkpoint races a restart of the write-ahead log. Source: <https://sqlite.org/releaselog/3_51_3.html>.
pub const OLDEST_ENGINE: i32 = 3_051_003;

/// How long a writer waits for another process that holds the lock.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// Readers keep two cores busy without queueing on the file (measured in `performance.md`).
const READERS: u32 = 4;
/// Reads go through the page cache of the operating system up to this size.
const MMAP_BYTES: &str = "2147483648";

/// The open database. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Db {
    readers: SqlitePool,
    writer: SqlitePool,
    version: Arc<AtomicI64>,
}

impl Db {
    /// Opens the file (creating it), checks the engine and brings the schema up to date.
    ///
    /// # Errors
    /// When the engine is too old, the file can't be opened or written, is not a Signpost
    /// database, or was written by a newer Signpost.
    pub async fn open(path: &Path) -> anyhow::Result<Self> {
        assert_engine()?;
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT)
            .pragma("mmap_size", MMAP_BYTES)
            .statement_cache_capacity(400);
        migrate::migrate(&options, path).await?;
        let writer = pool(1).connect_with(options.clone()).await?;
        let readers = pool(READERS)
            .connect_with(options.pragma("query_only", "on"))
            .await?;
        let db = Self {
            readers,
            writer,
            version: Arc::new(AtomicI64::new(0)),
        };
        db.notice_version().await?;
        Ok(db)
    }

    /// A read-only connection.
    ///
    /// # Errors
    /// [`crate::error::AppError::Unavailable`] when all are busy for too long.
    pub async fn read(&self) -> Result<sqlx::pool::PoolConnection<Sqlite>> {
        Ok(self.readers.acquire().await?)
    }

    /// Begins a write. It is rolled back unless [`Write::commit`] is called.
    ///
    /// # Errors
    /// [`crate::error::AppError::Unavailable`] when another process holds the lock for too long.
    pub async fn write(&self) -> Result<Write> {
        let transaction = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        Ok(Write {
            transaction,
            version: Arc::clone(&self.version),
        })
    }

    /// The version that dates every public page, as last seen by this process.
    pub fn version(&self) -> Arc<AtomicI64> {
        Arc::clone(&self.version)
    }

    /// Looks up the directory version, so that what another process wrote shows here.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn notice_version(&self) -> Result<()> {
        let mut connection = self.read().await?;
        let version = read_version(&mut connection).await?;
        self.version.fetch_max(version, Ordering::AcqRel);
        Ok(())
    }

    /// Whether reading works.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn ping(&self) -> Result<()> {
        self.notice_version().await
    }

    /// Whether writing works, without changing anything: takes the writer's lock and gives it back.
    ///
    /// # Errors
    /// When the file is locked, full or read-only.
    pub async fn can_write(&self) -> Result<()> {
        let mut write = self.write().await?;
        sqlx::query!("UPDATE directory_version SET version = version WHERE id = 1")
            .execute(&mut *write)
            .await?;
        Ok(write.transaction.rollback().await?)
    }

    /// Folds the write-ahead log into the file and closes every connection.
    pub async fn close(&self) {
        self.readers.close().await;
        if let Ok(mut connection) = self.writer.acquire().await {
            let folded = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut *connection);
            if let Err(error) = folded.await {
                tracing::warn!(%error, "the write-ahead log stays for the next start");
            }
        }
        self.writer.close().await;
    }
}

/// A write in progress; use it as a [`Connection`].
#[derive(Debug)]
pub struct Write {
    transaction: Transaction<'static, Sqlite>,
    version: Arc<AtomicI64>,
}

impl Write {
    /// Makes the write durable, and lets public pages know when it changed what they show.
    ///
    /// # Errors
    /// When the disk is full or fails; nothing of the write is kept then.
    pub async fn commit(mut self) -> Result<()> {
        let version = read_version(&mut self.transaction).await?;
        self.transaction.commit().await?;
        self.version.fetch_max(version, Ordering::AcqRel);
        Ok(())
    }
}

impl Deref for Write {
    type Target = Connection;
    fn deref(&self) -> &Connection {
        &self.transaction
    }
}

impl DerefMut for Write {
    fn deref_mut(&mut self) -> &mut Connection {
        &mut self.transaction
    }
}

async fn read_version(connection: &mut Connection) -> Result<i64> {
    Ok(sqlx::query_scalar!("SELECT version FROM directory_version")
        .fetch_one(connection)
        .await?)
}

fn pool(size: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(size)
        .min_connections(1)
        .acquire_timeout(BUSY_TIMEOUT)
        .idle_timeout(None)
        .max_lifetime(None)
        // A connection to a local file does not go stale.
        .test_before_acquire(false)
}

fn assert_engine() -> anyhow::Result<()> {
    let engine = engine_version();
    anyhow::ensure!(
        engine >= OLDEST_ENGINE,
        "SQLite {engine} is too old: Signpost needs at least {OLDEST_ENGINE} (3.51.3)"
    );
    Ok(())
}

/// The linked engine's number, for example 3051003 for 3.51.3.
pub fn engine_version() -> i32 {
    libsqlite3_sys::SQLITE_VERSION_NUMBER
}
