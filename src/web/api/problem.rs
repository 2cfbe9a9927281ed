//! Problem documents (RFC 9457).

use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::ProblemKind;
use crate::error::AppError;
use crate::web::error_words::{Explanation, Words};
use crate::web::form::FormErrors;

/// Why a call was not carried out (RFC 9457). Every error under `/api/` looks like this.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Problem {
    /// The kind of problem: an address that explains it.
    #[schema(format = "uri")]
    r#type: String,
    /// What the kind is called, the same every time.
    title: &'static str,
    /// The status code.
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// What happened this time, and what to do about it.
    detail: String,
    /// The path that was asked for.
    instance: String,
    /// To be quoted when you report it.
    request_id: String,
    /// What is wrong with which parameter or field.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Vec<crate::web::form::FormError>, required = false)]
    errors: Option<FormErrors>,
    /// The entry that has the link already.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = KnownEntry, required = false)]
    entry: Option<KnownEntry>,
}

/// An entry that has the link already. A handler puts it into the extensions of its answer.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct KnownEntry {
    /// Its number.
    pub id: i64,
    /// What it is called.
    pub title: String,
    /// Its page.
    pub page: String,
    /// The form that suggests a change to it.
    pub suggest_edit: String,
}

impl Problem {
    /// The problem that a bare answer stands for. `origin` is the site's own.
    pub fn of(
        response: &Response,
        error: Option<&AppError>,
        (origin, path, request_id): (&str, &str, &str),
    ) -> Self {
        let status = response.status();
        let known = response.extensions().get::<ProblemKind>().copied();
        let kind = known.unwrap_or_else(|| ProblemKind::of(status));
        Self {
            r#type: format!("{origin}/api#{}", kind.anchor()),
            title: kind.title(),
            status: status.as_u16(),
            detail: detail(response, kind, error),
            instance: path.to_owned(),
            request_id: request_id.to_owned(),
            errors: response.extensions().get().cloned(),
            entry: response.extensions().get().cloned(),
        }
    }
}

/// The exact words where somebody gave them, else those of the kind.
fn detail(response: &Response, kind: ProblemKind, error: Option<&AppError>) -> String {
    if let Some(explanation) = response.extensions().get::<Explanation>() {
        return explanation.lede.to_owned();
    }
    let says_more = matches!(
        error,
        Some(
            AppError::BadRequest(_)
                | AppError::Conflict(_)
                | AppError::TokenRefused(_)
                | AppError::TooManyRequests { .. }
                | AppError::Unavailable { .. }
        )
    );
    match says_more {
        true => Words::of(response.status(), error, None).lede.into_owned(),
        false => kind.detail().to_owned(),
    }
}

/// A bare answer that the error layer words.
pub(super) fn refused(kind: ProblemKind) -> Response {
    let mut response = Response::default();
    *response.status_mut() = kind.status();
    response.extensions_mut().insert(kind);
    response
}

/// A bare answer that says what needs attention.
pub(super) fn invalid(errors: FormErrors) -> Response {
    let mut response = refused(ProblemKind::Validation);
    response.extensions_mut().insert(errors);
    response
}
