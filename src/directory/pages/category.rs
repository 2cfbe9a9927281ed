//! The page of a category.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};

use super::caveats::{self, Warning};
use super::feeds::category_feed;
use super::filters::{FilterChoices, Filters};
use super::groups::{Group, group};
use super::linked_data;
use super::listing::{Address, Listing};
use super::plain::plain;
use super::rows::Row;
use crate::config::Config;
use crate::db::{Connection, Db};
use crate::directory::{
    Category, CategoryNode, CategoryTree, ListQuery, ListedEntry, Sort, count_entries,
    find_category_by_path, find_former_category, load_tree,
};
use crate::error::{AppError, Result};
use crate::paths::{self, CategoryView};
use crate::settings::{Publisher, public_layout};
use crate::text::markdown::first_paragraph;
use crate::web::feed::FeedRequest;
use crate::web::page::moved;
use crate::web::pagination::Pager;
use crate::web::{Here, Layout, Page, Query};

const SORTS: [Sort; 3] = [Sort::Curated, Sort::Newest, Sort::Title];

#[derive(Template)]
#[template(path = "directory/category.html")]
struct CategoryPage {
    layout: Layout,
    category: Category,
    tree: CategoryTree,
    warnings: Vec<Warning>,
    filters: Filters,
    choices: FilterChoices,
    contents: Contents,
    pager: Pager,
}

/// The entries of one page, drawn in one of two ways.
enum Contents {
    /// The curator's order, under the sub-categories.
    Grouped(Vec<Group>),
    /// Any other order, or filtered.
    Flat(Vec<Row>),
}

impl CategoryPage {
    fn above(&self) -> Vec<&CategoryNode> {
        self.tree.ancestors(self.category.id)
    }

    fn filled_below(&self) -> Vec<&CategoryNode> {
        let children = self.tree.children(Some(self.category.id));
        children.filter(|child| child.entry_count > 0).collect()
    }

    fn siblings(&self) -> Vec<&CategoryNode> {
        let siblings = self.tree.children(self.category.state.parent_id);
        siblings
            .filter(|node| node.id != self.category.id)
            .collect()
    }

    fn sort_is(&self, word: &str) -> bool {
        self.filters.sort.as_str() == word
    }

    fn licence(&self) -> &str {
        let chosen = self.filters.licences.first();
        chosen.map_or("", |licence| licence.as_str())
    }

    fn tag(&self) -> &str {
        self.filters.tags.first().map_or("", |tag| &tag.slug)
    }
}

/// `GET /categories/{path}`, with what is asked of the category at the end of the path.
pub async fn category(
    Path(path): Path<String>,
    query: Query,
    State(db): State<Db>,
    State(config): State<Arc<Config>>,
) -> Result<Response> {
    let (path, view) = CategoryView::split(&path);
    let mut connection = db.read().await?;
    let Some(category) = find_category_by_path(&mut connection, path).await? else {
        return elsewhere(&mut connection, path, view).await;
    };
    let page = match view {
        CategoryView::Page => page(&mut connection, &config, category, &query).await?,
        CategoryView::Feed(format) => {
            let request = FeedRequest::new(format, &query)?;
            category_feed(&mut connection, &config, &category, request).await?
        }
        CategoryView::Plain => plain(&mut connection, &config, &category).await?,
    };
    Ok(page.into_response())
}

/// The category's own page.
async fn page(
    connection: &mut Connection,
    config: &Config,
    category: Category,
    query: &Query,
) -> Result<Page> {
    let filters = Filters::read(connection, query, &SORTS).await?;
    let everything = ListQuery {
        category_id: Some(category.id),
        ..ListQuery::default()
    };
    let choices = FilterChoices::load(connection, &everything, &filters).await?;
    let list = filters.apply(everything);
    let total = count_entries(connection, &list).await?;
    let path = paths::category(&category.path);
    let pairs = filters.pairs(Sort::Curated);
    let address = Address {
        path: &path,
        pairs: &pairs,
    };
    let listing = Listing::load(connection, &list, total, query, address).await?;
    let tree = load_tree(connection).await?;
    let publisher = Publisher::load(connection, config).await?;
    let layout = public_layout(connection, config, listing.canonical(&path, &pairs)).await?;
    let data = linked_data::category(
        &publisher,
        &category,
        &tree.ancestors(category.id),
        (listing.pager.first, total),
        &listing.entries,
    );
    let layout = layout
        .at(Here::Browse)
        .described(
            &category.state.title,
            first_paragraph(&category.state.introduction),
        )
        .with_feed(
            format!("New in {}", category.state.title),
            &paths::category_feed(&category.path),
            &[],
        )
        .with_data(data);
    let contents = if pairs.is_empty() {
        let before = listing.category_before;
        Contents::Grouped(group(&tree, category.id, before, listing.entries))
    } else {
        let row = |entry: ListedEntry| match entry.category_id == category.id {
            true => Row::new(entry),
            false => Row::placed(entry),
        };
        Contents::Flat(listing.entries.into_iter().map(row).collect())
    };
    let page = CategoryPage {
        layout,
        warnings: caveats::of_category(connection, category.id).await?,
        category,
        tree,
        filters,
        choices,
        contents,
        pager: listing.pager,
    };
    Page::public(&page)
}

/// No category is at `path`: one may have been, or there is a slash too many.
async fn elsewhere(
    connection: &mut Connection,
    path: &str,
    view: CategoryView,
) -> Result<Response> {
    let trimmed = path.trim_matches('/');
    if trimmed != path && find_category_by_path(connection, trimmed).await?.is_some() {
        return Ok(moved(&view.of(trimmed)));
    }
    match find_former_category(connection, trimmed).await? {
        Some(path) => Ok(moved(&view.of(&path))),
        None => Err(AppError::NotFound),
    }
}
