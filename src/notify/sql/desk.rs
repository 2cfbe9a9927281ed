//! What an administrator sees of the outbox, and does about it.

use crate::db::Connection;
use crate::error::Result;

/// A message that has not gone yet.
#[derive(Clone, Debug)]
pub struct Pending {
    /// The row's number.
    pub id: i64,
    /// How it travels, in the word of the database.
    pub channel: String,
    /// What is told.
    pub topic: String,
    /// The suggestion that it is about.
    pub reference: Option<String>,
    /// The signed-in person that it goes to.
    pub person: Option<String>,
    /// Whether somebody has to look at it.
    pub is_stuck: bool,
    /// How often it was tried.
    pub tries: i64,
    /// What the other side said last, in one line.
    pub problem: String,
    /// When it happened, UTC milliseconds.
    pub created_at: i64,
    /// When it is tried next.
    pub next_try_at: i64,
}

/// What has not gone yet, the stuck ones first, then those that failed, then what goes soonest.
pub async fn list_pending(connection: &mut Connection, most: i64) -> Result<Vec<Pending>> {
    Ok(sqlx::query_as!(
        Pending,
        r#"SELECT o.id AS "id!", o.channel, o.topic, s.reference AS "reference?",
                  u.name AS "person?", o.status = 'stuck' AS "is_stuck!: bool", o.tries, o.problem,
                  o.created_at, o.next_try_at
           FROM outbox o LEFT JOIN suggestions s ON s.id = o.suggestion_id
           LEFT JOIN users u ON u.id = o.user_id
           WHERE o.status IN ('waiting', 'stuck')
           ORDER BY o.status = 'stuck' DESC, o.tries > 0 DESC, o.next_try_at, o.id LIMIT ?"#,
        most,
    )
    .fetch_all(connection)
    .await?)
}

/// How many messages there are.
#[derive(Clone, Copy, Debug)]
pub struct Counts {
    /// Waiting for their time.
    pub waiting: i64,
    /// Waiting for somebody to look at them.
    pub stuck: i64,
    /// Gone since a given time.
    pub sent: i64,
}

/// How many messages there are, and how many went since then.
pub async fn count_messages(connection: &mut Connection, since: i64) -> Result<Counts> {
    Ok(sqlx::query_as!(
        Counts,
        r#"SELECT
            (SELECT count(*) FROM outbox WHERE status = 'waiting') AS "waiting!: i64",
            (SELECT count(*) FROM outbox WHERE status = 'stuck') AS "stuck!: i64",
            (SELECT count(*) FROM outbox WHERE status = 'sent' AND ended_at > ?) AS "sent!: i64""#,
        since,
    )
    .fetch_one(connection)
    .await?)
}

/// Tries a message again at once, from the beginning; all stuck ones without a number.
pub async fn try_again(connection: &mut Connection, id: Option<i64>, now: i64) -> Result<()> {
    sqlx::query!(
        "UPDATE outbox SET status = 'waiting', tries = 0, next_try_at = ?1, ended_at = NULL
         WHERE status = 'stuck' AND (?2 IS NULL OR id = ?2) OR status = 'waiting' AND id = ?2",
        now,
        id,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Lets a message go without sending it.
pub async fn drop_message(connection: &mut Connection, id: i64, now: i64) -> Result<()> {
    sqlx::query!(
        "UPDATE outbox SET status = 'dropped', ended_at = ?, address_hash = NULL
         WHERE id = ? AND status IN ('waiting', 'stuck')",
        now,
        id,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Deletes what ended before `ended`. Returns how many rows went.
pub async fn delete_ended(connection: &mut Connection, ended: i64) -> Result<u64> {
    let done = sqlx::query!(
        "DELETE FROM outbox WHERE status IN ('sent', 'dropped') AND ended_at <= ?",
        ended,
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}
