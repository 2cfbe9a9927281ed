//! Statements on people.

use crate::accounts::account::Account;
use crate::accounts::{Role, Scope, User};
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

pub(in crate::accounts) async fn find_account(
    connection: &mut Connection,
    id: i64,
) -> Result<Option<Account>> {
    Ok(select(connection, Some(id), None, None).await?.pop())
}

/// Upper and lower case of ASCII letters are the same name.
pub(in crate::accounts) async fn find_account_by_name(
    connection: &mut Connection,
    name: &str,
) -> Result<Option<Account>> {
    Ok(select(connection, None, Some(name), None).await?.pop())
}

/// Upper and lower case of ASCII letters are the same address.
pub(in crate::accounts) async fn find_account_by_email(
    connection: &mut Connection,
    email: &str,
) -> Result<Option<Account>> {
    Ok(select(connection, None, None, Some(email)).await?.pop())
}

/// Everybody, by name.
pub(in crate::accounts) async fn list_accounts(
    connection: &mut Connection,
) -> Result<Vec<Account>> {
    select(connection, None, None, None).await
}

/// The people of this number, name and address, if any is given, by name.
async fn select(
    connection: &mut Connection,
    id: Option<i64>,
    name: Option<&str>,
    email: Option<&str>,
) -> Result<Vec<Account>> {
    let rows = sqlx::query!(
        r#"SELECT u.id, u.name, u.email, u.role, u.scope, u.password_hash, u.totp_confirmed_at,
                u.last_active_at, u.disabled_at, u.version,
                (SELECT json_group_array(c.category_id) FROM user_categories c
                 WHERE c.user_id = u.id) AS "categories: String"
         FROM users u WHERE (?1 IS NULL OR u.id = ?1) AND (?2 IS NULL OR u.name = ?2)
           AND (?3 IS NULL OR u.email = ?3)
         ORDER BY u.name, u.id"#,
        id,
        name,
        email
    );
    let rows = rows.fetch_all(connection).await?;
    let accounts = rows.into_iter().map(|row| {
        let role = Role::from_word(&row.role);
        Account {
            user: User {
                id: row.id,
                name: row.name,
                email: row.email,
                role,
                scope: Scope::from_stored(role, &row.scope, row.categories.as_deref()),
            },
            password_hash: row.password_hash,
            has_second_factor: row.totp_confirmed_at.is_some(),
            last_active_at: row.last_active_at,
            disabled_at: row.disabled_at,
            version: row.version,
        }
    });
    Ok(accounts.collect())
}

/// Whether anybody but `owner` has this address.
pub(in crate::accounts) async fn is_email_taken(
    connection: &mut Connection,
    email: &str,
    owner: Option<i64>,
) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM users WHERE email = ? AND id IS NOT ?) AS "found!: bool""#,
        email,
        owner
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
