//! Every statement on blocked words.

use serde::{Deserialize, Serialize};

use crate::db::Connection;
use crate::error::Result;
use crate::history::{
    Action, ChangeContext, ObjectKind, PastRevision, Undone, open_change, record,
};
use crate::suggestions::BlockedWord;

/// The list of blocked words is one object of history.
const LIST: i64 = 1;

#[derive(Deserialize, Serialize)]
struct WordState {
    word: String,
    why: String,
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
    if !insert(connection, context, (word, why)).await? {
        return Ok(false);
    }
    let change_id = open_change(connection, context).await?;
    record_blocking(connection, change_id, &state(word, why)).await?;
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
    let Some(why) = delete(connection, word).await? else {
        return Ok(false);
    };
    let change_id = open_change(connection, context).await?;
    record_unblocking(connection, change_id, &state(word, &why)).await?;
    Ok(true)
}

/// Undoes what a revision did to the list, inside an open change.
///
/// # Errors
/// When the database can't be written.
pub async fn undo_blocked_word(
    connection: &mut Connection,
    (change_id, context): (i64, &ChangeContext),
    past: &PastRevision,
) -> Result<Undone> {
    let was_blocked = past.new.is_some();
    let Some(shape) = past.new.as_ref().or(past.old.as_ref()) else {
        return Ok(Undone::Nothing);
    };
    let WordState { word, why } = serde_json::from_value(shape.clone())?;
    if was_blocked {
        let Some(why) = delete(connection, &word).await? else {
            return Ok(Undone::Nothing);
        };
        record_unblocking(connection, change_id, &state(&word, &why)).await?;
    } else {
        if !insert(connection, context, (&word, &why)).await? {
            return Ok(Undone::Nothing);
        }
        record_blocking(connection, change_id, &state(&word, &why)).await?;
    }
    Ok(Undone::Done)
}

/// Whether it was not there before.
async fn insert(
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
    Ok(done.rows_affected() > 0)
}

/// The reason that was given, if it was there.
async fn delete(connection: &mut Connection, word: &str) -> Result<Option<String>> {
    Ok(sqlx::query_scalar!(
        r#"DELETE FROM blocked_words WHERE word = ? RETURNING why AS "why!""#,
        word
    )
    .fetch_optional(&mut *connection)
    .await?)
}

async fn record_blocking(
    connection: &mut Connection,
    change_id: i64,
    state: &WordState,
) -> Result<()> {
    let (object, new) = ((ObjectKind::BlockedWord, LIST), Some(state));
    record(connection, change_id, object, Action::Create, None, new).await?;
    Ok(())
}

async fn record_unblocking(
    connection: &mut Connection,
    change_id: i64,
    state: &WordState,
) -> Result<()> {
    let (object, old) = ((ObjectKind::BlockedWord, LIST), Some(state));
    record(connection, change_id, object, Action::Delete, old, None).await?;
    Ok(())
}

fn state(word: &str, why: &str) -> WordState {
    WordState {
        word: word.to_owned(),
        why: why.to_owned(),
    }
}
