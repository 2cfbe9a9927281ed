//! `POST /api/v1/suggestions/{id}/decision`

use axum::Extension;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

use super::fields::DecisionFields;
use crate::accounts::TokenScope;
use crate::error::{AppError, Result};
use crate::moderation::act::{Acted, act};
use crate::moderation::case::load_case;
use crate::moderation::decide::Answer;
use crate::moderation::pages::{ApiReviewer, Reviewer, explain, is_repeat, number};
use crate::settings::list_presets;
use crate::suggestions::{SuggestionStatus, find_suggestion};
use crate::web::api::{Body, private};
use crate::web::error_words::Explanation;

/// What became of the suggestion.
#[derive(Serialize, ToSchema)]
pub struct Decided {
    /// Its number.
    id: i64,
    /// For quoting.
    reference: String,
    /// How far it has come.
    #[schema(value_type = SuggestionStatus)]
    status: &'static str,
}

const OWN: Explanation = Explanation {
    heading: "You sent this one yourself",
    lede: "You sent this one yourself. Somebody else decides it.",
};
const ELSEWHERE: Explanation = Explanation {
    heading: "Not one of your categories",
    lede: "This belongs to a category that isn’t one of yours. Somebody else decides it.",
};
const INVALID: Explanation = Explanation {
    heading: "Some fields need attention",
    lede: "Nothing was decided: some fields need attention. They are named in “errors”.",
};

/// Decide
///
/// With the fields of the form that moderators use, through the same checks. Nothing is decided
/// that somebody else changed or decided since. Needs the scope `decide`.
#[utoipa::path(post, path = "/api/v1/suggestions/{id}/decision", operation_id = "decide", tag = "Moderating",
    security(("token" = ["decide"])),
    params(("id" = i64, Path, description = "The suggestion’s number", minimum = 1)),
    request_body(description = "The decision", content(
        (DecisionFields = "application/json"),
        (DecisionFields = "application/x-www-form-urlencoded"),
    )),
    responses(
        (status = 200, description = "It is decided", body = Decided),
        (status = 409, description = "Somebody else was first"),
    ))]
pub async fn create_decision(
    reviewer: ApiReviewer,
    Path(id): Path<String>,
    body: std::result::Result<Body<DecisionFields>, Response>,
) -> Result<Response> {
    let reviewer = reviewer.with(TokenScope::Decide)?;
    let form = match body {
        Ok(Body(fields)) => fields.form(),
        Err(refused) => return Ok(refused),
    };
    let mut write = reviewer.db.write().await?;
    let case = load_case(&mut write, number(&id)?).await?;
    let presets = list_presets(&mut write).await?;
    let answer = match act(&mut write, &reviewer.by(&presets), &case, &form).await? {
        Acted::Answered(Answer::Elsewhere) => return Ok(refused(ELSEWHERE)),
        Acted::Answered(Answer::Own) => return Ok(refused(OWN)),
        Acted::Answered(Answer::Done(_)) => None,
        Acted::Answered(answer) => Some(answer),
        Acted::Claimed | Acted::Released | Acted::Noted => None,
    };
    let Some(answer) = answer else {
        write.commit().await?;
        return decided(&reviewer, case.suggestion.id).await;
    };
    // Nothing of it is kept.
    drop(write);
    let mut connection = reviewer.db.read().await?;
    if answer == Answer::Late && is_repeat(&mut connection, &reviewer, &case, &form).await? {
        drop(connection);
        return decided(&reviewer, case.suggestion.id).await;
    }
    let (status, trouble) = explain(&mut connection, &reviewer, &case, answer).await?;
    match (status, trouble.warning) {
        (StatusCode::CONFLICT, Some(warning)) => {
            let words = format!("{}. {}", warning.title, warning.words);
            Err(AppError::Conflict(words))
        }
        _ => {
            let (words, errors) = (Extension(INVALID), Extension(trouble.errors));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, words, errors).into_response())
        }
    }
}

/// Words that the error layer puts into problem JSON.
fn refused(why: Explanation) -> Response {
    (StatusCode::FORBIDDEN, Extension(why)).into_response()
}

/// How the suggestion stands now.
async fn decided(reviewer: &Reviewer, id: i64) -> Result<Response> {
    let suggestion = find_suggestion(&mut *reviewer.db.read().await?, id).await?;
    let suggestion = suggestion.ok_or(AppError::NotFound)?;
    Ok(private(Decided {
        id,
        reference: suggestion.reference.to_string(),
        status: suggestion.status.as_str(),
    }))
}
