//! A correction: the same suggestion with other words.

use super::flood;
use super::scoring;
use super::sql::{Correction, correct_suggestion};
use super::submit::{Answer, Submission};
use super::{ReceiptToken, ScoredSign, Suggestion, SuggestionKind, SuggestionStatus, spam};
use crate::db::Connection;
use crate::error::Result;

/// Puts what was sent in the place of what an open suggestion said, or says why not.
///
/// # Errors
/// When the database can't be written.
pub(super) async fn correct(
    connection: &mut Connection,
    submission: &Submission<'_>,
    suggestion: &Suggestion,
) -> Result<Answer> {
    let (limits, now) = (submission.limits, submission.now);
    if let Some(over) = flood::check_correction(connection, limits, suggestion.id, now).await? {
        return Ok(Answer::TooMany(over));
    }
    let checked = match &submission.checked {
        Ok(checked) => checked,
        Err(errors) => return Ok(Answer::Invalid(errors.clone())),
    };
    let key = checked.link.as_ref().map(crate::directory::LinkUrl::key);
    let elsewhere = key != suggestion.url_key
        || checked.payload.kind() == SuggestionKind::Category
            && checked.payload != suggestion.payload;
    if elsewhere
        && let Some(known) = submission
            .duplicate(connection, checked, Some(suggestion))
            .await?
    {
        return Ok(Answer::Duplicate(known));
    }
    let mut signs: Vec<ScoredSign> = suggestion.signs.clone();
    signs.retain(|scored| scored.sign.is_about_sending());
    signs.extend(scoring::content(connection, submission, checked).await?);
    let correction = Correction {
        status: status_after(suggestion, spam::total(&signs)),
        payload: checked.payload.clone(),
        category_id: submission.category_id(checked),
        link: checked.link.as_ref().map(Into::into),
        fingerprint: submission.fingerprint(),
        signs,
        contributor: checked.contributor.clone(),
        at: now,
    };
    correct_suggestion(connection, suggestion.id, &correction).await?;
    if correction.status != SuggestionStatus::Spam {
        let returned = suggestion.status == SuggestionStatus::Question;
        let outbox = submission.outbox;
        outbox
            .suggestion_changed(connection, suggestion.id, returned, now)
            .await?;
    }
    let receipt = ReceiptToken::of(&suggestion.reference, submission.keys);
    Ok(Answer::Accepted(receipt))
}

/// A correction may fold a suggestion but never unfolds it, which is a moderator's to do; what a
/// moderator took out of the spam pile stays out; and who answers a question is never folded for
/// it.
fn status_after(before: &Suggestion, score: i64) -> SuggestionStatus {
    let was_rescued = before.score >= spam::FOLDED_FROM;
    match before.status {
        SuggestionStatus::Pending if score >= spam::FOLDED_FROM && !was_rescued => {
            SuggestionStatus::Spam
        }
        SuggestionStatus::Question => SuggestionStatus::Pending,
        other => other,
    }
}
