//! `GET /api/v1/entries` and `GET /api/v1/entries/{id}`

use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::asked::{EntriesAsked, EntryAsked};
use super::filters;
use super::item::EntryItem;
use crate::config::Config;
use crate::db::{Connection, Db};
use crate::directory::{
    EntryStatus, ListQuery, find_entry, find_standing_entry, list_entry_ids, load_tree,
};
use crate::error::{AppError, Result};
use crate::paths;
use crate::web::api::{Asked, Cursor, Sparse, absolute, next_page, public};
use crate::web::page::moved;

/// A page of entries.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EntryList {
    /// The entries.
    #[schema(value_type = Vec<EntryItem>)]
    pub items: Vec<Value>,
    /// The value of `after` for the next page; null on the last.
    #[schema(pattern = "^[0-9a-f]{16}$")]
    pub next: Option<String>,
}

/// List entries
///
/// Every entry in the lists, a page at a time. Following `next` (or the `Link` header) shows each
/// entry once, also while entries come and go.
#[utoipa::path(get, path = "/api/v1/entries", operation_id = "list_entries", tag = "Reading", params(EntriesAsked),
    responses((status = 200, description = "A page of entries", body = EntryList,
        headers(("Link" = String, description = "The next page, as `rel=\"next\"`")))))]
pub async fn entries(
    Asked(asked): Asked<EntriesAsked>,
    RawQuery(query): RawQuery,
    State(db): State<Db>,
    State(config): State<Arc<Config>>,
) -> Result<Response> {
    let mut connection = db.read().await?;
    let list = filters::read(&mut connection, &asked).await?;
    let page = page(&mut connection, &list, &asked, &config).await?;
    let address = absolute(&config, paths::API_ENTRIES);
    answer(&page, &address, query.as_deref().unwrap_or_default())
}

/// One page of a list.
pub(super) async fn page(
    connection: &mut Connection,
    list: &ListQuery,
    asked: &EntriesAsked,
    config: &Config,
) -> Result<EntryList> {
    let after = Cursor::<1>::asked(asked.after.as_deref())?;
    let after = after.map(|Cursor([after])| after);
    let limit = asked.limit();
    let mut ids = list_entry_ids(connection, list, after, limit + 1).await?;
    let more = i64::try_from(ids.len()).is_ok_and(|found| found > limit);
    if more {
        ids.pop();
    }
    let next = ids
        .last()
        .filter(|_| more)
        .map(|id| Cursor([*id]).to_string());
    let tree = load_tree(connection).await?;
    let sparse = Sparse::parse(&asked.fields);
    let mut items = Vec::new();
    for id in ids {
        if let Some(entry) = find_entry(connection, id).await? {
            items.push(sparse.of(&EntryItem::new(entry, &tree, config))?);
        }
    }
    Ok(EntryList { items, next })
}

/// A page, and where the next one is.
pub(super) fn answer(page: &EntryList, address: &str, query: &str) -> Result<Response> {
    let mut response = public(page)?;
    if let Some(next) = &page.next {
        next_page(&mut response, address, query, next);
    }
    Ok(response)
}

/// Read an entry
///
/// One that was merged with another redirects to that one; one that was taken away is gone.
#[utoipa::path(get, path = "/api/v1/entries/{id}", operation_id = "read_entry", tag = "Reading",
    params(("id" = i64, Path, description = "Its number", minimum = 1), EntryAsked),
    responses(
        (status = 200, description = "The entry", body = EntryItem),
        (status = 308, description = "It was merged with another entry",
            headers(("Location" = String, description = "The address of that entry"))),
        (status = 410, description = "It was taken away"),
    ))]
pub async fn entry(
    Path(id): Path<String>,
    Asked(asked): Asked<EntryAsked>,
    State(db): State<Db>,
    State(config): State<Arc<Config>>,
) -> Result<Response> {
    let (id, _) = paths::parse_entry(&id)
        .filter(|(_, slug)| slug.is_none())
        .ok_or(AppError::NotFound)?;
    let mut connection = db.read().await?;
    let entry = find_entry(&mut connection, id).await?;
    let entry = entry.ok_or(AppError::NotFound)?;
    if let Some(successor) = find_standing_entry(&mut connection, id).await?
        && successor.id != id
        && successor.state.status != EntryStatus::Deleted
    {
        return Ok(moved(&paths::api_entry(successor.id)).into_response());
    }
    if entry.state.status == EntryStatus::Deleted {
        return Err(AppError::Gone);
    }
    let tree = load_tree(&mut connection).await?;
    let item = EntryItem::new(entry, &tree, &config);
    public(&Sparse::parse(&asked.fields).of(&item)?)
}
