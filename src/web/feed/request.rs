//! Which document of a feed is asked for.

use axum::extract::FromRequestParts;
use http::request::Parts;

use crate::error::{AppError, Result};
use crate::paths::FeedFormat;
use crate::web::Query;

/// The format and the document, as the address says them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeedRequest {
    /// The ending of the path.
    pub format: FeedFormat,
    /// `before=`; none asks for the current document.
    pub before: Option<i64>,
}

impl FeedRequest {
    /// Reads the query.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when `before=` names no document.
    pub fn new(format: FeedFormat, query: &Query) -> Result<Self> {
        let Some(text) = query.first("before") else {
            let before = None;
            return Ok(Self { format, before });
        };
        let number = text.parse().ok().filter(|number: &i64| *number > 0);
        // One document has one address: no leading zeros, no plus sign.
        match number.filter(|number| number.to_string() == text) {
            Some(number) => Ok(Self {
                format,
                before: Some(number),
            }),
            None => Err(AppError::NotFound),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for FeedRequest {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let format = FeedFormat::of(parts.uri.path()).ok_or(AppError::NotFound)?;
        Self::new(format, &Query::parse(parts.uri.query().unwrap_or_default()))
    }
}
