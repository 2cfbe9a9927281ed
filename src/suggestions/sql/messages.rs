//! What contributors and moderators write to each other.

use crate::db::Connection;
use crate::error::Result;

/// Who wrote a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// The person who sent the suggestion.
    Contributor,
    /// A moderator, who is never named to the contributor.
    Moderator,
}

impl Author {
    fn as_str(self) -> &'static str {
        match self {
            Self::Contributor => "contributor",
            Self::Moderator => "moderator",
        }
    }
}

/// Who may read a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// The contributor and the moderators.
    Contributor,
    /// The moderators alone.
    Moderators,
}

impl Audience {
    fn as_str(self) -> &'static str {
        match self {
            Self::Contributor => "contributor",
            Self::Moderators => "moderators",
        }
    }
}

/// A message as read from the database.
#[derive(Clone, Debug)]
pub struct Message {
    /// Its number.
    pub id: i64,
    /// When it was written, UTC milliseconds.
    pub at: i64,
    /// Who wrote it.
    pub author: Author,
    /// Which moderator wrote it.
    pub user_id: Option<i64>,
    /// Who may read it.
    pub audience: Audience,
    /// The words, or why they are covered.
    pub body: String,
}

/// A message to write; `body` must not be empty.
#[derive(Clone, Copy, Debug)]
pub struct NewMessage<'a> {
    /// The suggestion that it is about.
    pub suggestion_id: i64,
    /// UTC milliseconds.
    pub at: i64,
    /// Who writes it.
    pub author: Author,
    /// Which moderator; needed when one writes.
    pub user_id: Option<i64>,
    /// Who may read it.
    pub audience: Audience,
    /// The words.
    pub body: &'a str,
}

/// Writes a message.
///
/// # Errors
/// When the database can't be written.
pub async fn add_message(connection: &mut Connection, message: NewMessage<'_>) -> Result<()> {
    let (author, audience) = (message.author.as_str(), message.audience.as_str());
    sqlx::query!(
        "INSERT INTO messages (suggestion_id, at, author, user_id, audience, body)
         VALUES (?, ?, ?, ?, ?, ?)",
        message.suggestion_id,
        message.at,
        author,
        message.user_id,
        audience,
        message.body,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Everything written about a suggestion, oldest first. The contributor may only be shown what is
/// for [`Audience::Contributor`].
///
/// # Errors
/// When the database does not answer.
pub async fn list_messages(
    connection: &mut Connection,
    suggestion_id: i64,
) -> Result<Vec<Message>> {
    let rows = sqlx::query!(
        r#"SELECT id, at, author, user_id, audience,
                  coalesce((SELECT '[covered by an administrator: ' || r.why || ']' FROM redactions r
                            WHERE r.subject = 'message' AND r.subject_id = messages.id
                            ORDER BY r.id DESC LIMIT 1), body) AS "body!: String"
           FROM messages WHERE suggestion_id = ? ORDER BY id"#,
        suggestion_id
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Message {
            id: row.id,
            at: row.at,
            author: if row.author == "moderator" {
                Author::Moderator
            } else {
                Author::Contributor
            },
            user_id: row.user_id,
            audience: if row.audience == "contributor" {
                Audience::Contributor
            } else {
                Audience::Moderators
            },
            body: row.body,
        })
        .collect())
}
