//! Entries of a list that wait in the queue, for moderators to decide.

use super::sql::{LinkKeys, NewSuggestion, insert_suggestion, unused_reference};
use super::{Contributor, Origin, OriginKind, Payload, SuggestionStatus};
use crate::db::Connection;
use crate::error::Result;
use crate::keys::{random_token, token_hash};

/// An entry of a list, checked by whoever read the list.
#[derive(Clone, Debug)]
pub struct ImportedSuggestion {
    /// What it proposes.
    pub payload: Payload,
    /// The category that it is proposed for, if there is one.
    pub category_id: Option<i64>,
    /// The link that it proposes.
    pub link: LinkKeys,
    /// Where it stands, for moderators: "bookmarks.html, line 12".
    pub origin_note: String,
}

/// Puts it into the queue and returns its number. It has no sender, so whoever imported it may
/// decide it; it is judged by no score, counts against no limit, and sends no mail.
///
/// # Errors
/// When the database can't be written.
pub async fn insert_imported(
    connection: &mut Connection,
    imported: ImportedSuggestion,
    at: i64,
) -> Result<i64> {
    let payload = serde_json::to_string(&imported.payload)?;
    let new = NewSuggestion {
        reference: unused_reference(connection).await?,
        // Nobody follows its receipt, so nobody needs to know its secret.
        token_hash: token_hash(&random_token()),
        status: SuggestionStatus::Pending,
        payload: imported.payload,
        entry_id: None,
        base_revision_id: None,
        category_id: imported.category_id,
        link: Some(imported.link),
        user_id: None,
        network_prefix: Vec::new(),
        network_wide: Vec::new(),
        fingerprint: token_hash(&payload),
        form_nonce: None,
        signs: Vec::new(),
        contributor: Contributor::default(),
        origin: Origin {
            kind: OriginKind::Import,
            note: imported.origin_note,
        },
        at,
    };
    insert_suggestion(connection, &new).await
}
