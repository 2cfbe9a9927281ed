//! `GET /api/v1/openapi.json`

use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use serde_json::json;

use crate::config::Config;
use crate::db::Db;
use crate::directory::load_tree;
use crate::error::Result;
use crate::web::api::{Description, absolute, public};

/// The most categories that the description lists; a longer list would only be in the way.
const MOST_CATEGORIES: usize = 1_000;

/// Read this description
///
/// OpenAPI 3.1, with the categories of this directory.
#[utoipa::path(get, path = "/api/v1/openapi.json", operation_id = "read_description", tag = "Reading",
    responses((status = 200, description = "The description", body = serde_json::Value)))]
pub async fn openapi(
    Extension(description): Extension<Description>,
    State(db): State<Db>,
    State(config): State<Arc<Config>>,
) -> Result<Response> {
    let tree = load_tree(&mut *db.read().await?).await?;
    let mut document = description.document().clone();
    if let Some(document) = document.as_object_mut() {
        document.insert(
            "servers".to_owned(),
            json!([{ "url": absolute(&config, "") }]),
        );
    }
    let paths = tree.nodes().iter().map(|node| node.path.as_str());
    if tree.nodes().len() <= MOST_CATEGORIES
        && let Some(known) = document.pointer_mut("/components/schemas/CategoryPath")
        && let Some(known) = known.as_object_mut()
    {
        let words: Vec<&str> = std::iter::once("not-sure").chain(paths).collect();
        known.insert("enum".to_owned(), json!(words));
    }
    public(&document)
}
