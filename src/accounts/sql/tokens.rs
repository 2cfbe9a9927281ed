//! Statements on API tokens.

use crate::accounts::tokens::{ApiToken, FoundToken};
use crate::accounts::{Role, Scope, User};
use crate::db::Connection;
use crate::error::Result;

/// Adds a token: its name, the words of its scopes, when it was made and when it ends.
pub(in crate::accounts) async fn insert_token(
    connection: &mut Connection,
    user_id: i64,
    token_hash: &[u8],
    (name, scopes): (&str, String),
    (now, expires_at): (i64, i64),
) -> Result<i64> {
    let done = sqlx::query!(
        "INSERT INTO api_tokens (user_id, name, token_hash, scopes, created_at, expires_at)
         VALUES (?, ?, ?, ?, ?, ?)",
        user_id,
        name,
        token_hash,
        scopes,
        now,
        expires_at
    )
    .execute(connection)
    .await?;
    Ok(done.last_insert_rowid())
}

/// The token behind a hash with its owner, unless either is shut out; whatever its age.
pub(in crate::accounts) async fn find_token(
    connection: &mut Connection,
    token_hash: &[u8],
) -> Result<Option<FoundToken>> {
    let row = sqlx::query!(
        r#"SELECT t.id, t.scopes, t.expires_at, t.last_used_at,
                u.id AS user_id, u.name, u.email, u.role, u.scope,
                (SELECT json_group_array(c.category_id) FROM user_categories c
                 WHERE c.user_id = u.id) AS "categories: String",
                u.totp_confirmed_at IS NULL AND coalesce(
                    (SELECT second_factor_required FROM settings), 0) AS "must_enrol!: bool"
         FROM api_tokens t JOIN users u ON u.id = t.user_id
         WHERE t.token_hash = ? AND t.revoked_at IS NULL AND u.disabled_at IS NULL"#,
        token_hash
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| {
        let role = Role::from_word(&row.role);
        FoundToken {
            id: row.id,
            user: User {
                id: row.user_id,
                name: row.name,
                email: row.email,
                role,
                scope: Scope::from_stored(role, &row.scope, row.categories.as_deref()),
            },
            scopes: row.scopes,
            expires_at: row.expires_at,
            last_used_at: row.last_used_at,
            must_enrol: row.must_enrol,
        }
    }))
}

/// Somebody's tokens that open anything at `now`, the newest first.
pub(in crate::accounts) async fn list_tokens(
    connection: &mut Connection,
    user_id: i64,
    now: i64,
) -> Result<Vec<ApiToken>> {
    Ok(sqlx::query_as!(
        ApiToken,
        "SELECT id, name, scopes, created_at, expires_at, last_used_at FROM api_tokens
         WHERE user_id = ? AND revoked_at IS NULL AND expires_at > ? ORDER BY id DESC",
        user_id,
        now
    )
    .fetch_all(connection)
    .await?)
}

/// Writes down that a token was used; true the first time.
pub(in crate::accounts) async fn touch_token(
    connection: &mut Connection,
    id: i64,
    user_id: i64,
    now: i64,
) -> Result<bool> {
    let first = sqlx::query!(
        "UPDATE api_tokens SET last_used_at = ? WHERE id = ? AND last_used_at IS NULL",
        now,
        id
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!(
        "UPDATE api_tokens SET last_used_at = ? WHERE id = ?",
        now,
        id
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!(
        "UPDATE users SET last_active_at = ? WHERE id = ?",
        now,
        user_id
    )
    .execute(connection)
    .await?;
    Ok(first.rows_affected() == 1)
}

/// Revokes one of somebody's own tokens; false when there is none to revoke.
pub(in crate::accounts) async fn revoke_token(
    connection: &mut Connection,
    user_id: i64,
    id: i64,
    now: i64,
) -> Result<bool> {
    let done = sqlx::query!(
        "UPDATE api_tokens SET revoked_at = ? WHERE id = ? AND user_id = ? AND revoked_at IS NULL",
        now,
        id,
        user_id
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Revokes all of somebody's tokens.
pub(in crate::accounts) async fn revoke_tokens(
    connection: &mut Connection,
    user_id: i64,
    now: i64,
) -> Result<()> {
    sqlx::query!(
        "UPDATE api_tokens SET revoked_at = ? WHERE user_id = ? AND revoked_at IS NULL",
        now,
        user_id
    )
    .execute(connection)
    .await?;
    Ok(())
}
