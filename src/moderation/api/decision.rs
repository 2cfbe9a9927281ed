//! `POST /api/v1/suggestions/{id}/decision`

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::Serialize;

use super::fields::read_fields;
use super::list::private;
use crate::accounts::TokenScope;
use crate::error::{AppError, Result};
use crate::moderation::act::{Acted, act};
use crate::moderation::case::load_case;
use crate::moderation::decide::Answer;
use crate::moderation::pages::{ApiReviewer, Reviewer, explain, is_repeat, number};
use crate::settings::list_presets;
use crate::suggestions::find_suggestion;
use crate::web::error_words::Explanation;

/// What became of the suggestion.
#[derive(Serialize)]
struct Decided {
    id: i64,
    reference: String,
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

/// `POST /api/v1/suggestions/{id}/decision`: the fields of the form, as a form or as a JSON object.
pub async fn create_decision(
    reviewer: ApiReviewer,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response> {
    let reviewer = reviewer.with(TokenScope::Decide)?;
    let form = read_fields(&headers, &body)?;
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
    Ok(private(Json(Decided {
        id,
        reference: suggestion.reference.to_string(),
        status: suggestion.status.as_str(),
    })))
}
