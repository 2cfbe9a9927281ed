//! `POST /admin/bulk`: one verdict on several suggestions, first as a preview.

use askama::Template;
use axum::Form;
use axum::response::{IntoResponse, Response};
use http::StatusCode;

use super::Reviewer;
use super::done::with_done;
use super::first;
use crate::db::Connection;
use crate::error::{AppError, Result};
use crate::moderation::case::{Case, load_case};
use crate::moderation::decide::{Answer, decide};
use crate::moderation::decision_form::DecisionForm;
use crate::moderation::sql;
use crate::moderation::verdict::Verdict;
use crate::paths;
use crate::settings::{DeclinePreset, list_presets};
use crate::web::layout::Layout;
use crate::web::page::see_other;
use crate::web::{FormErrors, Page};

/// More than a page of the queue holds.
const MOST: usize = 60;

#[derive(Template)]
#[template(path = "moderation/bulk.html")]
struct BulkPage {
    layout: Layout,
    errors: FormErrors,
    verdict: Verdict,
    heading: String,
    consequence: &'static str,
    lines: Vec<Line>,
    reasons: Vec<String>,
    reason: String,
    message: String,
    /// How many it would carry out.
    ready: usize,
}

/// What happens to one of them.
struct Line {
    id: i64,
    reference: String,
    href: String,
    title: String,
    /// Why it stays as it is; empty when it would be carried out.
    obstacle: String,
}

/// `POST /admin/bulk`
pub async fn create_decisions(
    reviewer: Reviewer,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response> {
    let ids = picked(&pairs)?;
    let verdict = match Verdict::parse(first(&pairs, "decision")) {
        Some(verdict @ (Verdict::Approve | Verdict::Decline | Verdict::Spam)) => verdict,
        _ => {
            let words = "Choose to approve, to decline or to mark as spam.";
            return Err(AppError::BadRequest(words.to_owned()));
        }
    };
    let form = words_of(&pairs);
    let mut write = reviewer.db.write().await?;
    let presets = list_presets(&mut write).await?;
    let carried = carry_out(&mut write, &reviewer, (&presets, &ids), (verdict, &form)).await?;
    let done: Vec<_> = carried
        .lines
        .iter()
        .filter(|line| line.obstacle.is_empty())
        .collect();
    let confirmed = first(&pairs, "confirm") == "1";
    if confirmed && carried.errors.is_empty() && !done.is_empty() {
        let references: Vec<_> = done.iter().map(|line| line.reference.clone()).collect();
        write.commit().await?;
        return Ok(see_other(&with_done(paths::ADMIN, &references)));
    }
    // The preview is the same work, taken back.
    drop(write);
    let mut connection = reviewer.db.read().await?;
    let ready = done.len();
    let status = if carried.errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = Page::private(&BulkPage {
        layout: reviewer.layout(&mut connection).await?,
        errors: carried.errors,
        verdict,
        heading: heading(verdict, ready),
        consequence: consequence(verdict),
        ready,
        lines: carried.lines,
        reasons: presets.into_iter().map(|preset| preset.label).collect(),
        reason: form.text("reason").to_owned(),
        message: form.text("message").to_owned(),
    })?;
    Ok(page.with_status(status).into_response())
}

fn picked(pairs: &[(String, String)]) -> Result<Vec<i64>> {
    let named = pairs.iter().filter(|(name, _)| name == "id");
    let mut ids: Vec<i64> = named.filter_map(|(_, id)| id.parse().ok()).collect();
    ids.sort_unstable();
    ids.dedup();
    let asked = match ids.len() {
        0 => "Select at least one suggestion.",
        many if many > MOST => "Select fewer suggestions at a time.",
        _ => return Ok(ids),
    };
    Err(AppError::BadRequest(asked.to_owned()))
}

/// Only the words go to every suggestion; no field of an entry fits several of them.
fn words_of(pairs: &[(String, String)]) -> DecisionForm {
    let words = pairs
        .iter()
        .filter(|(name, _)| matches!(name.as_str(), "reason" | "message" | "note"));
    DecisionForm::new(words.cloned().collect())
}

struct Carried {
    lines: Vec<Line>,
    /// What needs attention in the words.
    errors: FormErrors,
}

async fn carry_out(
    connection: &mut Connection,
    reviewer: &Reviewer,
    (presets, ids): (&[DeclinePreset], &[i64]),
    (verdict, form): (Verdict, &DecisionForm),
) -> Result<Carried> {
    let by = reviewer.by(presets);
    let mut carried = Carried {
        lines: Vec::new(),
        errors: FormErrors::default(),
    };
    for &id in ids {
        let case = match load_case(connection, id).await {
            Err(AppError::NotFound) => continue,
            case => case?,
        };
        let answer = decide(connection, &by, &case, verdict, form).await?;
        if let Answer::Invalid(errors) = &answer {
            let words = ["reason", "message"];
            for error in errors
                .iter()
                .filter(|error| words.contains(&error.field.as_ref()))
            {
                carried
                    .errors
                    .add(error.field.clone(), error.message.clone());
            }
        }
        carried.lines.push(Line {
            id,
            reference: case.suggestion.reference.to_string(),
            href: paths::review(id),
            title: case.title().to_owned(),
            obstacle: obstacle(connection, &case, answer).await?,
        });
    }
    Ok(carried)
}

/// Why a suggestion stays as it is; empty when it does not.
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
    })
}

fn heading(verdict: Verdict, number: usize) -> String {
    let what = if number == 1 {
        "suggestion"
    } else {
        "suggestions"
    };
    match verdict {
        Verdict::Approve => format!("Approve {number} {what}?"),
        Verdict::Spam => format!("Mark {number} {what} as spam?"),
        _ => format!("Decline {number} {what}?"),
    }
}

fn consequence(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Approve => "They go into the directory as they were proposed, at once.",
        Verdict::Spam => "They go to the spam pile, where they can be rescued for 30 days.",
        _ => "Their contributors read the reason on their receipts.",
    }
}
