//! Several decisions in one transaction, each carried out or told why not.

use super::Reviewer;
use super::field_words::label;
use crate::db::Connection;
use crate::error::{AppError, Result};
use crate::moderation::case::{Case, load_case};
use crate::moderation::decide::{Answer, Batch, By, decide};
use crate::moderation::decision_form::DecisionForm;
use crate::moderation::merge::Fate;
use crate::moderation::verdict::Verdict;
use crate::moderation::{reports, sql};
use crate::paths;
use crate::settings::DeclinePreset;
use crate::suggestions::SuggestionKind;
use crate::web::FormErrors;

/// What happens to one of them.
pub(super) struct Line {
    pub id: i64,
    /// What it was decided against.
    pub version: String,
    pub reference: String,
    pub href: String,
    pub title: String,
    /// What it would do, in a few words.
    pub what: String,
    /// Why it stays as it is; empty when it would be carried out.
    pub obstacle: String,
}

/// What became of all of them.
pub(super) struct Carried {
    pub lines: Vec<Line>,
    /// What needs attention in the words.
    pub errors: FormErrors,
}

impl Carried {
    /// How many were carried out.
    pub fn ready(&self) -> usize {
        let lines = self.lines.iter();
        lines.filter(|line| line.obstacle.is_empty()).count()
    }
}

/// Decides each of them as far as it can be decided. What can't leaves no trace; what changes the
/// directory is one change in history.
pub(super) async fn carry_out(
    connection: &mut Connection,
    (reviewer, presets): (&Reviewer, &[DeclinePreset]),
    (ids, seen): (&[i64], &[(i64, String)]),
    (verdict, form): (Verdict, &DecisionForm),
) -> Result<Carried> {
    let mut carried = Carried {
        lines: Vec::new(),
        errors: FormErrors::default(),
    };
    let mut by = By {
        batch: Batch::Shared(None),
        ..reviewer.by(presets)
    };
    let mut met: Vec<i64> = Vec::new();
    for &id in ids {
        if met.contains(&id) {
            continue;
        }
        let case = match load_case(connection, id).await {
            Err(AppError::NotFound) => continue,
            case => case?,
        };
        met.extend(case.together().iter().map(|suggestion| suggestion.id));
        let version = case.version();
        let shown = seen.iter().find(|(shown, _)| *shown == id);
        let obstacle = if shown.is_some_and(|(_, shown)| *shown != version) {
            "It changed while you were looking at this page".to_owned()
        } else {
            part(
                connection,
                &mut by,
                &case,
                (verdict, form),
                &mut carried.errors,
            )
            .await?
        };
        carried.lines.push(Line {
            id,
            version,
            reference: case.suggestion.reference.to_string(),
            href: paths::review(id),
            title: case.title().to_owned(),
            what: what(&case, verdict),
            obstacle,
        });
    }
    Ok(carried)
}

/// Decides one, and says why it stays as it is; empty when it does not.
async fn part(
    connection: &mut Connection,
    by: &mut By<'_>,
    case: &Case,
    (verdict, form): (Verdict, &DecisionForm),
    errors: &mut FormErrors,
) -> Result<String> {
    sql::begin_part(connection).await?;
    let answer = decide(connection, by, case, verdict, form).await;
    let is_done = matches!(answer, Ok(Answer::Done(_)));
    sql::end_part(connection, is_done).await?;
    let answer = match answer {
        Err(AppError::Conflict(words)) => return Ok(words.trim_end_matches('.').to_owned()),
        answer => answer?,
    };
    match &answer {
        Answer::Done(done) => {
            if let (Batch::Shared(None), Some(change_id)) = (by.batch, done.change_id) {
                by.batch = Batch::Shared(Some(change_id));
            }
        }
        Answer::Invalid(problems) => {
            let words = problems
                .iter()
                .filter(|problem| ["reason", "message"].contains(&problem.field.as_ref()));
            for problem in words {
                errors.add(problem.field.clone(), problem.message.clone());
            }
        }
        _ => {}
    }
    obstacle(connection, case, answer).await
}

async fn obstacle(connection: &mut Connection, case: &Case, answer: Answer) -> Result<String> {
    Ok(match answer {
        Answer::Done(_) => String::new(),
        Answer::Invalid(errors) => {
            let messages: Vec<_> = errors.iter().map(|error| error.message.as_ref()).collect();
            messages.join(". ")
        }
        Answer::Late => match sql::find_decision_in_force(connection, case.suggestion.id).await? {
            Some(decided) => format!("{} {} it", decided.moderator, decided.verdict.past()),
            None => "It isn’t in the queue".to_owned(),
        },
        Answer::Listed { .. } => "This link is already in the list".to_owned(),
        Answer::Clash => "Somebody changed the entry since".to_owned(),
        Answer::Own => "You sent it yourself, so somebody else decides it".to_owned(),
        Answer::Elsewhere => "It belongs to a category that isn’t yours".to_owned(),
    })
}

/// What a verdict would do to this one.
fn what(case: &Case, verdict: Verdict) -> String {
    let title_of = |path: &str| case.tree.at_path(path).map(|node| node.title.as_str());
    if case.suggestion.kind == SuggestionKind::Report {
        let summary = reports::summary(case.together());
        return match verdict {
            Verdict::Approve => format!("Closes {summary}; the entry stays as it is"),
            _ => summary,
        };
    }
    if verdict != Verdict::Approve {
        return case.suggestion.kind.label().to_owned();
    }
    if let Some(category) = &case.category {
        return match title_of(&category.parent) {
            Some(parent) => format!("Adds the category to {parent}"),
            None => "Adds the category at the top level".to_owned(),
        };
    }
    if case.suggestion.kind == SuggestionKind::Edit {
        let taken = case.merged.iter().filter(|field| field.fate == Fate::Taken);
        let labels: Vec<_> = taken.map(|field| label(field.name)).collect();
        return match labels.as_slice() {
            [] => "Changes nothing any more".to_owned(),
            labels => format!("Changes {}", labels.join(", ").to_lowercase()),
        };
    }
    match title_of(&case.fields.category) {
        Some(category) => format!("Adds it to {category}"),
        None => "Adds it to the directory".to_owned(),
    }
}
