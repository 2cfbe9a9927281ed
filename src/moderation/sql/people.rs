//! What a decision needs to know of the people who decide.

use crate::db::Connection;
use crate::error::Result;

/// Whether this person is the only administrator who can sign in.
///
/// # Errors
/// When the database does not answer.
pub async fn is_sole_administrator(connection: &mut Connection, user_id: i64) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"SELECT (count(*) = 1 AND max(id) = ?) AS "sole!: bool" FROM users
           WHERE role = 'administrator' AND disabled_at IS NULL"#,
        user_id,
    )
    .fetch_one(connection)
    .await?)
}

/// The name of a signed-in person, for other moderators.
///
/// # Errors
/// When the database does not answer.
pub async fn find_name(connection: &mut Connection, user_id: i64) -> Result<String> {
    Ok(
        sqlx::query_scalar!("SELECT name FROM users WHERE id = ?", user_id)
            .fetch_optional(connection)
            .await?
            .unwrap_or_default(),
    )
}
