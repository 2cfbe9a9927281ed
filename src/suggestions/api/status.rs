//! `GET /api/v1/suggestions/{token}`

use axum::extract::{Path, State};
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use crate::directory::load_tree;
use crate::error::Result;
use crate::paths;
use crate::suggestions::pages::{Caller, find_receipt, linked};
use crate::suggestions::sql::find_decided;
use crate::suggestions::{ReceiptMisses, SuggestionKind, SuggestionStatus};
use crate::text::dates::Dates;
use crate::web::api::private;

/// How far a suggestion has come, as its contributor may know it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SuggestionProgress)]
pub struct Progress {
    /// For quoting.
    reference: String,
    /// What it is about.
    #[schema(value_type = SuggestionKind)]
    kind: &'static str,
    /// How far it has come.
    #[schema(value_type = SuggestionStatus)]
    status: &'static str,
    /// The title that it proposes; empty for a report.
    title: String,
    /// Its receipt.
    #[schema(format = "uri")]
    url: String,
    /// When it was sent.
    #[schema(format = "date-time")]
    created_at: String,
    /// When it was decided; null while it is open.
    #[schema(format = "date-time")]
    decided_at: Option<String>,
    /// Why it was decided so; may be empty.
    reason: String,
    /// What a moderator wrote about it; may be empty.
    message: String,
    /// The page of what it became, repeats or is about; null if there is none.
    #[schema(format = "uri")]
    page: Option<String>,
}

/// Follow a suggestion
///
/// By the secret at the end of its receipt’s address: `status_url` of the answer to a suggestion.
#[utoipa::path(get, path = "/api/v1/suggestions/{token}", operation_id = "follow_suggestion", tag = "Suggesting",
    params(("token" = String, Path, description = "The end of the receipt’s address", min_length = 1)),
    responses((status = 200, description = "How it stands", body = Progress)))]
pub async fn suggestion(
    Caller(visit): Caller,
    State(misses): State<ReceiptMisses>,
    Path(token): Path<String>,
) -> Result<Response> {
    let mut connection = visit.db.read().await?;
    let suggestion = find_receipt(&mut connection, &visit, &misses, &token).await?;
    let tree = load_tree(&mut connection).await?;
    let status = shown(suggestion.status);
    let is_open = suggestion.status.is_open();
    let decided = match is_open {
        true => None,
        false => find_decided(&mut connection, suggestion.id).await?,
    };
    let page = linked(&mut connection, &tree, &suggestion).await?;
    let dates = Dates::new("UTC");
    let decided_at = suggestion.decided_at.filter(|_| !is_open);
    Ok(private(Progress {
        reference: suggestion.reference.to_string(),
        kind: suggestion.kind.as_str(),
        status: status.as_str(),
        title: suggestion.payload.title().to_owned(),
        url: visit.absolute(&paths::receipt(&token)),
        created_at: dates.machine(suggestion.created_at),
        decided_at: decided_at.map(|at| dates.machine(at)),
        reason: decided
            .as_ref()
            .map(|one| one.reason.clone())
            .unwrap_or_default(),
        message: decided.map(|one| one.message).unwrap_or_default(),
        page: page.map(|page| visit.absolute(&page.address)),
    }))
}

/// The status as its contributor may know it: what was put apart as spam goes on waiting.
pub(super) fn shown(status: SuggestionStatus) -> SuggestionStatus {
    match status {
        SuggestionStatus::Spam => SuggestionStatus::Pending,
        other => other,
    }
}
