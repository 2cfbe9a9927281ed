//! Statements that keep a site from being without an administrator.

use crate::accounts::account::OtherAdministrators;
use crate::db::Connection;
use crate::error::Result;

/// Whether any administrator can sign in.
pub(in crate::accounts) async fn has_administrator(connection: &mut Connection) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (
             SELECT 1 FROM users WHERE role = 'administrator' AND disabled_at IS NULL
               AND password_hash IS NOT NULL
           ) AS "found!: bool""#
    )
    .fetch_one(connection)
    .await?)
}

/// The administrators that are left without this person.
pub(in crate::accounts) async fn count_other_administrators(
    connection: &mut Connection,
    user_id: i64,
) -> Result<OtherAdministrators> {
    Ok(sqlx::query_as!(
        OtherAdministrators,
        "SELECT count(*) AS active, count(password_hash) AS with_password FROM users
         WHERE role = 'administrator' AND disabled_at IS NULL AND id <> ?",
        user_id
    )
    .fetch_one(connection)
    .await?)
}
