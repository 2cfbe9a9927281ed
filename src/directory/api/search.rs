//! `GET /api/v1/search`

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::response::Response;

use super::asked::SearchAsked;
use super::entries::{EntryList, answer, page};
use super::filters;
use crate::config::Config;
use crate::db::Db;
use crate::directory::search::SearchQuery;
use crate::directory::{ListQuery, Sort};
use crate::error::Result;
use crate::paths;
use crate::web::api::{Asked, absolute};

/// Search
///
/// Finds entries by their words, the best match first. Words without a letter or a digit find
/// nothing.
#[utoipa::path(get, path = "/api/v1/search", operation_id = "search", tag = "Reading", params(SearchAsked),
    responses((status = 200, description = "A page of entries", body = EntryList,
        headers(("Link" = String, description = "The next page, as `rel=\"next\"`")))))]
pub async fn search(
    Asked(asked): Asked<SearchAsked>,
    RawQuery(query): RawQuery,
    State(db): State<Db>,
    State(config): State<Arc<Config>>,
) -> Result<Response> {
    let words = SearchQuery::parse(&asked.q);
    let narrowing = asked.narrowing();
    let mut connection = db.read().await?;
    let list = ListQuery {
        matching: words.matching(),
        excluding: words.excluding(),
        sort: asked.sort.map_or(Sort::Relevance, Sort::from),
        ..filters::read(&mut connection, &narrowing).await?
    };
    let page = if words.is_empty() {
        EntryList {
            items: Vec::new(),
            next: None,
        }
    } else {
        page(&mut connection, &list, &narrowing, &config).await?
    };
    let address = absolute(&config, paths::API_SEARCH);
    answer(&page, &address, query.as_deref().unwrap_or_default())
}
