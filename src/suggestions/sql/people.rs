//! The one row about who sent a suggestion.

use crate::db::Connection;
use crate::error::Result;
use crate::suggestions::{Affiliation, Contributor};

/// Who sent a suggestion; empty fields when nobody said, or when it was erased.
///
/// # Errors
/// When the database does not answer.
pub async fn find_contributor(
    connection: &mut Connection,
    suggestion_id: i64,
) -> Result<Contributor> {
    let row = sqlx::query!(
        r#"SELECT name, email, affiliation, credit AS "credit: bool", confirmed_at, erased_at
           FROM contributors WHERE suggestion_id = ?"#,
        suggestion_id
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map_or_else(Contributor::default, |row| Contributor {
        name: row.name,
        email: row.email,
        affiliation: Affiliation::parse(&row.affiliation).unwrap_or_default(),
        credit: row.credit,
        confirmed_at: row.confirmed_at,
        erased_at: row.erased_at,
    }))
}
