//! Finding suggestions.

use super::rows::SuggestionRow;
use crate::db::Connection;
use crate::error::Result;
use crate::suggestions::{Payload, Reference, Suggestion};

/// One suggestion by its number; none for spam whose words were removed.
///
/// # Errors
/// When the database does not answer.
pub async fn find_suggestion(connection: &mut Connection, id: i64) -> Result<Option<Suggestion>> {
    sqlx::query_as!(
        SuggestionRow,
        "SELECT id, reference, kind, status, payload, entry_id, base_revision_id, category_id, url_key,
                similar_key, host, result_entry_id, result_category_id, duplicate_of_entry_id,
                duplicate_of_suggestion_id, revise, user_id, score, score_reasons, claimed_by, claimed_until, version, created_at, updated_at, decided_at,
                expires_at, origin, origin_note
         FROM suggestions WHERE id = ? AND removed_at IS NULL",
        id
    )
    .fetch_optional(connection)
    .await?
    .map(Suggestion::try_from)
    .transpose()
}

/// The number of the suggestion with this reference.
///
/// # Errors
/// When the database does not answer.
pub async fn find_id_by_reference(
    connection: &mut Connection,
    reference: &Reference,
) -> Result<Option<i64>> {
    let reference = reference.as_str();
    Ok(
        sqlx::query_scalar!("SELECT id FROM suggestions WHERE reference = ?", reference)
            .fetch_optional(connection)
            .await?,
    )
}

/// Two references in a million million are alike, so one more try is enough for ever; the
/// database refuses the rest.
pub(in crate::suggestions) async fn unused_reference(
    connection: &mut Connection,
) -> Result<Reference> {
    let reference = Reference::random();
    let taken = find_id_by_reference(connection, &reference).await?;
    Ok(taken.map_or(reference, |_| Reference::random()))
}

/// One sending of a suggestion: the first, or a correction.
#[derive(Clone, Debug)]
pub struct SentPayload {
    /// The version of the suggestion that it made.
    pub version: i64,
    /// What was sent.
    pub payload: Payload,
    /// When, UTC milliseconds.
    pub sent_at: i64,
}

/// Each sending of a suggestion, the first one first.
///
/// # Errors
/// When the database does not answer.
pub async fn list_payloads(
    connection: &mut Connection,
    suggestion_id: i64,
) -> Result<Vec<SentPayload>> {
    sqlx::query!(
        "SELECT version, payload, sent_at FROM suggestion_payloads WHERE suggestion_id = ?
         ORDER BY version",
        suggestion_id
    )
    .fetch_all(connection)
    .await?
    .into_iter()
    .map(|row| {
        Ok(SentPayload {
            version: row.version,
            payload: serde_json::from_str(&row.payload)?,
            sent_at: row.sent_at,
        })
    })
    .collect()
}
