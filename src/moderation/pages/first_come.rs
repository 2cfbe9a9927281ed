//! What somebody is told who comes second.

use super::Reviewer;
use crate::db::Connection;
use crate::error::Result;
use crate::moderation::case::Case;
use crate::moderation::decision_form::DecisionForm;
use crate::moderation::sql::{self, Decision};
use crate::moderation::verdict::{Verdict, said};
use crate::suggestions::SuggestionStatus;
use crate::text::dates::age;

/// The decision that stands: the last word, or the question that waits for its answer.
async fn find_standing(connection: &mut Connection, case: &Case) -> Result<Option<Decision>> {
    let decisions = sql::list_decisions(connection, case.suggestion.id).await?;
    let is_asked = case.suggestion.status == SuggestionStatus::Question;
    let stands = |decided: &Decision| match decided.verdict {
        Verdict::Ask => is_asked,
        _ => decided.undone_at.is_none(),
    };
    Ok(decisions.into_iter().rfind(stands))
}

/// Whether the same person sends the same decision again: a double click, or a lost answer.
pub(in crate::moderation) async fn is_repeat(
    connection: &mut Connection,
    reviewer: &Reviewer,
    case: &Case,
    form: &DecisionForm,
) -> Result<bool> {
    let standing = find_standing(connection, case).await?;
    let verdict = Verdict::parse(form.text("decision")).map(|verdict| said(form, verdict));
    Ok(standing.is_some_and(|decided| {
        verdict == Some(decided.verdict) && decided.user_id == reviewer.user.id
    }))
}

/// Who was first, and with what.
pub(super) async fn who_was_first(
    connection: &mut Connection,
    reviewer: &Reviewer,
    case: &Case,
) -> Result<String> {
    if let Some(decided) = find_standing(connection, case).await? {
        let who = if decided.user_id == reviewer.user.id {
            "You"
        } else {
            decided.moderator.as_str()
        };
        let past = decided.verdict.past();
        let ago = age(reviewer.now, decided.at);
        return Ok(format!("{who} {past} this {ago} ago"));
    }
    Ok(match case.suggestion.status {
        SuggestionStatus::Withdrawn => "The contributor has withdrawn this".to_owned(),
        SuggestionStatus::Spam => "This is in the spam pile".to_owned(),
        _ if !case.others.is_empty() => {
            "The reports on this changed while you were looking at them".to_owned()
        }
        _ => "This changed while you were looking at it".to_owned(),
    })
}
