//! Approving: the suggestion becomes a change to the directory.

use super::{Answer, Batch, By, Carried, Effect, invalid};
use crate::db::Connection;
use crate::directory::entry_input::{EntryInput, MODERATOR, NOT_SURE};
use crate::directory::link_url::LinkPolicy;
use crate::directory::{
    Change, ChangeError, EntryFields, EntryStatus, apply_part, find_live_entry_by_key,
};
use crate::error::{AppError, Result};
use crate::history::{ChangeContext, Source, open_change};
use crate::moderation::case::Case;
use crate::moderation::choices::{choose, outcomes, outcomes_of_new, take_all};
use crate::moderation::decision_form::DecisionForm;
use crate::moderation::merge::canonical;
use crate::moderation::reach::reaches;
use crate::suggestions::{Outcome, Outcomes, SuggestionKind, SuggestionStatus};
use crate::web::FormErrors;

/// The entry's link was accepted once; a stricter setting since must not stop a new title.
const AS_STORED: LinkPolicy = LinkPolicy {
    allow_private: true,
    allow_ftp: true,
};

/// Said beside a category in which somebody else decides.
pub(super) const NOT_YOURS: &str =
    "Choose one of your own categories, or leave this to somebody who decides there";

pub(super) async fn approve(
    connection: &mut Connection,
    by: &By<'_>,
    case: &Case,
    form: &DecisionForm,
    errors: &mut FormErrors,
) -> Carried {
    let Ok(input) = chosen_fields(case, form) else {
        return Ok(Err(Answer::Clash));
    };
    let Some(fields) = check(&input, by, case, errors) else {
        return Ok(Err(invalid(errors)));
    };
    if !reaches(&by.user.scope, &case.tree, fields.category_id) {
        errors.add("category", NOT_YOURS);
        return Ok(Err(invalid(errors)));
    }
    let current = case.current.as_ref().map(canonical);
    let changes_words = current.as_ref() != Some(&canonical(&input));
    let retires =
        case.suggestion.kind == SuggestionKind::Report && form.ticked("retire") && is_live(case);
    if case.suggestion.kind == SuggestionKind::Edit && !changes_words {
        errors.add(
            "",
            "Nothing would change. Change a field, or decline the suggestion",
        );
        return Ok(Err(invalid(errors)));
    }
    if let Some(entry_id) = taken_by(connection, case, &fields).await? {
        return Ok(Err(Answer::Listed { entry_id }));
    }
    if !errors.is_empty() {
        return Ok(Err(invalid(errors)));
    }
    let mut changes = Vec::new();
    match &case.entry {
        None => changes.push(Change::CreateEntry(fields)),
        Some(entry) => {
            if changes_words {
                changes.push(Change::EditEntry {
                    id: entry.id,
                    version: Some(entry.version),
                    fields,
                });
            }
            if retires {
                changes.push(Change::RetireEntry { id: entry.id });
            }
        }
    }
    let (amended, fields) = compared(case, &input)?;
    let done = carry_out(connection, by, case, changes).await;
    let (change_id, entry_id) = done.map_err(unforeseen)?;
    Ok(Ok(Effect {
        outcome: Outcome {
            result_entry_id: entry_id.or(case.suggestion.entry_id),
            ..Outcome::new(SuggestionStatus::Approved, by.now)
        },
        change_id,
        amended,
        fields,
    }))
}

/// The fields to approve. Of an edit each proposal is chosen or refused; else sent fields count,
/// and what was not sent stays as proposed, or of a report as it stands.
fn chosen_fields(
    case: &Case,
    form: &DecisionForm,
) -> std::result::Result<EntryInput, Vec<&'static str>> {
    match (&case.current, case.suggestion.kind) {
        (Some(current), SuggestionKind::Edit) => choose(current, &case.merged, form),
        _ => Ok(form.over(&case.fields)),
    }
}

/// What the decision keeps of how `input` differs from what was proposed.
fn compared(
    case: &Case,
    input: &EntryInput,
) -> Result<(Option<serde_json::Value>, Option<Outcomes>)> {
    let (proposed, outcomes) = match (case.suggestion.kind, &case.current) {
        (SuggestionKind::Edit, Some(current)) => (
            take_all(current, &case.merged),
            Some(outcomes(&case.merged, input)),
        ),
        (SuggestionKind::Entry, _) => {
            let mut proposed = case.fields.clone();
            // Leaving the place to the moderators is no proposal that they could change.
            if proposed.category == NOT_SURE {
                proposed.category.clone_from(&input.category);
            }
            let outcomes = outcomes_of_new(&case.fields, input);
            (proposed, Some(outcomes))
        }
        _ => (case.fields.clone(), None),
    };
    let was_changed = canonical(input) != canonical(&proposed);
    let amended = was_changed.then(|| serde_json::to_value(input));
    Ok((amended.transpose()?, outcomes))
}

fn check(
    input: &EntryInput,
    by: &By<'_>,
    case: &Case,
    errors: &mut FormErrors,
) -> Option<EntryFields> {
    let as_stored = case
        .current
        .as_ref()
        .is_some_and(|current| current.url == input.url.trim());
    let policy = if as_stored { AS_STORED } else { by.policy };
    let mut problems = FormErrors::default();
    let checked = input.check(&case.tree, policy, MODERATOR, &mut problems);
    for problem in &problems {
        errors.add(problem.field.clone(), problem.message.clone());
    }
    let checked = checked?;
    // A moderator can't be unsure, so what was checked has a category.
    let category_id = checked.category_id?;
    Some(checked.in_category(category_id))
}

fn is_live(case: &Case) -> bool {
    case.entry
        .as_ref()
        .is_some_and(|entry| entry.state.status == EntryStatus::Live)
}

/// Another live entry with the link, which would stand in the way.
async fn taken_by(
    connection: &mut Connection,
    case: &Case,
    fields: &EntryFields,
) -> Result<Option<i64>> {
    let listed = find_live_entry_by_key(connection, &fields.url.key()).await?;
    let stands_apart = case.entry.is_some() && !is_live(case);
    Ok(listed.filter(|&id| Some(id) != case.suggestion.entry_id && !stands_apart))
}

/// Carries out all changes as one in history. Returns it, and the row that it touched.
pub(super) async fn carry_out(
    connection: &mut Connection,
    by: &By<'_>,
    case: &Case,
    changes: Vec<Change>,
) -> std::result::Result<(Option<i64>, Option<i64>), ChangeError> {
    if changes.is_empty() {
        return Ok((None, None));
    }
    let context = ChangeContext {
        source: Source::Suggestion,
        user_id: Some(by.user.id),
        suggestion_id: (by.batch == Batch::Alone).then_some(case.suggestion.id),
        why: String::new(),
        at: by.now,
    };
    let change_id = match by.batch {
        Batch::Shared(Some(change_id)) => change_id,
        _ => open_change(connection, &context).await?,
    };
    let mut touched = None;
    for change in changes {
        touched = Some(apply_part(connection, &context, change_id, change).await?);
    }
    Ok((Some(change_id), touched))
}

/// What the checks above rule out; the caller's transaction goes with it.
pub(super) fn unforeseen(error: ChangeError) -> AppError {
    match error {
        ChangeError::Failed(error) => error,
        ChangeError::NotFound => AppError::NotFound,
        other => AppError::Conflict(format!("The directory can’t take this change: {other}.")),
    }
}
