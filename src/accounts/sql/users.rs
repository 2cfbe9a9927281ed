//! Statements on people.

use crate::accounts::Role;
use crate::db::Connection;
use crate::error::Result;

/// Somebody who is about to get an account.
#[derive(Clone, Debug)]
pub struct NewUser<'a> {
    /// The name to sign in with.
    pub name: &'a str,
    /// Where to write to, if known.
    pub email: Option<&'a str>,
    /// What they may do.
    pub role: Role,
    /// The password as hashed; none until their one-time link is used.
    pub password_hash: Option<&'a str>,
}

/// Adds a person and returns their number.
///
/// # Errors
/// When the name or address is taken, or the database can't be written.
pub async fn insert_user(connection: &mut Connection, user: &NewUser<'_>, now: i64) -> Result<i64> {
    let role = user.role.as_str();
    let done = sqlx::query!(
        "INSERT INTO users (name, email, role, password_hash, created_at) VALUES (?, ?, ?, ?, ?)",
        user.name,
        user.email,
        role,
        user.password_hash,
        now,
    )
    .execute(connection)
    .await?;
    Ok(done.last_insert_rowid())
}
