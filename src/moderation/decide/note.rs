//! What moderators say to one another without deciding.

use super::By;
use crate::db::Connection;
use crate::directory::entry_input::block;
use crate::error::Result;
use crate::moderation::words::LONGEST;
use crate::suggestions::{Audience, Author, NewMessage, add_message};
use crate::web::FormErrors;

/// Keeps a note about a suggestion, whatever its status. Its version stays, so that a form that
/// somebody has open stays good.
///
/// # Errors
/// When the database can't be written. What needs attention comes back beside `own-note`, the id
/// of the box.
pub async fn add_note(
    connection: &mut Connection,
    by: &By<'_>,
    (suggestion_id, typed): (i64, &str),
) -> Result<FormErrors> {
    let mut errors = FormErrors::default();
    let body = block("own-note", "note", typed, LONGEST, &mut errors);
    if body.is_empty() {
        errors.add("own-note", "Write a note");
    }
    if errors.is_empty() {
        let note = NewMessage {
            suggestion_id,
            at: by.now,
            author: Author::Moderator,
            user_id: Some(by.user.id),
            audience: Audience::Moderators,
            body: &body,
        };
        add_message(connection, note).await?;
    }
    Ok(errors)
}
