//! The promises of the database file itself.

use signpost::db::{Db, OLDEST_ENGINE};
use tempfile::TempDir;

async fn open() -> (Db, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&folder.path().join("signpost.db")).await.unwrap();
    (db, folder)
}

async fn text(db: &Db, sql: &'static str) -> String {
    let mut connection = db.read().await.unwrap();
    sqlx::query_scalar::<_, String>(sql)
        .fetch_one(&mut *connection)
        .await
        .unwrap()
}

async fn number(db: &Db, sql: &'static str) -> i64 {
    let mut connection = db.read().await.unwrap();
    sqlx::query_scalar::<_, i64>(sql)
        .fetch_one(&mut *connection)
        .await
        .unwrap()
}

#[tokio::test]
async fn it_is_opened_for_a_server() {
    let (db, _folder) = open().await;
    assert_eq!(text(&db, "PRAGMA journal_mode").await, "wal");
    assert_eq!(number(&db, "PRAGMA foreign_keys").await, 1);
    assert_eq!(number(&db, "PRAGMA synchronous").await, 2, "FULL");
    assert_eq!(number(&db, "PRAGMA busy_timeout").await, 5_000);
    let engine = text(&db, "SELECT sqlite_version()").await;
    let parts: Vec<i32> = engine
        .split('.')
        .map(|part| part.parse().unwrap())
        .collect();
    assert!(
        parts[0] * 1_000_000 + parts[1] * 1_000 + parts[2] >= OLDEST_ENGINE,
        "{engine}"
    );
}

#[tokio::test]
async fn every_table_is_strict_and_every_constraint_has_a_name() {
    let (db, _folder) = open().await;
    let lax = "SELECT group_concat(name) FROM pragma_table_list
               WHERE schema = 'main' AND type = 'table' AND strict = 0
               AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_sqlx_%' AND name NOT LIKE 'entry_search%'";
    let mut connection = db.read().await.unwrap();
    let lax: Option<String> = sqlx::query_scalar(lax)
        .fetch_one(&mut *connection)
        .await
        .unwrap();
    assert_eq!(lax, None);
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT sql FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%STRICT%'",
    )
    .fetch_all(&mut *connection)
    .await
    .unwrap();
    assert!(tables.len() > 20);
    for table in tables {
        let words: Vec<&str> = table.split_whitespace().collect();
        for (at, word) in words.iter().enumerate() {
            if ["CHECK", "UNIQUE"].contains(word) || word.starts_with("CHECK(") {
                assert_eq!(words[at - 2], "CONSTRAINT", "a nameless {word} in {table}");
            }
        }
    }
}

#[tokio::test]
async fn a_reader_cannot_write() {
    let (db, _folder) = open().await;
    let mut connection = db.read().await.unwrap();
    let refused = sqlx::query("UPDATE directory_version SET version = 9")
        .execute(&mut *connection)
        .await
        .unwrap_err();
    assert!(refused.to_string().contains("readonly"), "{refused}");
}

#[tokio::test]
async fn what_happened_cannot_be_rewritten() {
    let (db, _folder) = open().await;
    let mut write = db.write().await.unwrap();
    for statement in [
        "INSERT INTO changes (at, source) VALUES (1, 'system')",
        "INSERT INTO revisions (change_id, object_kind, object_id, action) VALUES (1, 'tag', 1, 'create')",
        "INSERT INTO security_events (at, kind) VALUES (1, 'sign_in')",
    ] {
        sqlx::query(statement).execute(&mut *write).await.unwrap();
    }
    for statement in [
        "UPDATE changes SET why = 'no reason'",
        "DELETE FROM changes",
        "UPDATE revisions SET new = '{}'",
        "DELETE FROM revisions",
        "UPDATE security_events SET kind = 'nothing'",
        "DELETE FROM security_events",
    ] {
        let refused = sqlx::query(statement)
            .execute(&mut *write)
            .await
            .unwrap_err();
        assert!(
            refused.to_string().contains("never"),
            "{statement}: {refused}"
        );
    }
}

#[tokio::test]
async fn a_database_of_a_newer_signpost_is_left_alone() {
    let (db, folder) = open().await;
    let mut write = db.write().await.unwrap();
    sqlx::query(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (9999, 'from the future', 1, x'00', 1)",
    )
    .execute(&mut *write)
    .await
    .unwrap();
    write.commit().await.unwrap();
    db.close().await;
    let refused = Db::open(&folder.path().join("signpost.db"))
        .await
        .unwrap_err();
    assert!(format!("{refused:#}").contains("newer"), "{refused:#}");
}

#[tokio::test]
async fn something_else_than_a_database_is_refused_in_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("signpost.db");
    std::fs::write(
        &path,
        "no database at all, just a letter to a friend".repeat(40),
    )
    .unwrap();
    let refused = Db::open(&path).await.unwrap_err();
    assert!(
        format!("{refused:#}").starts_with("can't open the database"),
        "{refused:#}"
    );
    assert!(
        std::fs::read_to_string(&path)
            .unwrap()
            .starts_with("no database at all")
    );
}
