//! Wording what became of a form that was sent.

use std::time::Duration;

use axum::response::{IntoResponse, Response};
use http::header::RETRY_AFTER;
use http::{HeaderValue, StatusCode};

use super::fields::FormView;
use super::visit::Visit;
use crate::error::{AppError, Result};
use crate::paths;
use crate::suggestions::duplicate::Duplicate;
use crate::suggestions::submit::{Answer, Submitted};
use crate::web::Page;
use crate::web::page::see_other;

/// How a form is shown once more: with which status, and when to come back.
#[derive(Clone, Copy, Debug)]
pub struct Again {
    status: StatusCode,
    retry_after: Option<Duration>,
}

impl Again {
    /// The page with its status, and `Retry-After` where it helps.
    pub fn show(self, page: Page) -> Response {
        let mut response = page.with_status(self.status).into_response();
        if let Some(wait) = self.retry_after {
            let seconds = wait.as_millis().div_ceil(1_000).max(1);
            if let Ok(value) = HeaderValue::try_from(seconds.to_string()) {
                response.headers_mut().insert(RETRY_AFTER, value);
            }
        }
        response
    }
}

/// Either on to the receipt, or the form once more with all that was typed.
///
/// # Errors
/// What no form can say.
pub fn answer(
    submitted: Result<Submitted>,
    visit: &Visit,
    view: &mut FormView,
) -> Result<std::result::Result<Response, Again>> {
    let submitted = match submitted {
        Ok(submitted) => submitted,
        Err(AppError::Unavailable { retry_after }) => {
            view.errors.add(
                "",
                "We can’t save this just now. Everything you typed is still here: try again in a moment.",
            );
            return Ok(Err(Again {
                status: StatusCode::SERVICE_UNAVAILABLE,
                retry_after: Some(retry_after),
            }));
        }
        Err(other) => return Err(other),
    };
    if submitted.token_spent || !visit.knows_token(&view.form) {
        view.form.form_token = visit.form_token();
    }
    let (status, retry_after) = match submitted.answer {
        Answer::Accepted(token) => return Ok(Ok(see_other(&paths::receipt(token.as_str())))),
        Answer::TooMany(over) => {
            view.errors.add("", over.words);
            (StatusCode::TOO_MANY_REQUESTS, Some(over.wait))
        }
        Answer::Invalid(errors) => {
            view.errors = errors;
            (StatusCode::UNPROCESSABLE_ENTITY, None)
        }
        Answer::Duplicate(known) => {
            let field = match known {
                Duplicate::Category { .. } | Duplicate::CategoryWaiting => "title",
                _ => "url",
            };
            view.errors.add(field, words(&known));
            view.duplicate = Some(known);
            (StatusCode::CONFLICT, None)
        }
    };
    Ok(Err(Again {
        status,
        retry_after,
    }))
}

/// What is said beside the field.
pub(in crate::suggestions) fn words(known: &Duplicate) -> &'static str {
    match known {
        Duplicate::Listed(_) => "This link is already in the list",
        Duplicate::Category { .. } => "There is a category of this name already",
        Duplicate::CategoryWaiting => "A category of this name is already waiting in the queue",
        Duplicate::Waiting => "This link is already waiting in the queue",
        Duplicate::Declined { .. } => "This link was suggested before and not added",
    }
}
