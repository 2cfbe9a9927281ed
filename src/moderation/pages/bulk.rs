//! `POST /admin/bulk`: one verdict on several suggestions, first as a preview; and several claims.

use askama::Template;
use axum::Form;
use axum::response::{IntoResponse, Response};
use http::StatusCode;

use super::bulk_work::{Carried, Line, carry_out};
use super::done::{with_done, with_left};
use super::view::View;
use super::{Reviewer, first};
use crate::error::{AppError, Result};
use crate::moderation::case::load_case;
use crate::moderation::decision_form::DecisionForm;
use crate::moderation::reach::may_decide;
use crate::moderation::verdict::{Action, Verdict};
use crate::settings::list_presets;
use crate::suggestions::{claim, release};
use crate::web::layout::Layout;
use crate::web::page::see_other;
use crate::web::{FormErrors, Page};

/// More than a page of the queue holds.
pub(super) const MOST: usize = 200;

#[derive(Template)]
#[template(path = "moderation/bulk.html")]
struct BulkPage {
    layout: Layout,
    errors: FormErrors,
    from: View,
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

/// `POST /admin/bulk`
pub async fn create_decisions(
    reviewer: Reviewer,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response> {
    let ids = picked(&pairs)?;
    match Action::parse(first(&pairs, "decision")) {
        Some(Action::Decide(verdict @ (Verdict::Approve | Verdict::Decline | Verdict::Spam))) => {
            decide_all(&reviewer, &pairs, (verdict, &ids)).await
        }
        Some(action @ (Action::Claim | Action::Release)) => {
            claim_all(&reviewer, action, &ids).await?;
            let from = View::carried(first(&pairs, "from"));
            Ok(see_other(&from.address()))
        }
        _ => {
            let words = "Choose to approve, to decline, to mark as spam or to look at them.";
            Err(AppError::BadRequest(words.to_owned()))
        }
    }
}

async fn decide_all(
    reviewer: &Reviewer,
    pairs: &[(String, String)],
    (verdict, ids): (Verdict, &[i64]),
) -> Result<Response> {
    let form = words_of(pairs);
    let from = View::carried(first(pairs, "from"));
    let mut write = reviewer.db.write().await?;
    let presets = list_presets(&mut write).await?;
    let seen = seen(pairs);
    let carried = carry_out(
        &mut write,
        (reviewer, &presets),
        (ids, &seen),
        (verdict, &form),
    )
    .await?;
    let confirmed = first(pairs, "confirm") == "1";
    if confirmed && carried.errors.is_empty() && carried.ready() > 0 {
        write.commit().await?;
        return Ok(see_other(&outcome(&from, &carried)));
    }
    // The preview is the same work, taken back.
    drop(write);
    let mut connection = reviewer.db.read().await?;
    let status = if carried.errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = Page::private(&BulkPage {
        layout: reviewer.layout(&mut connection).await?,
        from,
        verdict,
        heading: heading(verdict, carried.ready()),
        consequence: consequence(verdict),
        ready: carried.ready(),
        lines: carried.lines,
        errors: carried.errors,
        reasons: presets.into_iter().map(|preset| preset.label).collect(),
        reason: form.text("reason").to_owned(),
        message: form.text("message").to_owned(),
    })?;
    Ok(page.with_status(status).into_response())
}

/// The queue, with word of each that was decided and of each that stays.
fn outcome(from: &View, carried: &Carried) -> String {
    let references = |done: bool| -> Vec<String> {
        let lines = carried.lines.iter();
        let lines = lines.filter(|line| line.obstacle.is_empty() == done);
        lines.map(|line| line.reference.clone()).collect()
    };
    with_left(
        &with_done(&from.address(), &references(true)),
        &references(false),
    )
}

async fn claim_all(reviewer: &Reviewer, action: Action, ids: &[i64]) -> Result<()> {
    let mut write = reviewer.db.write().await?;
    for &id in ids {
        let case = match load_case(&mut write, id).await {
            Err(AppError::NotFound) => continue,
            case => case?,
        };
        if !may_decide(&reviewer.user.scope, &case) {
            continue;
        }
        for suggestion in case.together() {
            if action == Action::Claim {
                claim(&mut write, suggestion.id, reviewer.user.id, reviewer.now).await?;
            } else {
                release(&mut write, suggestion.id, reviewer.user.id).await?;
            }
        }
    }
    write.commit().await
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

/// What the preview showed of each: its number and its version then.
fn seen(pairs: &[(String, String)]) -> Vec<(i64, String)> {
    let named = pairs.iter().filter(|(name, _)| name == "seen");
    let parts = named.filter_map(|(_, seen)| seen.split_once(' '));
    parts
        .filter_map(|(id, version)| Some((id.parse().ok()?, version.to_owned())))
        .collect()
}

/// Only the words go to every suggestion; no field of an entry fits several of them.
fn words_of(pairs: &[(String, String)]) -> DecisionForm {
    let words = pairs
        .iter()
        .filter(|(name, _)| matches!(name.as_str(), "reason" | "message" | "note"));
    DecisionForm::new(words.cloned().collect())
}

fn heading(verdict: Verdict, number: usize) -> String {
    let what = match number {
        0 => return "Nothing here can be decided together".to_owned(),
        1 => "item",
        _ => "items",
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
