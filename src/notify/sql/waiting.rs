//! What waits for a moderator.

use crate::db::Connection;
use crate::error::Result;

/// A suggestion that waits, in words that are public already.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Its number.
    pub id: i64,
    /// For quoting.
    pub reference: String,
    /// The kind of suggestion, in the word of the database.
    pub kind: String,
    /// The entry that it is about.
    pub entry: Option<String>,
    /// The category that it belongs to.
    pub category: Option<String>,
    /// When it came, UTC milliseconds.
    pub created_at: i64,
}

/// What waits in somebody's part of the directory and came or came back since then, oldest first;
/// not what they sent themselves.
pub async fn list_waiting(
    connection: &mut Connection,
    user_id: i64,
    since: i64,
    most: i64,
) -> Result<Vec<Waiting>> {
    Ok(sqlx::query_as!(
        Waiting,
        r#"SELECT s.id AS "id!", s.reference, s.kind, e.title AS "entry?", c.title AS "category?",
                  s.created_at
           FROM suggestions s
           JOIN users u ON u.id = ?1
           LEFT JOIN entries e ON e.id = s.entry_id
           LEFT JOIN categories c ON c.id = coalesce(e.category_id, s.category_id)
           WHERE s.status = 'pending' AND s.updated_at >= ?2 AND s.user_id IS NOT u.id
             AND (u.role = 'administrator' OR u.scope = 'all' OR EXISTS (
                 SELECT 1 FROM user_categories own JOIN categories o ON o.id = own.category_id
                 WHERE own.user_id = u.id AND (c.path = o.path
                     OR substr(c.path, 1, length(o.path) + 1) = o.path || '/')))
           ORDER BY s.created_at, s.id LIMIT ?3"#,
        user_id,
        since,
        most,
    )
    .fetch_all(connection)
    .await?)
}

/// Who wants a daily digest and had none since `began`.
pub async fn list_digests_due(connection: &mut Connection, began: i64) -> Result<Vec<i64>> {
    Ok(sqlx::query_scalar!(
        r#"SELECT id AS "id!" FROM users u
           WHERE notify = 'daily' AND email IS NOT NULL AND disabled_at IS NULL
             AND password_hash IS NOT NULL
             AND NOT EXISTS (SELECT 1 FROM outbox WHERE user_id = u.id AND topic = 'digest'
                                 AND created_at >= ?)
           ORDER BY id"#,
        began,
    )
    .fetch_all(connection)
    .await?)
}
