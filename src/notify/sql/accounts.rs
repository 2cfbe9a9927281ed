//! Where people with an account can be written to.

use crate::db::Connection;
use crate::error::Result;

/// Somebody with an account who can be written to.
#[derive(Clone, Debug)]
pub struct Person {
    /// The name to sign in with.
    pub name: String,
    /// Where to write to.
    pub email: String,
}

/// Somebody who has an address and may sign in.
pub async fn find_person(connection: &mut Connection, user_id: i64) -> Result<Option<Person>> {
    Ok(sqlx::query_as!(
        Person,
        r#"SELECT name, email AS "email!" FROM users
           WHERE id = ? AND email IS NOT NULL AND disabled_at IS NULL"#,
        user_id
    )
    .fetch_optional(connection)
    .await?)
}

/// Whether the one-time link behind this hash is still there to be opened.
pub async fn is_link_open(connection: &mut Connection, token_hash: &[u8]) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM setup_links WHERE token_hash = ?) AS "found!: bool""#,
        token_hash
    )
    .fetch_one(connection)
    .await?)
}
