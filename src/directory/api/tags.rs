//! `GET /api/v1/tags`

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use crate::config::Config;
use crate::db::Db;
use crate::directory::list_tags;
use crate::error::Result;
use crate::paths;
use crate::web::api::{absolute, public};

/// A tag.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Tag)]
pub struct TagItem {
    /// Its name in addresses and filters.
    pub slug: String,
    /// Its name for people.
    pub name: String,
    /// Entries that carry it.
    pub entry_count: i64,
    /// Its page.
    #[schema(format = "uri")]
    pub page: String,
}

/// All tags.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TagList {
    /// By name.
    pub items: Vec<TagItem>,
    /// Always null: the tags come all at once.
    pub next: Option<String>,
}

/// List tags
///
/// Every tag that an entry carries, by name.
#[utoipa::path(get, path = "/api/v1/tags", operation_id = "list_tags", tag = "Reading",
    responses((status = 200, description = "Every tag", body = TagList)))]
pub async fn tags(State(db): State<Db>, State(config): State<Arc<Config>>) -> Result<Response> {
    let tags = list_tags(&mut *db.read().await?).await?;
    let items = tags.into_iter().map(|tag| TagItem {
        page: absolute(&config, &paths::tag(&tag.slug)),
        slug: tag.slug,
        name: tag.name,
        entry_count: tag.entry_count,
    });
    public(&TagList {
        items: items.collect(),
        next: None,
    })
}
