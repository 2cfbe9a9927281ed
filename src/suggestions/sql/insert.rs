//! Writing what contributors send.

use crate::db::Connection;
use crate::directory::LinkUrl;
use crate::error::Result;
use crate::suggestions::spam::total;
use crate::suggestions::{Contributor, Origin, Payload, Reference, ScoredSign, SuggestionStatus};

/// A suggestion on its way into the database.
#[derive(Clone, Debug)]
pub struct NewSuggestion {
    /// For quoting.
    pub reference: Reference,
    /// SHA-256 of the receipt's token.
    pub token_hash: Vec<u8>,
    /// Pending, or spam from the start.
    pub status: SuggestionStatus,
    /// What it proposes, cleaned.
    pub payload: Payload,
    /// Of an edit or a report: the entry.
    pub entry_id: Option<i64>,
    /// Of an edit or a report: the revision that the contributor looked at.
    pub base_revision_id: Option<i64>,
    /// Of a new entry or category: the category that it is proposed for.
    pub category_id: Option<i64>,
    /// The link that it proposes.
    pub link: Option<LinkKeys>,
    /// The signed-in person who sends it.
    pub user_id: Option<i64>,
    /// Keyed hash of the sender's narrow prefix.
    pub network_prefix: Vec<u8>,
    /// Keyed hash of the sender's wide prefix.
    pub network_wide: Vec<u8>,
    /// Keyed hash of everything sent, of 32 bytes.
    pub fingerprint: Vec<u8>,
    /// The form's random number; none without a form token.
    pub form_nonce: Option<Vec<u8>>,
    /// What the spam score is made of.
    pub signs: Vec<ScoredSign>,
    /// Who sends it.
    pub contributor: Contributor,
    /// Where it came from.
    pub origin: Origin,
    /// UTC milliseconds.
    pub at: i64,
}

/// What a link is found by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkKeys {
    /// The normalised link.
    pub url_key: String,
    /// The looser form.
    pub similar_key: String,
    /// Whose place it leads to.
    pub host: String,
}

impl From<&LinkUrl> for LinkKeys {
    fn from(link: &LinkUrl) -> Self {
        Self {
            url_key: link.key(),
            similar_key: link.similar_key(),
            host: link.site(),
        }
    }
}

/// Writes a suggestion, its payload and its contributor; returns its number.
///
/// # Errors
/// When the database can't be written.
pub async fn insert_suggestion(connection: &mut Connection, new: &NewSuggestion) -> Result<i64> {
    let (reference, kind) = (new.reference.as_str(), new.payload.kind().as_str());
    let (status, payload) = (new.status.as_str(), serde_json::to_string(&new.payload)?);
    let (score, signs) = (total(&new.signs), serde_json::to_string(&new.signs)?);
    let link = new.link.as_ref();
    let (url_key, similar_key) = (
        link.map(|link| &link.url_key),
        link.map(|link| &link.similar_key),
    );
    let host = link.map(|link| &link.host);
    let (origin, origin_note) = (new.origin.kind.as_str(), &new.origin.note);
    let id = sqlx::query_scalar!(
        r#"INSERT INTO suggestions (reference, token_hash, kind, status, payload, entry_id,
               base_revision_id, category_id, url_key, similar_key, host, user_id, network_prefix,
               network_wide, fingerprint, form_nonce, score, score_reasons, origin, origin_note,
               created_at, updated_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id AS "id!""#,
        reference,
        new.token_hash,
        kind,
        status,
        payload,
        new.entry_id,
        new.base_revision_id,
        new.category_id,
        url_key,
        similar_key,
        host,
        new.user_id,
        new.network_prefix,
        new.network_wide,
        new.fingerprint,
        new.form_nonce,
        score,
        signs,
        origin,
        origin_note,
        new.at,
        new.at,
    )
    .fetch_one(&mut *connection)
    .await?;
    insert_payload(connection, (id, 1), &payload, new.at).await?;
    save_contributor(connection, id, &new.contributor).await?;
    Ok(id)
}

/// What a correction changes.
#[derive(Clone, Debug)]
pub struct Correction {
    /// Pending again, or spam.
    pub status: SuggestionStatus,
    /// What it proposes now, cleaned.
    pub payload: Payload,
    /// The category that it is proposed for now.
    pub category_id: Option<i64>,
    /// The link that it proposes now.
    pub link: Option<LinkKeys>,
    /// Keyed hash of everything sent, of 32 bytes.
    pub fingerprint: Vec<u8>,
    /// What the spam score is made of now.
    pub signs: Vec<ScoredSign>,
    /// Who sends it.
    pub contributor: Contributor,
    /// UTC milliseconds.
    pub at: i64,
}

/// Puts a correction in the place of what was sent, which stays in `suggestion_payloads`. The
/// caller has read the suggestion inside the same transaction and found it open.
///
/// # Errors
/// When the database can't be written.
pub async fn correct_suggestion(
    connection: &mut Connection,
    id: i64,
    correction: &Correction,
) -> Result<()> {
    let (status, payload) = (
        correction.status.as_str(),
        serde_json::to_string(&correction.payload)?,
    );
    let (score, signs) = (
        total(&correction.signs),
        serde_json::to_string(&correction.signs)?,
    );
    let link = correction.link.as_ref();
    let (url_key, similar_key) = (
        link.map(|link| &link.url_key),
        link.map(|link| &link.similar_key),
    );
    let host = link.map(|link| &link.host);
    let version = sqlx::query_scalar!(
        r#"UPDATE suggestions SET status = ?, payload = ?, category_id = ?, url_key = ?, similar_key = ?,
               host = ?, fingerprint = ?, score = ?, score_reasons = ?, updated_at = ?,
               revise = 0, version = version + 1
           WHERE id = ? RETURNING version AS "version!""#,
        status,
        payload,
        correction.category_id,
        url_key,
        similar_key,
        host,
        correction.fingerprint,
        score,
        signs,
        correction.at,
        id,
    )
    .fetch_one(&mut *connection)
    .await?;
    insert_payload(connection, (id, version), &payload, correction.at).await?;
    save_contributor(connection, id, &correction.contributor).await
}

async fn insert_payload(
    connection: &mut Connection,
    (id, version): (i64, i64),
    payload: &str,
    at: i64,
) -> Result<()> {
    sqlx::query!(
        "INSERT INTO suggestion_payloads (suggestion_id, version, payload, sent_at) VALUES (?, ?, ?, ?)",
        id,
        version,
        payload,
        at,
    )
    .execute(connection)
    .await?;
    Ok(())
}

async fn save_contributor(
    connection: &mut Connection,
    id: i64,
    contributor: &Contributor,
) -> Result<()> {
    let affiliation = contributor.affiliation.as_str();
    sqlx::query!(
        "INSERT INTO contributors (suggestion_id, name, email, affiliation, credit) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (suggestion_id) DO UPDATE SET name = excluded.name, email = excluded.email,
             affiliation = excluded.affiliation, credit = excluded.credit,
             confirmed_at = iif(email = excluded.email, confirmed_at, NULL),
             erased_at = iif(excluded.name || excluded.email = '', erased_at, NULL)",
        id,
        contributor.name,
        contributor.email,
        affiliation,
        contributor.credit,
    )
    .execute(connection)
    .await?;
    Ok(())
}
