//! Statements that change people.

use crate::accounts::{Role, Scope};
use crate::db::Connection;
use crate::error::Result;

/// Writes an address and a role.
pub(in crate::accounts) async fn update_person(
    connection: &mut Connection,
    id: i64,
    (email, role): (Option<&str>, Role),
) -> Result<()> {
    let role = role.as_str();
    sqlx::query!(
        "UPDATE users SET email = ?, role = ?, version = version + 1 WHERE id = ?",
        email,
        role,
        id
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Writes what somebody decides on.
pub(in crate::accounts) async fn set_scope(
    connection: &mut Connection,
    id: i64,
    scope: &Scope,
) -> Result<()> {
    let word = scope.as_str();
    sqlx::query!("UPDATE users SET scope = ? WHERE id = ?", word, id)
        .execute(&mut *connection)
        .await?;
    sqlx::query!("DELETE FROM user_categories WHERE user_id = ?", id)
        .execute(&mut *connection)
        .await?;
    for category_id in scope.categories() {
        sqlx::query!(
            "INSERT INTO user_categories (user_id, category_id) VALUES (?, ?)",
            id,
            category_id
        )
        .execute(&mut *connection)
        .await?;
    }
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

/// Shuts somebody out.
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

/// Lets somebody in again.
pub(in crate::accounts) async fn enable_user(connection: &mut Connection, id: i64) -> Result<()> {
    sqlx::query!(
        "UPDATE users SET disabled_at = NULL, version = version + 1 WHERE id = ?",
        id
    )
    .execute(connection)
    .await?;
    Ok(())
}
