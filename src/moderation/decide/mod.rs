//! Carrying out a decision: directory, revision, decision and suggestion change inside the
//! caller's transaction, together or not at all.

mod approve;
mod approve_category;
mod close;
mod note;
mod own;

pub use note::add_note;
pub use own::is_own;

use own::not_own;

pub use close::return_folded;

use super::case::Case;
use super::decision_form::DecisionForm;
use super::reach::may_decide;
use super::reports;
use super::sql::{self, NewDecision};
use super::verdict::{Verdict, said};
use super::words::{Words, read_words};
use crate::accounts::User;
use crate::db::Connection;
use crate::directory::link_url::LinkPolicy;
use crate::error::Result;
use crate::notify::Outbox;
use crate::settings::DeclinePreset;
use crate::suggestions::{
    Audience, Author, NewMessage, Outcome, Outcomes, Suggestion, SuggestionStatus, add_message,
    close_suggestion, reopen_suggestion,
};
use crate::web::FormErrors;

/// Who decides, when, and by which rules.
#[derive(Clone, Debug)]
pub struct By<'a> {
    /// The moderator.
    pub user: &'a User,
    /// UTC milliseconds.
    pub now: i64,
    /// Takes note of what is to be told.
    pub outbox: &'a Outbox,
    /// Which links may be listed.
    pub policy: LinkPolicy,
    /// The reasons that a decline offers.
    pub presets: &'a [DeclinePreset],
    /// Whether several decisions make one change in history.
    pub batch: Batch,
}

/// Which change in history a decision's effect on the directory belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Batch {
    /// One of its own.
    #[default]
    Alone,
    /// One that it shares with other decisions; none before the first of them changed something.
    Shared(Option<i64>),
}

/// What was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The suggestions that it closed or asked about, oldest first.
    pub suggestions: Vec<i64>,
    /// What it did to the directory, in history.
    pub change_id: Option<i64>,
}

/// What came of a decision. After anything but [`Answer::Done`] the caller drops its transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is decided.
    Done(Decided),
    /// Something in the form needs attention.
    Invalid(FormErrors),
    /// It is not open any more, or not as the moderator saw it.
    Late,
    /// This live entry has the link already.
    Listed {
        /// The entry.
        entry_id: i64,
    },
    /// Somebody else changed what the contributor changes, and nobody has chosen between them.
    Clash,
    /// Nobody decides their own suggestion.
    Own,
    /// It belongs to a category that the moderator does not decide on.
    Elsewhere,
}

/// What carrying out a verdict comes to: either something to keep as a decision, or why not.
type Carried = Result<std::result::Result<Effect, Answer>>;

/// What a verdict did, for the decision's row and the suggestion's.
struct Effect {
    outcome: Outcome,
    change_id: Option<i64>,
    /// The fields as the moderator changed them, when they did.
    amended: Option<serde_json::Value>,
    /// What became of each proposed field.
    fields: Option<Outcomes>,
}

