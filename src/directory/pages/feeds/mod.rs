//! Feeds of what is listed: of everything, a category, a tag and a search.

mod item;

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};

use super::asked::Asked;
use crate::config::Config;
use crate::db::{Connection, Db};
use crate::directory::{
    Category, ListQuery, Sort, find_former_tag, find_tag_by_slug, list_entry_numbers, load_tree,
};
use crate::error::{AppError, Result};
use crate::paths;
use crate::settings::Publisher;
use crate::text::markdown::first_paragraph;
use crate::web::feed::archive::{Stretch, cut, newer};
use crate::web::feed::{Feed, FeedAddress, FeedRequest, Place, names};
use crate::web::page::moved;
use crate::web::{Page, Query};

/// What a feed is of.
struct Subject {
    /// The kind of thing and which one, of which its name is made.
    name: (&'static str, String),
    title: String,
    subtitle: String,
    /// The page that shows the same, and the feed without its ending.
    page: String,
    stem: String,
    query: Vec<(&'static str, String)>,
    list: ListQuery,
}

/// `GET /feed.atom`, `/feed.json`
pub async fn feed(
    request: FeedRequest,
    State(db): State<Db>,
    State(config): State<Arc<Config>>,
) -> Result<Page> {
    let mut connection = db.read().await?;
    let publisher = Publisher::load(&mut connection, &config).await?;
    let subject = Subject {
        name: ("everything", String::new()),
        title: format!("New links – {}", publisher.title),
        subtitle: publisher.summary.clone(),
        page: paths::RECENT.to_owned(),
        stem: paths::FEED.to_owned(),
        query: Vec::new(),
        list: ListQuery::default(),
    };
    document(&mut connection, &publisher, subject, request).await
}

/// `GET /categories/{path}/feed.atom`, `feed.json`: the category was found at this path.
pub(super) async fn category_feed(
    connection: &mut Connection,
    config: &Config,
    category: &Category,
    request: FeedRequest,
) -> Result<Page> {
    let publisher = Publisher::load(connection, config).await?;
    let subject = Subject {
        name: ("category", category.uid.clone()),
        title: format!("{} – {}", category.state.title, publisher.title),
        subtitle: first_paragraph(&category.state.introduction),
        page: paths::category(&category.path),
        stem: paths::category_feed(&category.path),
        query: Vec::new(),
        list: ListQuery {
            category_id: Some(category.id),
            ..ListQuery::default()
        },
    };
    document(connection, &publisher, subject, request).await
}

/// `GET /tags/{tag}/feed.atom`, `feed.json`
pub async fn tag_feed(
    Path(slug): Path<String>,
    request: FeedRequest,
    State(db): State<Db>,
    State(config): State<Arc<Config>>,
) -> Result<Response> {
    let mut connection = db.read().await?;
    let Some(tag) = find_tag_by_slug(&mut connection, &slug).await? else {
        let today = find_former_tag(&mut connection, &slug).await?;
        let stem = paths::tag_feed(&today.ok_or(AppError::NotFound)?);
        return Ok(moved(&paths::feed(&stem, request.format)));
    };
    let publisher = Publisher::load(&mut connection, &config).await?;
    let subject = Subject {
        name: ("tag", tag.id.to_string()),
        title: format!("Links tagged “{}” – {}", tag.name, publisher.title),
        subtitle: String::new(),
        page: paths::tag(&tag.slug),
        stem: paths::tag_feed(&tag.slug),
        query: Vec::new(),
        list: ListQuery {
            tags: vec![tag.slug],
            ..ListQuery::default()
        },
    };
    let page = document(&mut connection, &publisher, subject, request).await?;
    Ok(page.into_response())
}

/// `GET /search.atom`, `/search.json`: what a search finds, the newest first.
pub async fn search_feed(
    request: FeedRequest,
    query: Query,
    State(db): State<Db>,
    State(config): State<Arc<Config>>,
) -> Result<Page> {
    let mut connection = db.read().await?;
    let publisher = Publisher::load(&mut connection, &config).await?;
    let tree = load_tree(&mut connection).await?;
    let asked = Asked::read(&mut connection, &query, &tree).await?;
    let subject = Subject {
        name: ("search", asked.identity()),
        title: format!("{} – {}", asked.called(), publisher.title),
        subtitle: String::new(),
        page: asked.sorted(Sort::Relevance),
        stem: paths::SEARCH_FEED.to_owned(),
        query: asked.pairs(Sort::Relevance),
        list: asked.results(),
    };
    document(&mut connection, &publisher, subject, request).await
}

/// The document of a feed that is asked for.
async fn document(
    connection: &mut Connection,
    publisher: &Publisher,
    subject: Subject,
    request: FeedRequest,
) -> Result<Page> {
    let before = request.before;
    let list = &subject.list;
    let numbers = list_entry_numbers(connection, list, Stretch::Before(before)).await?;
    let cut = cut(&numbers, before);
    let mut place = Place {
        before,
        older: cut.older,
        newer: None,
    };
    if let Some(before) = before {
        let later = list_entry_numbers(connection, list, Stretch::From(before)).await?;
        place.newer = newer(&later);
    }
    let numbers = numbers.get(..cut.length).unwrap_or_default();
    if before.is_some() && numbers.is_empty() {
        return Err(AppError::NotFound);
    }
    let (kind, of) = subject.name;
    let feed = Feed {
        id: names::feed(&publisher.uid, kind, &of),
        title: subject.title,
        subtitle: subject.subtitle,
        author: publisher.author(),
        page: publisher.absolute(&subject.page),
        address: FeedAddress {
            stem: publisher.absolute(&subject.stem),
            query: subject.query,
        },
        place,
        rights: publisher.rights.clone(),
        began_at: publisher.began_at,
        items: item::load(connection, publisher, numbers).await?,
    };
    Ok(feed.page(request.format))
}
