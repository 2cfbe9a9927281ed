//! `POST /admin/suggestions/{id}/decision`

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use http::StatusCode;

use super::Reviewer;
use super::decision_view::Sent;
use super::field_words::label;
use super::first_come::{is_repeat, who_was_first};
use super::proposals::choice_id;
use super::review::number;
use super::review_view::{Trouble, Warning, draw};
use super::view::View;
use super::way_on::WayOn;
use crate::db::Connection;
use crate::directory::find_entry;
use crate::error::{AppError, Result};
use crate::moderation::act::{Acted, act};
use crate::moderation::case::{Case, load_case};
use crate::moderation::choices::undecided;
use crate::moderation::decide::Answer;
use crate::moderation::decision_form::DecisionForm;
use crate::paths;
use crate::settings::list_presets;
use crate::web::FormErrors;
use crate::web::page::see_other;

/// `POST /admin/suggestions/{id}/decision`
pub async fn create_decision(
    reviewer: Reviewer,
    Path(id): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response> {
    let form = DecisionForm::new(pairs);
    let mut write = reviewer.db.write().await?;
    let case = load_case(&mut write, number(&id)?).await?;
    let from = View::carried(form.text("from"));
    let way_on = WayOn::begin(&mut write, &reviewer, (from.clone(), &case)).await?;
    let presets = list_presets(&mut write).await?;
    let here = from.review(case.suggestion.id);
    let path = match act(&mut write, &reviewer.by(&presets), &case, &form).await? {
        Acted::Claimed => Ok(here),
        Acted::Released => Ok(from.address()),
        Acted::Noted => Ok(format!("{here}#h-story")),
        Acted::Answered(answer) => Err(answer),
    };
    let answer = match path {
        Ok(path) => {
            write.commit().await?;
            return Ok(see_other(&path));
        }
        Err(answer) => answer,
    };
    if let Answer::Done(decided) = &answer {
        let next = way_on.next(&mut write, &case, &decided.suggestions).await?;
        write.commit().await?;
        return Ok(see_other(&next));
    }
    // Nothing of it is kept; the page is drawn from what stands.
    drop(write);
    let mut connection = reviewer.db.read().await?;
    if answer == Answer::Late && is_repeat(&mut connection, &reviewer, &case, &form).await? {
        let next = way_on.next(&mut connection, &case, &[]).await?;
        return Ok(see_other(&next));
    }
    let is_clash = answer == Answer::Clash;
    let sent = Sent {
        form: Some(form),
        is_stale: answer == Answer::Late,
    };
    let (status, mut trouble) = explain(&mut connection, &reviewer, &case, answer).await?;
    if let (true, Some(form)) = (is_clash, &sent.form) {
        trouble.errors = ask_to_choose(&case, form);
    }
    trouble.from = from;
    let page = draw(&mut connection, &reviewer, &case, (&sent, trouble)).await?;
    Ok(page.with_status(status).into_response())
}

/// Says why it was not carried out, and with which status.
pub(in crate::moderation) async fn explain(
    connection: &mut Connection,
    reviewer: &Reviewer,
    case: &Case,
    answer: Answer,
) -> Result<(StatusCode, Trouble)> {
    let warning = |title: String, words: &str| Warning {
        title,
        words: words.to_owned(),
        entry: None,
    };
    let (status, warning) = match answer {
        Answer::Done(_) => (StatusCode::OK, None),
        Answer::Elsewhere => return Err(AppError::Forbidden),
        Answer::Invalid(errors) => {
            let trouble = Trouble {
                errors,
                ..Trouble::default()
            };
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, trouble));
        }
        Answer::Late => (
            StatusCode::CONFLICT,
            Some(warning(
                who_was_first(connection, reviewer, case).await?,
                "Nothing of yours was carried out. What you wrote is still on this page.",
            )),
        ),
        Answer::Clash => (
            StatusCode::CONFLICT,
            Some(warning(
                "Somebody changed the entry since this was suggested".to_owned(),
                "Choose what becomes of each field that both changed, then save again. Nothing was lost.",
            )),
        ),
        Answer::Own => (
            StatusCode::FORBIDDEN,
            Some(warning(
                "You sent this one yourself".to_owned(),
                "Somebody else decides it.",
            )),
        ),
        Answer::Listed { entry_id } => (
            StatusCode::CONFLICT,
            Some(Warning {
                title: "This link is already in the list".to_owned(),
                words: "Close the suggestion as a duplicate, or change the link.".to_owned(),
                entry: find_entry(connection, entry_id).await?.map(|entry| {
                    let page = paths::entry(entry.id, &entry.slug);
                    (entry.state.title, page)
                }),
            }),
        ),
    };
    let trouble = Trouble {
        warning,
        ..Trouble::default()
    };
    Ok((status, trouble))
}

/// Beside each field that somebody else changed, and for which nothing was chosen.
fn ask_to_choose(case: &Case, form: &DecisionForm) -> FormErrors {
    let mut errors = FormErrors::default();
    for name in undecided(&case.merged, form) {
        errors.add(
            choice_id(name),
            format!("Choose what becomes of the {}", label(name).to_lowercase()),
        );
    }
    errors
}
