//! Rows on their way to becoming domain types.

use crate::error::{AppError, Result};
use crate::suggestions::{
    Claim, Origin, OriginKind, Reference, Suggestion, SuggestionKind, SuggestionStatus,
};

/// One row of `suggestions`.
#[derive(sqlx::FromRow)]
pub(super) struct SuggestionRow {
    pub(super) id: i64,
    pub(super) reference: String,
    pub(super) kind: String,
    pub(super) status: String,
    pub(super) payload: String,
    pub(super) entry_id: Option<i64>,
    pub(super) base_revision_id: Option<i64>,
    pub(super) category_id: Option<i64>,
    pub(super) url_key: Option<String>,
    pub(super) similar_key: Option<String>,
    pub(super) host: Option<String>,
    pub(super) result_entry_id: Option<i64>,
    pub(super) result_category_id: Option<i64>,
    pub(super) duplicate_of_entry_id: Option<i64>,
    pub(super) duplicate_of_suggestion_id: Option<i64>,
    pub(super) revise: i64,
    pub(super) user_id: Option<i64>,
    pub(super) score: i64,
    pub(super) score_reasons: String,
    pub(super) claimed_by: Option<i64>,
    pub(super) claimed_until: Option<i64>,
    pub(super) version: i64,
    pub(super) created_at: i64,
    pub(super) updated_at: i64,
    pub(super) decided_at: Option<i64>,
    pub(super) expires_at: Option<i64>,
    pub(super) origin: String,
    pub(super) origin_note: String,
}

impl TryFrom<SuggestionRow> for Suggestion {
    type Error = AppError;

    fn try_from(row: SuggestionRow) -> Result<Self> {
        Ok(Self {
            kind: known(SuggestionKind::parse(&row.kind), &row.kind)?,
            status: known(SuggestionStatus::parse(&row.status), &row.status)?,
            payload: serde_json::from_str(&row.payload)?,
            signs: serde_json::from_str(&row.score_reasons)?,
            claim: (row.claimed_by.zip(row.claimed_until))
                .map(|(user_id, until)| Claim { user_id, until }),
            reference: Reference::from_stored(row.reference),
            id: row.id,
            entry_id: row.entry_id,
            base_revision_id: row.base_revision_id,
            category_id: row.category_id,
            url_key: row.url_key,
            similar_key: row.similar_key,
            host: row.host,
            result_entry_id: row.result_entry_id,
            result_category_id: row.result_category_id,
            duplicate_of_entry_id: row.duplicate_of_entry_id,
            duplicate_of_suggestion_id: row.duplicate_of_suggestion_id,
            revise: row.revise != 0,
            user_id: row.user_id,
            score: row.score,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
            decided_at: row.decided_at,
            expires_at: row.expires_at,
            origin: Origin {
                kind: known(OriginKind::parse(&row.origin), &row.origin)?,
                note: row.origin_note,
            },
        })
    }
}

/// A word of a column with a named constraint, so a miss is a fault of ours.
fn known<T>(parsed: Option<T>, word: &str) -> Result<T> {
    parsed.ok_or_else(|| anyhow::anyhow!("unknown word {word:?} in a suggestion").into())
}
