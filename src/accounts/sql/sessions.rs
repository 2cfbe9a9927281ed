//! Statements on sessions.

use crate::accounts::{Moderator, Role, Scope, Session, User};
use crate::db::Connection;
use crate::error::Result;

pub(in crate::accounts) async fn insert_session(
    connection: &mut Connection,
    token_hash: &[u8],
    id: i64,
    user_id: i64,
    agent: &str,
    now: i64,
) -> Result<()> {
    sqlx::query!(
        "INSERT INTO sessions (token_hash, id, user_id, created_at, last_seen_at, authenticated_at, agent)
         VALUES (?, ?, ?, ?, ?, ?, ?)",
        token_hash,
        id,
        user_id,
        now,
        now,
        now,
        agent,
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
    Ok(())
}

/// The session behind a token, whatever its age, unless its person was disabled.
pub(in crate::accounts) async fn find_session(
    connection: &mut Connection,
    token_hash: &[u8],
) -> Result<Option<Moderator>> {
    let row = sqlx::query!(
        r#"SELECT s.id, s.created_at, s.last_seen_at, s.authenticated_at, s.agent,
                u.id AS user_id, u.name, u.email, u.role, u.scope,
                (SELECT json_group_array(c.category_id) FROM user_categories c
                 WHERE c.user_id = u.id) AS "categories: String",
                u.totp_confirmed_at IS NULL AND coalesce(
                    (SELECT second_factor_required FROM settings), 0) AS "must_enrol!: bool"
         FROM sessions s JOIN users u ON u.id = s.user_id
         WHERE s.token_hash = ? AND u.disabled_at IS NULL"#,
        token_hash
    )
    .fetch_optional(connection)
    .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let role = Role::from_word(&row.role);
    Ok(Some(Moderator {
        user: User {
            id: row.user_id,
            name: row.name,
            email: row.email,
            role,
            scope: Scope::from_stored(role, &row.scope, row.categories.as_deref()),
        },
        session: Session {
            id: row.id,
            created_at: row.created_at,
            last_seen_at: row.last_seen_at,
            authenticated_at: row.authenticated_at,
            agent: row.agent,
        },
        must_enrol: row.must_enrol,
    }))
}

/// Writes down that a session was used; a clock that went back changes nothing.
pub(in crate::accounts) async fn touch_session(
    connection: &mut Connection,
    id: i64,
    user_id: i64,
    now: i64,
) -> Result<()> {
    sqlx::query!(
        "UPDATE sessions SET last_seen_at = max(last_seen_at, ?) WHERE id = ?",
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
    Ok(())
}

pub(in crate::accounts) async fn delete_session(
    connection: &mut Connection,
    token_hash: &[u8],
) -> Result<()> {
    sqlx::query!("DELETE FROM sessions WHERE token_hash = ?", token_hash)
        .execute(connection)
        .await?;
    Ok(())
}

/// A person's sessions, the most recently used first, whatever their age.
pub(in crate::accounts) async fn list_sessions(
    connection: &mut Connection,
    user_id: i64,
) -> Result<Vec<Session>> {
    Ok(sqlx::query_as!(
        Session,
        "SELECT id, created_at, last_seen_at, authenticated_at, agent FROM sessions
         WHERE user_id = ? ORDER BY last_seen_at DESC, created_at DESC, id",
        user_id
    )
    .fetch_all(connection)
    .await?)
}

/// Ends one of a person's own sessions by its number.
pub(in crate::accounts) async fn delete_session_by_id(
    connection: &mut Connection,
    user_id: i64,
    id: i64,
) -> Result<()> {
    sqlx::query!(
        "DELETE FROM sessions WHERE user_id = ? AND id = ?",
        user_id,
        id
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Writes down that the password was given again.
pub(in crate::accounts) async fn confirm_session(
    connection: &mut Connection,
    id: i64,
    now: i64,
) -> Result<()> {
    sqlx::query!(
        "UPDATE sessions SET authenticated_at = ? WHERE id = ?",
        now,
        id
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Ends all of a person's sessions but one.
pub(in crate::accounts) async fn delete_other_sessions(
    connection: &mut Connection,
    user_id: i64,
    kept: i64,
) -> Result<()> {
    sqlx::query!(
        "DELETE FROM sessions WHERE user_id = ? AND id <> ?",
        user_id,
        kept
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Ends all of a person's sessions.
pub(in crate::accounts) async fn delete_sessions(
    connection: &mut Connection,
    user_id: i64,
) -> Result<()> {
    sqlx::query!("DELETE FROM sessions WHERE user_id = ?", user_id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Clears away what began or was last used before these times.
pub(in crate::accounts) async fn delete_expired_sessions(
    connection: &mut Connection,
    began_before: i64,
    used_before: i64,
) -> Result<()> {
    sqlx::query!(
        "DELETE FROM sessions WHERE created_at <= ? OR last_seen_at <= ?",
        began_before,
        used_before
    )
    .execute(connection)
    .await?;
    Ok(())
}
