//! `POST /api/v1/suggestions`

use axum::response::{IntoResponse, Response};
use http::header::{LOCATION, RETRY_AFTER};
use http::{HeaderValue, StatusCode};
use serde::Serialize;
use utoipa::ToSchema;

use super::fields::SuggestionFields;
use super::limits::announced;
use super::status::shown;
use crate::directory::load_tree;
use crate::error::{AppError, Result};
use crate::paths;
use crate::suggestions::duplicate::Duplicate;
use crate::suggestions::pages::{Caller, Visit, duplicate_words};
use crate::suggestions::sql::find_id_by_token;
use crate::suggestions::submit::{Answer, submit};
use crate::suggestions::{
    OriginKind, ReceiptToken, SuggestionForm, SuggestionStatus, find_suggestion,
};
use crate::web::api::{Body, KnownEntry, ProblemKind, Refusal, private};
use crate::web::form::FormErrors;

/// A suggestion that was taken in.
#[derive(Debug, Serialize, ToSchema)]
pub struct Receipt {
    /// For quoting, such as `SP-7K4M-2QXD`; it opens nothing.
    reference: String,
    /// Its receipt: a page on which it can be followed, changed and taken back. Whoever has the
    /// address can do that.
    #[schema(format = "uri")]
    url: String,
    /// The same for programs.
    #[schema(format = "uri")]
    status_url: String,
    /// How far it has come.
    #[schema(value_type = SuggestionStatus)]
    status: &'static str,
}

/// Suggest a link
///
/// Through the same checks and within the same limits as the form; moderators decide. The same
/// content sent again is answered with the same receipt.
#[utoipa::path(post, path = "/api/v1/suggestions", operation_id = "suggest", tag = "Suggesting",
    request_body(description = "The link and what you know of it", content(
        (SuggestionFields = "application/json"),
        (SuggestionFields = "application/x-www-form-urlencoded"),
    )),
    responses(
        (status = 201, description = "It is in the queue", body = Receipt, headers(
            ("Location" = String, description = "The receipt"),
            ("RateLimit" = String, description = "How much more may be sent now"),
            ("RateLimit-Policy" = String, description = "The limits"),
        )),
        (status = 403, description = "A browser sent it from another site with a cookie of this one"),
        (status = 409, description = "The link is known already"),
        (status = 429, description = "Over a limit", headers(
            ("Retry-After" = i64, description = "In how many seconds to try again"),
            ("RateLimit" = String, description = "How much more may be sent now"),
            ("RateLimit-Policy" = String, description = "The limits"),
        )),
    ))]
pub async fn create_suggestion(
    Caller(visit): Caller,
    body: std::result::Result<Body<SuggestionFields>, Response>,
) -> Result<Response> {
    let form: SuggestionForm = match body {
        Ok(Body(fields)) => {
            let errors = fields.check();
            if !errors.is_empty() {
                return Ok(Refusal::invalid(errors).into_response());
            }
            fields.into()
        }
        Err(refused) => return Ok(refused),
    };
    let tree = load_tree(&mut *visit.db.read().await?).await?;
    let submission = visit.entry_submission(&form, &tree, OriginKind::Api);
    let submitted = submit(&visit.db, &submission).await?;
    let mut response = match submitted.answer {
        Answer::Accepted(token) => accepted(&visit, &token).await?,
        Answer::TooMany(over) => {
            let seconds = over.wait.as_millis().div_ceil(1_000).max(1).to_string();
            let mut response = Refusal::new(ProblemKind::RateLimit)
                .saying(over.words)
                .into_response();
            if let Ok(seconds) = HeaderValue::try_from(seconds) {
                response.headers_mut().insert(RETRY_AFTER, seconds);
            }
            response
        }
        Answer::Invalid(errors) => Refusal::invalid(errors).into_response(),
        Answer::Duplicate(known) => duplicate(&visit, known),
    };
    let mut connection = visit.db.read().await?;
    let limits = &visit.config.limits;
    let announced = announced(&mut connection, limits, &visit.sender, visit.now).await?;
    response.headers_mut().extend(announced);
    Ok(response)
}

async fn accepted(visit: &Visit, token: &ReceiptToken) -> Result<Response> {
    let mut connection = visit.db.read().await?;
    let id = find_id_by_token(&mut connection, &token.hash(), visit.now).await?;
    let suggestion = match id {
        Some(id) => find_suggestion(&mut connection, id).await?,
        None => None,
    };
    let suggestion = suggestion.ok_or(AppError::NotFound)?;
    let url = visit.absolute(&paths::receipt(token.as_str()));
    let location = HeaderValue::try_from(url.as_str()).map_err(anyhow::Error::from)?;
    let mut response = private(Receipt {
        reference: suggestion.reference.to_string(),
        status_url: visit.absolute(&paths::api_suggestion(token.as_str())),
        url,
        status: shown(suggestion.status).as_str(),
    });
    *response.status_mut() = StatusCode::CREATED;
    response.headers_mut().insert(LOCATION, location);
    Ok(response)
}

fn duplicate(visit: &Visit, known: Duplicate) -> Response {
    let mut errors = FormErrors::default();
    errors.add("url", duplicate_words(&known));
    let refusal = Refusal::new(ProblemKind::Duplicate).with_errors(errors);
    let refusal = match known {
        Duplicate::Listed(twin) => refusal.with_entry(KnownEntry {
            id: twin.id,
            title: twin.title,
            page: visit.absolute(&paths::entry(twin.id, &twin.slug)),
            suggest_edit: visit.absolute(&paths::suggest_edit(twin.id)),
        }),
        _ => refusal,
    };
    refusal.into_response()
}
