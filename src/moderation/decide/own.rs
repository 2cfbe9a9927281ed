//! Nobody decides their own suggestion.

use super::By;
use crate::db::Connection;
use crate::error::Result;
use crate::moderation::sql;
use crate::suggestions::{Suggestion, find_contributor};

/// Whether the moderator sent the suggestion. A sole administrator has nobody else to ask.
///
/// # Errors
/// When the database does not answer.
pub async fn is_own(
    connection: &mut Connection,
    by: &By<'_>,
    suggestion: &Suggestion,
) -> Result<bool> {
    let sent_it = suggestion.user_id == Some(by.user.id)
        || gave_address_of(connection, by, suggestion).await?;
    Ok(sent_it && !sql::is_sole_administrator(connection, by.user.id).await?)
}

/// Whether the contributor gave the moderator's own address.
async fn gave_address_of(
    connection: &mut Connection,
    by: &By<'_>,
    suggestion: &Suggestion,
) -> Result<bool> {
    let Some(own) = by.user.email.as_deref().filter(|email| !email.is_empty()) else {
        return Ok(false);
    };
    let contributor = find_contributor(connection, suggestion.id).await?;
    Ok(contributor.email.to_lowercase() == own.trim().to_lowercase())
}

/// Leaves a moderator's own reports to somebody else.
pub(super) async fn not_own<'a>(
    connection: &mut Connection,
    by: &By<'_>,
    suggestions: Vec<&'a Suggestion>,
) -> Result<Vec<&'a Suggestion>> {
    let mut others = Vec::new();
    for suggestion in suggestions {
        if !is_own(connection, by, suggestion).await? {
            others.push(suggestion);
        }
    }
    Ok(others)
}
