//! The one error type. Handlers return it; a layer of [`crate::web::error_pages`] words it,
//! as a page for people and as problem JSON for machines.

use std::sync::Arc;
use std::time::Duration;

use axum::response::{IntoResponse, Response};
use http::StatusCode;

/// What a handler or anything below it answers with.
pub type Result<T, E = AppError> = std::result::Result<T, E>;

/// Why a request could not be answered as asked.
///
/// A form that fails its checks is *not* an error: it is a page (or a 422 JSON body).
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// Nothing is, or ever was, at this address (404).
    #[error("not found")]
    NotFound,
    /// Something was here and was deleted (410).
    #[error("gone")]
    Gone,
    /// The request makes no sense; the text says what would, in plain words (400).
    #[error("bad request: {0}")]
    BadRequest(String),
    /// Only for signed-in people: 303 to the sign-in page, which returns to this path.
    #[error("sign-in required")]
    SignInRequired {
        /// The path and query to come back to, on this site.
        return_to: String,
    },
    /// Something else has to be done first: 303 to this path of this site, which leads back.
    #[error("something else comes first")]
    Elsewhere {
        /// The path and query.
        path: String,
    },
    /// A call of the API whose bearer token is missing or does not open it (401, or 403 without
    /// the scope).
    #[error("the token was refused")]
    TokenRefused(TokenProblem),
    /// Signed in, but without the role this needs (403).
    #[error("forbidden")]
    Forbidden,
    /// Somebody else was first; the text says who and what can be done (409).
    #[error("conflict: {0}")]
    Conflict(String),
    /// Over a rate limit (429 with `Retry-After`).
    #[error("too many requests")]
    TooManyRequests {
        /// How long to wait, in whole seconds on the wire.
        retry_after: Duration,
    },
    /// The database can't be written, or the server is shutting down (503 with `Retry-After`).
    #[error("unavailable")]
    Unavailable {
        /// How long to wait, in whole seconds on the wire.
        retry_after: Duration,
    },
    /// Everything else: logged once with the request's id, never shown (500).
    #[error(transparent)]
    Internal(#[from] anyhow::Error),
}

/// Why a bearer token does not open the API. Source: RFC 6750, section 3.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenProblem {
    /// None was sent.
    Missing,
    /// It is unknown, expired or revoked, or its owner may not sign in any more.
    Invalid,
    /// It lacks this scope.
    Scope(&'static str),
    /// Everybody needs a second factor here, and its owner has none yet.
    SecondFactor,
}

impl TokenProblem {
    /// The value of `WWW-Authenticate`.
    pub fn challenge(self) -> String {
        match self {
            Self::Missing | Self::SecondFactor => "Bearer".to_owned(),
            Self::Invalid => "Bearer error=\"invalid_token\"".to_owned(),
            Self::Scope(scope) => {
                format!("Bearer error=\"insufficient_scope\", scope=\"{scope}\"")
            }
        }
    }
}

impl AppError {
    /// The status code of the answer.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Gone => StatusCode::GONE,
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::SignInRequired { .. } | Self::Elsewhere { .. } => StatusCode::SEE_OTHER,
            Self::TokenRefused(TokenProblem::Scope(_) | TokenProblem::SecondFactor) => {
                StatusCode::FORBIDDEN
            }
            Self::TokenRefused(_) => StatusCode::UNAUTHORIZED,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::TooManyRequests { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable { .. } => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// Row-not-found is [`AppError::NotFound`]; a database that is busy, full or read-only is
/// [`AppError::Unavailable`]; the rest is a fault of ours.
impl From<sqlx::Error> for AppError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::RowNotFound => Self::NotFound,
            sqlx::Error::PoolTimedOut => Self::Unavailable {
                retry_after: Duration::from_secs(5),
            },
            sqlx::Error::Database(inner)
                if inner.code().is_some_and(|code| cannot_write(&code)) =>
            {
                tracing::warn!(error = %error, "the database can't be written");
                Self::Unavailable {
                    retry_after: Duration::from_secs(5),
                }
            }
            _ => Self::Internal(error.into()),
        }
    }
}

/// SQLite's primary result codes for busy (5), locked (6), read-only (8), I/O error (10) and
/// full (13); an extended code carries the primary one in its low byte.
/// Source: <https://www.sqlite.org/rescode.html>.
fn cannot_write(code: &str) -> bool {
    code.parse::<u32>()
        .is_ok_and(|code| matches!(code & 0xff, 5 | 6 | 8 | 10 | 13))
}

impl From<askama::Error> for AppError {
    fn from(error: askama::Error) -> Self {
        Self::Internal(error.into())
    }
}

impl From<serde_json::Error> for AppError {
    fn from(error: serde_json::Error) -> Self {
        Self::Internal(error.into())
    }
}

/// A bare status with the error in the extensions: the group's layer dresses it.
impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}
