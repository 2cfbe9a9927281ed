//! Every statement on blocked words.

use serde::Serialize;

use crate::db::Connection;
use crate::error::Result;
use crate::history::{Action, ChangeContext, ObjectKind, open_change, record};
use crate::suggestions::BlockedWord;

/// The list of blocked words is one object of history.
const LIST: i64 = 1;

#[derive(Serialize)]
struct WordState<'a> {
    word: &'a str,
    why: &'a str,
}

/// Every blocked word, in the order of the alphabet.
///
/// # Errors
/// When the database does not answer.
pub async fn list_blocked_words(connection: &mut Connection) -> Result<Vec<BlockedWord>> {
    Ok(sqlx::query_as!(
        BlockedWord,
        "SELECT word, why, blocked_at FROM blocked_words ORDER BY word"
    )
    .fetch_all(connection)
    .await?)
}

/// Blocks a word, with a revision. Returns whether it was not blocked before.
///
/// # Errors
/// When the database can't be written.
pub async fn block_word(
    connection: &mut Connection,
    context: &ChangeContext,
    (word, why): (&str, &str),
) -> Result<bool> {
    let done = sqlx::query!(
        "INSERT INTO blocked_words (word, why, blocked_at, blocked_by) VALUES (?, ?, ?, ?)
         ON CONFLICT (word) DO NOTHING",
        word,
        why,
        context.at,
        context.user_id,
    )
    .execute(&mut *connection)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    let change_id = open_change(connection, context).await?;
    let (object, state) = ((ObjectKind::BlockedWord, LIST), WordState { word, why });
    let new = Some(&state);
    record(connection, change_id, object, Action::Create, None, new).await?;
    Ok(true)
}

/// Lets a word be used again, with a revision. Returns whether it was blocked.
///
/// # Errors
/// When the database can't be written.
pub async fn unblock_word(
    connection: &mut Connection,
    context: &ChangeContext,
    word: &str,
) -> Result<bool> {
    let why = sqlx::query_scalar!(
        r#"DELETE FROM blocked_words WHERE word = ? RETURNING why AS "why!""#,
        word
    )
    .fetch_optional(&mut *connection)
    .await?;
    let Some(why) = why else {
        return Ok(false);
    };
    let change_id = open_change(connection, context).await?;
    let state = WordState { word, why: &why };
    let (object, old) = ((ObjectKind::BlockedWord, LIST), Some(&state));
    record(connection, change_id, object, Action::Delete, old, None).await?;
    Ok(true)
}
