//! Problem documents (RFC 9457).

use axum::response::{IntoResponse, Response};
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
    if let Some(Detail(words)) = response.extensions().get() {
        return words.clone();
    }
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

/// What happened this time, in exact words. A handler puts it into the extensions of its answer.
#[derive(Clone, Debug)]
struct Detail(String);

/// A call that was refused: a bare answer that the error layer words.
#[derive(Clone, Debug)]
pub struct Refusal {
    kind: ProblemKind,
    detail: Option<Detail>,
    errors: Option<FormErrors>,
    entry: Option<KnownEntry>,
}

impl Refusal {
    /// Refused for this kind of reason.
    pub fn new(kind: ProblemKind) -> Self {
        Self {
            kind,
            detail: None,
            errors: None,
            entry: None,
        }
    }

    /// Refused because these parameters or fields need attention.
    pub fn invalid(errors: FormErrors) -> Self {
        Self::new(ProblemKind::Validation).with_errors(errors)
    }

    /// Names the fields that are to blame.
    #[must_use]
    pub fn with_errors(mut self, errors: FormErrors) -> Self {
        self.errors = Some(errors);
        self
    }

    /// Names the entry that was found.
    #[must_use]
    pub fn with_entry(mut self, entry: KnownEntry) -> Self {
        self.entry = Some(entry);
        self
    }

    /// Says exactly what happened.
    #[must_use]
    pub fn saying(mut self, detail: String) -> Self {
        self.detail = Some(Detail(detail));
        self
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = self.kind.status().into_response();
        let extensions = response.extensions_mut();
        extensions.insert(self.kind);
        self.detail.map(|detail| extensions.insert(detail));
        self.errors.map(|errors| extensions.insert(errors));
        self.entry.map(|entry| extensions.insert(entry));
        response
    }
}
