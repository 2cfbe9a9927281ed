//! `GET /admin/suggestions/{id}`: what it proposes beside what stands.

use axum::extract::{Path, Query};

use super::decision_view::Sent;
use super::done::list_done;
use super::review_view::{Trouble, draw};
use super::view::View;
use super::{Reviewer, first};
use crate::error::{AppError, Result};
use crate::moderation::case::load_case;
use crate::moderation::reach::may_decide;
use crate::web::Page;

/// `GET /admin/suggestions/{id}`
pub async fn review(
    reviewer: Reviewer,
    Path(id): Path<String>,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Page> {
    let mut connection = reviewer.db.read().await?;
    let case = load_case(&mut connection, number(&id)?).await?;
    if !may_decide(&reviewer.user.scope, &case) {
        return Err(AppError::Forbidden);
    }
    let done = list_done(&mut connection, &reviewer, &query).await?;
    let trouble = Trouble {
        done,
        from: View::carried(first(&query, "from")),
        ..Trouble::default()
    };
    draw(
        &mut connection,
        &reviewer,
        &case,
        (&Sent::default(), trouble),
    )
    .await
}

/// Reads a number in an address; what can't be one leads nowhere.
pub(in crate::moderation) fn number(text: &str) -> Result<i64> {
    text.parse().map_err(|_| AppError::NotFound)
}
