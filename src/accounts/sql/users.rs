//! Statements on people.

use crate::accounts::account::Account;
use crate::accounts::{Role, User};
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

/// A row of `users` as read by the statements below.
struct AccountRow {
    id: i64,
    name: String,
    email: Option<String>,
    role: String,
    password_hash: Option<String>,
    last_active_at: Option<i64>,
    disabled_at: Option<i64>,
}

impl From<AccountRow> for Account {
    fn from(row: AccountRow) -> Self {
        Self {
            user: User {
                id: row.id,
                name: row.name,
                role: Role::from_word(&row.role),
            },
            email: row.email,
            password_hash: row.password_hash,
            last_active_at: row.last_active_at,
            disabled_at: row.disabled_at,
        }
    }
}

pub(in crate::accounts) async fn find_account(
    connection: &mut Connection,
    id: i64,
) -> Result<Option<Account>> {
    let row = sqlx::query_as!(
        AccountRow,
        "SELECT id, name, email, role, password_hash, last_active_at, disabled_at
         FROM users WHERE id = ?",
        id
    );
    Ok(row.fetch_optional(connection).await?.map(Account::from))
}

/// Upper and lower case of ASCII letters are the same name.
pub(in crate::accounts) async fn find_account_by_name(
    connection: &mut Connection,
    name: &str,
) -> Result<Option<Account>> {
    let row = sqlx::query_as!(
        AccountRow,
        "SELECT id, name, email, role, password_hash, last_active_at, disabled_at
         FROM users WHERE name = ?",
        name
    );
    Ok(row.fetch_optional(connection).await?.map(Account::from))
}

pub(in crate::accounts) async fn list_accounts(
    connection: &mut Connection,
) -> Result<Vec<Account>> {
    let rows = sqlx::query_as!(
        AccountRow,
        "SELECT id, name, email, role, password_hash, last_active_at, disabled_at
         FROM users ORDER BY name, id"
    );
    let rows = rows.fetch_all(connection).await?;
    Ok(rows.into_iter().map(Account::from).collect())
}

pub(in crate::accounts) async fn is_email_taken(
    connection: &mut Connection,
    email: &str,
) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM users WHERE email = ?) AS "found!: bool""#,
        email
    )
    .fetch_one(connection)
    .await?)
}

pub(in crate::accounts) async fn set_password_hash(
    connection: &mut Connection,
    id: i64,
    password_hash: &str,
) -> Result<()> {
    sqlx::query!(
        "UPDATE users SET password_hash = ?, version = version + 1 WHERE id = ?",
        password_hash,
        id
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Takes the password away, and lets somebody back in who was disabled.
pub(in crate::accounts) async fn reset_user(connection: &mut Connection, id: i64) -> Result<()> {
    sqlx::query!(
        "UPDATE users SET password_hash = NULL, disabled_at = NULL, version = version + 1
         WHERE id = ?",
        id
    )
    .execute(connection)
    .await?;
    Ok(())
}

pub(in crate::accounts) async fn disable_user(
    connection: &mut Connection,
    id: i64,
    now: i64,
) -> Result<()> {
    sqlx::query!(
        "UPDATE users SET disabled_at = ?, version = version + 1 WHERE id = ?",
        now,
        id
    )
    .execute(connection)
    .await?;
    Ok(())
}
