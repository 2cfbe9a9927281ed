//! Moderators who want to be told, and of what.

use crate::db::Connection;
use crate::error::Result;

/// Who wants to know at once that a suggestion waits: those whose part of the directory it belongs
/// to, and not who sent it.
pub async fn list_moderators_to_tell(
    connection: &mut Connection,
    suggestion_id: i64,
) -> Result<Vec<i64>> {
    Ok(sqlx::query_scalar!(
        r#"SELECT u.id AS "id!"
           FROM suggestions s
           LEFT JOIN entries e ON e.id = s.entry_id
           LEFT JOIN categories c ON c.id = coalesce(e.category_id, s.category_id)
           JOIN users u ON u.id IS NOT s.user_id
           WHERE s.id = ? AND s.status = 'pending' AND u.notify = 'now' AND u.email IS NOT NULL
             AND u.disabled_at IS NULL AND u.password_hash IS NOT NULL
             AND (u.role = 'administrator' OR u.scope = 'all' OR EXISTS (
                 SELECT 1 FROM user_categories own JOIN categories o ON o.id = own.category_id
                 WHERE own.user_id = u.id AND (c.path = o.path
                     OR substr(c.path, 1, length(o.path) + 1) = o.path || '/')))
           ORDER BY u.id"#,
        suggestion_id,
    )
    .fetch_all(connection)
    .await?)
}

/// The last message that told a moderator what waits.
#[derive(Clone, Copy, Debug)]
pub struct LastTold {
    /// When it was noted, UTC milliseconds.
    pub created_at: i64,
    /// When it goes.
    pub next_try_at: i64,
    /// Whether it has not gone yet.
    pub is_waiting: bool,
}

/// The last message that told a moderator what waits.
pub async fn last_told(connection: &mut Connection, user_id: i64) -> Result<Option<LastTold>> {
    Ok(sqlx::query_as!(
        LastTold,
        r#"SELECT created_at, next_try_at, status = 'waiting' AS "is_waiting!: bool" FROM outbox
           WHERE user_id = ? AND topic = 'waiting' ORDER BY id DESC LIMIT 1"#,
        user_id,
    )
    .fetch_optional(connection)
    .await?)
}
