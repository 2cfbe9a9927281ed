//! `GET /use`: how to follow the list or one category of it, and how to show it elsewhere.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

use super::plain::Plain;
use crate::config::Config;
use crate::db::Db;
use crate::directory::{
    Category, CategoryTree, find_category_by_path, find_former_category, load_tree,
};
use crate::error::{AppError, Result};
use crate::paths::{self, CategoryView, FeedFormat};
use crate::settings::{Publisher, public_layout};
use crate::web::page::moved;
use crate::web::{Here, Layout, Page, Query};

#[derive(Template)]
#[template(path = "directory/use.html")]
struct UsePage {
    layout: Layout,
    /// The category that it is about; none for everything.
    category: Option<Category>,
    /// Its links as a piece of HTML.
    piece: String,
    tree: CategoryTree,
    /// The feeds, as Atom and as JSON Feed: of what is shown, and of what changed.
    feeds: [(&'static str, Option<String>, String, String); 2],
}

/// `GET /use`
pub async fn use_list(
    query: Query,
    State(db): State<Db>,
    State(config): State<Arc<Config>>,
) -> Result<Response> {
    let mut connection = db.read().await?;
    let path = query.first("category");
    let category = match path {
        Some(path) => find_category_by_path(&mut connection, path).await?,
        None => None,
    };
    if let (Some(path), None) = (path, &category) {
        let today = find_former_category(&mut connection, path).await?;
        let today = today.ok_or(AppError::NotFound)?;
        return Ok(moved(&paths::use_category(&today)));
    }
    let publisher = Publisher::load(&mut connection, &config).await?;
    let tree = load_tree(&mut connection).await?;
    let (address, title, stem) = match &category {
        Some(category) => (
            paths::use_category(&category.path),
            format!("Follow and reuse: {}", category.state.title),
            paths::category_feed(&category.path),
        ),
        None => (
            paths::USE.to_owned(),
            "Follow and reuse this list".to_owned(),
            paths::FEED.to_owned(),
        ),
    };
    let piece = match &category {
        Some(category) => {
            let plain = Plain::load(&mut connection, &publisher, category, &tree).await?;
            plain.piece()?
        }
        None => String::new(),
    };
    let layout = public_layout(&mut connection, &config, &address).await?;
    let layout = layout.at(Here::Use).described(title, "");
    let layout = match &category {
        Some(category) => {
            let called = format!("New in {}", category.state.title);
            layout.with_feed(called, &stem, &[])
        }
        None => layout,
    };
    let feed = |what, of, stem: &str| {
        let address = |format| publisher.absolute(&paths::feed(stem, format));
        (
            what,
            of,
            address(FeedFormat::Atom),
            address(FeedFormat::Json),
        )
    };
    let of = category.as_ref().map(|one| one.state.title.clone());
    let page = UsePage {
        layout,
        piece,
        tree,
        feeds: [
            feed("New links", of, &stem),
            feed("What changed anywhere, and why", None, paths::CHANGES_FEED),
        ],
        category,
    };
    Ok(Page::public(&page)?.into_response())
}

impl UsePage {
    /// Where the piece of HTML is as a document of its own.
    fn download(&self) -> String {
        let path = self.category.as_ref().map_or("", |category| &category.path);
        CategoryView::Plain.of(path)
    }
}
