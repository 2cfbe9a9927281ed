//! `GET /api/v1/categories` and `GET /api/v1/categories/{path}`

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use crate::config::Config;
use crate::db::Db;
use crate::directory::{
    Category, CategoryNode, CategoryTree, find_category_by_path, find_former_category, load_tree,
};
use crate::error::{AppError, Result};
use crate::paths;
use crate::text::CaveatKind;
use crate::web::api::{absolute, public};
use crate::web::page::moved;

/// A category as the tree shows it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = CategoryNode)]
pub struct CategoryNodeItem {
    /// Its number.
    pub id: i64,
    /// The number of the category above it; null at the top level.
    pub parent_id: Option<i64>,
    /// The slugs from the top down, joined by `/`: what names it in every call.
    pub path: String,
    /// What it is called.
    pub title: String,
    /// The introduction’s first paragraph as plain text; may be empty.
    pub summary: String,
    /// Entries in it and below it.
    pub entry_count: i64,
    /// Entries in it alone.
    pub own_entry_count: i64,
    /// How deep it lies; the top level is 1.
    pub depth: usize,
    /// Its page.
    #[schema(format = "uri")]
    pub page: String,
}

impl CategoryNodeItem {
    fn new(node: &CategoryNode, config: &Config) -> Self {
        Self {
            id: node.id,
            parent_id: node.parent_id,
            path: node.path.clone(),
            title: node.title.clone(),
            summary: node.summary.clone(),
            entry_count: node.entry_count,
            own_entry_count: node.own_entry_count,
            depth: node.depth,
            page: absolute(config, &paths::category(&node.path)),
        }
    }
}

/// All categories.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CategoryList {
    /// Each before those below it, in the curator’s order.
    pub items: Vec<CategoryNodeItem>,
    /// Always null: the tree comes whole.
    pub next: Option<String>,
}

/// A category.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Category)]
pub struct CategoryItem {
    /// Its number.
    pub id: i64,
    /// Its name in feeds and exports, never reused.
    pub uid: String,
    /// The slugs from the top down, joined by `/`.
    pub path: String,
    /// What it is called.
    pub title: String,
    /// What it and those above it are called, from the top down.
    pub titles: Vec<String>,
    /// Markdown; may be empty.
    pub introduction: String,
    /// The introduction as HTML that is safe to print.
    pub introduction_html: String,
    /// A warning that holds for everything in it; may be empty.
    pub caveat: String,
    /// What the warning is about; null without one.
    pub caveat_kind: Option<CaveatKind>,
    /// Entries in it and below it.
    pub entry_count: i64,
    /// Entries in it alone.
    pub own_entry_count: i64,
    /// The categories right below it, in the curator’s order.
    pub categories: Vec<CategoryNodeItem>,
    /// Its page.
    #[schema(format = "uri")]
    pub page: String,
}

impl CategoryItem {
    fn new(category: Category, tree: &CategoryTree, config: &Config) -> Self {
        let above = tree.ancestors(category.id).into_iter();
        let titles = above.chain(tree.get(category.id));
        let below = tree.children(Some(category.id));
        let caveat = category.state.caveat;
        Self {
            titles: titles.map(|node| node.title.clone()).collect(),
            categories: below
                .map(|node| CategoryNodeItem::new(node, config))
                .collect(),
            id: category.id,
            uid: category.uid,
            page: absolute(config, &paths::category(&category.path)),
            path: category.path,
            title: category.state.title,
            introduction: category.state.introduction,
            introduction_html: category.introduction_html.to_string(),
            caveat_kind: caveat.as_ref().map(|caveat| caveat.kind),
            caveat: caveat.map(|caveat| caveat.text).unwrap_or_default(),
            entry_count: category.entry_count,
            own_entry_count: category.own_entry_count,
        }
    }
}

/// List categories
///
/// The whole tree at once, written out from the top down.
#[utoipa::path(get, path = "/api/v1/categories", operation_id = "list_categories", tag = "Reading",
    responses((status = 200, description = "Every category", body = CategoryList)))]
pub async fn categories(
    State(db): State<Db>,
    State(config): State<Arc<Config>>,
) -> Result<Response> {
    let tree = load_tree(&mut *db.read().await?).await?;
    let items = tree.nodes().iter();
    public(&CategoryList {
        items: items
            .map(|node| CategoryNodeItem::new(node, &config))
            .collect(),
        next: None,
    })
}

/// Read a category
///
/// Its slashes may be sent as they are. A path that it used to have redirects.
#[utoipa::path(get, path = "/api/v1/categories/{*path}", operation_id = "read_category", tag = "Reading",
    params(("path" = String, Path, description = "Its slug path, such as `guidance/security`", min_length = 1)),
    responses(
        (status = 200, description = "The category", body = CategoryItem),
        (status = 308, description = "It has another path now",
            headers(("Location" = String, description = "Its address now"))),
    ))]
pub async fn category(
    Path(path): Path<String>,
    State(db): State<Db>,
    State(config): State<Arc<Config>>,
) -> Result<Response> {
    let mut connection = db.read().await?;
    let Some(category) = find_category_by_path(&mut connection, &path).await? else {
        let today = find_former_category(&mut connection, &path).await?;
        let today = today.ok_or(AppError::NotFound)?;
        return Ok(moved(&paths::api_category(&today)));
    };
    let tree = load_tree(&mut connection).await?;
    public(&CategoryItem::new(category, &tree, &config))
}
