//! `GET /api/v1/suggestions`

use axum::Json;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::item::Item;
use crate::accounts::TokenScope;
use crate::error::{AppError, Result};
use crate::moderation::case::load_case;
use crate::moderation::pages::{ApiReviewer, everything};
use crate::suggestions::{
    QueueFilter, QueueRef, QueueStatus, SuggestionKind, SuggestionStatus, list_queue_refs,
};
use crate::web::Query;
use crate::web::page::{NO_STORE, NOINDEX, Rendered};

/// How many suggestions one answer holds.
const PER_PAGE: usize = 50;
/// More than ever wait.
const MOST: i64 = 100_000;

/// A page of the queue.
#[derive(Serialize)]
struct Items {
    items: Vec<Item>,
    /// The value of `after` for the next page; null on the last.
    next: Option<String>,
}

/// `GET /api/v1/suggestions`: oldest first; `kind`, `status` (what waits if it is not given, `all`
/// for everything), `q` and `after`.
pub async fn list(reviewer: ApiReviewer, query: Query) -> Result<Response> {
    let reviewer = reviewer.with(TokenScope::Read)?;
    let filter = QueueFilter {
        kind: known(&query, "kind", SuggestionKind::parse)?,
        status: match query.first("status") {
            Some("all") => QueueStatus::All,
            _ => known(&query, "status", SuggestionStatus::parse)?
                .map_or(QueueStatus::Waiting, QueueStatus::Only),
        },
        words: query.first("q").unwrap_or_default().to_owned(),
        ..everything(&reviewer)
    };
    let after = known(&query, "after", parse_cursor)?;
    let mut connection = reviewer.db.read().await?;
    let mut refs = list_queue_refs(&mut connection, &filter, MOST).await?;
    if let Some(after) = after {
        refs.retain(|one| (one.created_at, one.id) > after);
    }
    let next = (refs.len() > PER_PAGE).then(|| refs.get(PER_PAGE - 1).map(cursor));
    let mut items = Vec::new();
    for one in refs.iter().take(PER_PAGE) {
        items.push(Item::new(&load_case(&mut connection, one.id).await?)?);
    }
    let body = Items {
        items,
        next: next.flatten(),
    };
    Ok(private(Json(body)))
}

/// An answer that nobody keeps.
pub(super) fn private(body: impl IntoResponse) -> Response {
    let mut response = ([NO_STORE, NOINDEX], body).into_response();
    response.extensions_mut().insert(Rendered);
    response
}

/// The value of a parameter, if it is there; a program is told when it isn't understood.
fn known<T>(query: &Query, name: &str, parse: impl Fn(&str) -> Option<T>) -> Result<Option<T>> {
    let Some(word) = query.first(name) else {
        return Ok(None);
    };
    let problem = || AppError::BadRequest(format!("“{name}” doesn’t take “{word}”."));
    parse(word).map(Some).ok_or_else(problem)
}

/// Where a page ends: names a place in the line that stays when suggestions leave it.
fn cursor(last: &QueueRef) -> String {
    format!("{}-{}", last.created_at, last.id)
}

fn parse_cursor(text: &str) -> Option<(i64, i64)> {
    let (at, id) = text.split_once('-')?;
    Some((at.parse().ok()?, id.parse().ok()?))
}
