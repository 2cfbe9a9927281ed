//! Databases of earlier releases come along whole.

use std::path::Path;

use signpost::db::{Db, MIGRATIONS};
use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode};
use sqlx::{Connection, raw_sql};

/// A database as the first release left it: an entry, an edit made against its first revision,
/// a new link that waits, and a decision.
async fn first_release(file: &Path) {
    let mut connection = connect(file, true).await;
    let first = MIGRATIONS.iter().take(1).cloned().collect();
    Migrator::with_migrations(first)
        .run(&mut connection)
        .await
        .unwrap();
    raw_sql(include_str!("support/first_release.sql"))
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
}

async fn connect(file: &Path, foreign_keys: bool) -> SqliteConnection {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .foreign_keys(foreign_keys);
    SqliteConnection::connect_with(&options).await.unwrap()
}

async fn strings(db: &Db, sql: &'static str) -> Vec<String> {
    let mut connection = db.read().await.unwrap();
    sqlx::query_scalar(sql)
        .fetch_all(&mut *connection)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_database_of_the_first_release_keeps_every_row() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("signpost.db");
    first_release(&file).await;
    let db = Db::open(&file).await.unwrap();
    assert_eq!(
        strings(
            &db,
            "SELECT id || ' ' || action || ' ' || coalesce(old, '-') || ' ' || new FROM revisions ORDER BY id"
        )
        .await,
        [
            r#"1 create - {"title":"Guidance"}"#,
            r#"7 create - {"title":"First"}"#,
            r#"8 update {"title":"First"} {"title":"Second"}"#,
        ]
    );
    assert_eq!(
        strings(
            &db,
            "SELECT s.kind || ' ' || s.status || ' ' || s.subject || ' ' || coalesce(c.path, '-')
                 || ' ' || coalesce(r.action, '-')
             FROM suggestions s LEFT JOIN categories c ON c.id = s.category_id
             LEFT JOIN revisions r ON r.id = s.base_revision_id ORDER BY s.id"
        )
        .await,
        [
            "edit declined entry 1 - create",
            "entry pending link example.org/new guidance -",
        ]
    );
    assert_eq!(
        strings(&db, "SELECT verdict || ' ' || reason FROM decisions").await,
        ["decline Off topic"]
    );
    assert_eq!(
        strings(
            &db,
            "SELECT name || ' ' || scope || ' ' || notify FROM users"
        )
        .await,
        ["ada all now"]
    );
}

#[tokio::test]
async fn the_database_as_it_was_is_kept_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("signpost.db");
    first_release(&file).await;
    Db::open(&file).await.unwrap().close().await;
    let copy = folder.path().join("signpost.db.before-2");
    let mut old = connect(&copy, true).await;
    let steps: i64 = sqlx::query_scalar("SELECT max(version) FROM _sqlx_migrations")
        .fetch_one(&mut old)
        .await
        .unwrap();
    assert_eq!(steps, 1);
    let kept: i64 = sqlx::query_scalar("SELECT count(*) FROM suggestions")
        .fetch_one(&mut old)
        .await
        .unwrap();
    assert_eq!(kept, 2);
    old.close().await.unwrap();
    Db::open(&file).await.unwrap().close().await;
    let files = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(
        files, 2,
        "a new database and an ordinary start make no copy"
    );
}

#[tokio::test]
async fn what_may_not_be_rewritten_stays_so() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("signpost.db");
    first_release(&file).await;
    let db = Db::open(&file).await.unwrap();
    for statement in [
        "UPDATE revisions SET new = '{}'",
        "DELETE FROM revisions",
        "DELETE FROM changes",
        "UPDATE decisions SET reason = 'Another'",
        "UPDATE decisions SET revise = 1",
        "DELETE FROM decisions",
        "DELETE FROM security_events",
    ] {
        let mut write = db.write().await.unwrap();
        let refused = sqlx::query(statement).execute(&mut *write).await;
        let refused = refused.expect_err(statement).to_string();
        assert!(refused.contains("never"), "{statement}: {refused}");
    }
}

#[tokio::test]
async fn a_database_that_lacks_rows_is_refused_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("signpost.db");
    first_release(&file).await;
    let mut connection = connect(&file, false).await;
    raw_sql("UPDATE suggestions SET base_revision_id = 99 WHERE kind = 'edit'")
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
    let before = std::fs::read(&file).unwrap();
    for _ in 0..2 {
        let error = Db::open(&file).await.expect_err("a row is missing");
        assert!(error.to_string().contains("restore a backup"), "{error}");
    }
    assert!(
        std::fs::read(&file).unwrap() == before,
        "nothing was written"
    );
}