/// Decides. `case` was read inside the same transaction.
///
/// # Errors
/// When the database can't be written.
pub async fn decide(
    connection: &mut Connection,
    by: &By<'_>,
    case: &Case,
    verdict: Verdict,
    form: &DecisionForm,
) -> Result<Answer> {
    if !waits(case.suggestion.status) {
        return Ok(Answer::Late);
    }
    if !may_decide(&by.user.scope, case) {
        return Ok(Answer::Elsewhere);
    }
    if is_own(connection, by, &case.suggestion).await? {
        return Ok(Answer::Own);
    }
    let mut errors = FormErrors::default();
    let words = read_words(form, verdict, by.presets, &mut errors);
    let verdict = said(form, verdict);
    let together = not_own(connection, by, case.together()).await?;
    let together = reports::chosen(together, &case.suggestion, (verdict, form), &mut errors);
    let carried = match verdict {
        Verdict::Approve if case.category.is_some() => {
            approve_category::approve(connection, by, case, form, &mut errors).await?
        }
        Verdict::Approve => approve::approve(connection, by, case, form, &mut errors).await?,
        Verdict::Duplicate => close::duplicate(connection, by, case, form, &mut errors).await?,
        Verdict::Decline => Ok(close::plain(SuggestionStatus::Declined, by)),
        Verdict::Ask => Ok(close::question(by, form.ticked("revise"))),
        Verdict::Spam => close::spam(connection, by, case, form, &mut errors).await?,
    };
    match carried {
        Err(answer) => Ok(answer),
        Ok(_) if !errors.is_empty() => Ok(Answer::Invalid(errors)),
        Ok(effect) => {
            let change_id = effect.change_id;
            for &suggestion in &together {
                let outcome = (verdict, &words, &effect);
                if !record(connection, by, suggestion, outcome).await? {
                    return Ok(Answer::Late);
                }
            }
            Ok(Answer::Done(Decided {
                suggestions: together.iter().map(|suggestion| suggestion.id).collect(),
                change_id,
            }))
        }
    }
}

/// Stops with the problems found so far.
fn invalid(errors: &mut FormErrors) -> Answer {
    Answer::Invalid(std::mem::take(errors))
}

/// Takes a suggestion out of the spam pile, back into the queue.
///
/// # Errors
/// When the database can't be written.
pub async fn restore(connection: &mut Connection, by: &By<'_>, case: &Case) -> Result<Answer> {
    let id = case.suggestion.id;
    if case.suggestion.status != SuggestionStatus::Spam {
        return Ok(Answer::Late);
    }
    if !may_decide(&by.user.scope, case) {
        return Ok(Answer::Elsewhere);
    }
    if is_own(connection, by, &case.suggestion).await? {
        return Ok(Answer::Own);
    }
    if let Some(decision) = sql::find_decision_in_force(connection, id).await? {
        sql::undo_decision(connection, decision.id, (by.user.id, by.now), None).await?;
    }
    reopen_suggestion(connection, id, by.now).await?;
    // What was folded away was told to nobody.
    by.outbox.suggestion_arrived(connection, id, by.now).await?;
    Ok(Answer::Done(Decided {
        suggestions: vec![id],
        change_id: None,
    }))
}

/// Whether a suggestion can be decided: a moderator's verdict is still wanted.
pub fn waits(status: SuggestionStatus) -> bool {
    matches!(
        status,
        SuggestionStatus::Pending | SuggestionStatus::Question
    )
}

/// Writes the decision about one suggestion and what it makes of it. `false` means that somebody
/// was first.
async fn record(
    connection: &mut Connection,
    by: &By<'_>,
    suggestion: &Suggestion,
    (verdict, words, effect): (Verdict, &Words, &Effect),
) -> Result<bool> {
    let seen = (suggestion.id, suggestion.version);
    if !close_suggestion(connection, seen, effect.outcome).await? {
        return Ok(false);
    }
    let decision = NewDecision {
        suggestion_id: suggestion.id,
        user_id: by.user.id,
        at: by.now,
        verdict,
        reason: &words.reason,
        message: &words.message,
        change_id: effect.change_id,
        amended: effect.amended.as_ref(),
        fields: effect.fields.as_ref(),
        revise: effect.outcome.revise,
    };
    let decision_id = sql::insert_decision(connection, decision).await?;
    (by.outbox.decision_made(connection, decision_id, by.now)).await?;
    let message = |audience, body| NewMessage {
        suggestion_id: suggestion.id,
        at: by.now,
        author: Author::Moderator,
        user_id: Some(by.user.id),
        audience,
        body,
    };
    if verdict == Verdict::Ask {
        add_message(connection, message(Audience::Contributor, &words.message)).await?;
    }
    if !words.note.is_empty() {
        add_message(connection, message(Audience::Moderators, &words.note)).await?;
    }
    Ok(true)
}
