//! `GET /api/v1/suggestions`

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::item::Item;
use crate::accounts::TokenScope;
use crate::config::Config;
use crate::error::Result;
use crate::moderation::case::load_case;
use crate::moderation::pages::{ApiReviewer, everything};
use crate::paths;
use crate::suggestions::{
    QueueFilter, QueueStatus, SuggestionKind, SuggestionStatus, list_queue_refs,
};
use crate::web::api::{Asked, Cursor, absolute, next_page, private};

/// How many suggestions a page has unless somebody asks for another number.
const USUAL: i64 = 50;

/// Which suggestions are wanted.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct QueueAsked {
    /// Of one kind only.
    #[param(inline)]
    kind: Option<SuggestionKind>,
    /// How far they have come: what waits if nothing is said, `all` for everything.
    #[param(inline)]
    status: Option<AskedStatus>,
    /// Words in the reference, the title, the link, the note, or the contributor’s name or address.
    #[param(max_length = 300)]
    q: String,
    /// How many suggestions a page has; 50 if nothing is said.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<i64>,
    /// The page that comes after another one: the `next` of that one.
    #[param(pattern = "^[0-9a-f]{32}$", min_length = 32, max_length = 32)]
    after: Option<String>,
}

/// How far a suggestion has come, or all of them.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum AskedStatus {
    /// Every suggestion.
    All,
    /// Waits for a moderator.
    Pending,
    /// Waits for the contributor’s answer.
    Question,
    /// Carried out.
    Approved,
    /// Not carried out.
    Declined,
    /// Known already.
    Duplicate,
    /// Kept apart.
    Spam,
    /// Taken back.
    Withdrawn,
}

impl AskedStatus {
    fn known(self) -> QueueStatus {
        QueueStatus::Only(match self {
            Self::All => return QueueStatus::All,
            Self::Pending => SuggestionStatus::Pending,
            Self::Question => SuggestionStatus::Question,
            Self::Approved => SuggestionStatus::Approved,
            Self::Declined => SuggestionStatus::Declined,
            Self::Duplicate => SuggestionStatus::Duplicate,
            Self::Spam => SuggestionStatus::Spam,
            Self::Withdrawn => SuggestionStatus::Withdrawn,
        })
    }
}

/// A page of the queue.
#[derive(Serialize, ToSchema)]
pub struct QueueList {
    /// The suggestions, the oldest first.
    items: Vec<Item>,
    /// The value of `after` for the next page; null on the last.
    next: Option<String>,
}

/// Read the queue
///
/// What waits, the oldest first, as far as the moderator’s own categories go. Deciding on what was
/// read skips nothing. Needs the scope `read`.
#[utoipa::path(get, path = "/api/v1/suggestions", operation_id = "read_queue", tag = "Moderating", params(QueueAsked),
    security(("token" = ["read"])),
    responses((status = 200, description = "A page of the queue", body = QueueList,
        headers(("Link" = String, description = "The next page, as `rel=\"next\"`")))))]
pub async fn list(
    reviewer: ApiReviewer,
    Asked(asked): Asked<QueueAsked>,
    RawQuery(query): RawQuery,
    State(config): State<Arc<Config>>,
) -> Result<Response> {
    let reviewer = reviewer.with(TokenScope::Read)?;
    let after = Cursor::<2>::asked(asked.after.as_deref())?;
    let after = after.map(|Cursor([at, id])| (at, id));
    let filter = QueueFilter {
        kind: asked.kind,
        status: asked
            .status
            .map_or(QueueStatus::Waiting, AskedStatus::known),
        words: asked.q,
        after,
        ..everything(&reviewer)
    };
    let limit = asked.limit.unwrap_or(USUAL);
    let mut connection = reviewer.db.read().await?;
    let mut refs = list_queue_refs(&mut connection, &filter, limit + 1).await?;
    let more = i64::try_from(refs.len()).is_ok_and(|found| found > limit);
    if more {
        refs.pop();
    }
    let last = refs.last().filter(|_| more);
    let next = last.map(|last| Cursor([last.created_at, last.id]).to_string());
    let mut items = Vec::new();
    for one in &refs {
        items.push(Item::new(&load_case(&mut connection, one.id).await?)?);
    }
    let mut response = private(QueueList {
        items,
        next: next.clone(),
    });
    if let Some(next) = next {
        let address = absolute(&config, paths::API_SUGGESTIONS);
        let query = query.as_deref().unwrap_or_default();
        next_page(&mut response, &address, query, &next);
    }
    Ok(response)
}
