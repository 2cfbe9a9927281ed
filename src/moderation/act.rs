//! What a decision form asks for, carried out: the same for people and for programs.

use super::case::Case;
use super::decide::{self, Answer, By};
use super::decision_form::DecisionForm;
use super::reach::may_decide;
use super::verdict::Action;
use crate::db::Connection;
use crate::error::Result;
use crate::suggestions::{claim, release};
use crate::web::FormErrors;

/// What came of it. After an answer other than [`Answer::Done`] the caller drops its transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Acted {
    /// "I'm looking at this" was noted.
    Claimed,
    /// It was taken back.
    Released,
    /// A note to other moderators was kept.
    Noted,
    /// A decision was asked for.
    Answered(Answer),
}

/// Does what the form's `decision` says. `case` was read inside the same transaction.
///
/// # Errors
/// When the database can't be written.
pub async fn act(
    connection: &mut Connection,
    by: &By<'_>,
    case: &Case,
    form: &DecisionForm,
) -> Result<Acted> {
    if !may_decide(&by.user.scope, case) {
        return Ok(Acted::Answered(Answer::Elsewhere));
    }
    let answer = match Action::parse(form.text("decision")) {
        Some(Action::Claim) => {
            for suggestion in case.together() {
                claim(connection, suggestion.id, by.user.id, by.now).await?;
            }
            return Ok(Acted::Claimed);
        }
        Some(Action::Release) => {
            for suggestion in case.together() {
                release(connection, suggestion.id, by.user.id).await?;
            }
            return Ok(Acted::Released);
        }
        Some(Action::Note) => {
            let note = (case.suggestion.id, form.text("note"));
            let errors = decide::add_note(connection, by, note).await?;
            if errors.is_empty() {
                return Ok(Acted::Noted);
            }
            Answer::Invalid(errors)
        }
        Some(_) if form.text("version") != case.version() => Answer::Late,
        Some(Action::Restore) => decide::restore(connection, by, case).await?,
        Some(Action::Decide(verdict)) => {
            decide::decide(connection, by, case, verdict, form).await?
        }
        None => {
            let mut errors = FormErrors::default();
            errors.add("decision", "Choose what to do with it");
            Answer::Invalid(errors)
        }
    };
    Ok(Acted::Answered(answer))
}
