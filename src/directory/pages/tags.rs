//! All tags, and the entries that carry one.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};

use super::linked_data;
use super::listing::{Address, Listing};
use super::rows::Row;
use crate::config::Config;
use crate::db::Db;
use crate::directory::{
    ListQuery, Tag, count_entries, find_former_tag, find_tag_by_slug, list_tags,
};
use crate::error::{AppError, Result};
use crate::paths;
use crate::settings::{Publisher, public_layout};
use crate::web::page::moved;
use crate::web::pagination::Pager;
use crate::web::{Here, Layout, Page, Query};

#[derive(Template)]
#[template(path = "directory/tags.html")]
struct TagsPage {
    layout: Layout,
    tags: Vec<Tag>,
}

/// `GET /tags`
pub async fn tags(State(db): State<Db>, State(config): State<Arc<Config>>) -> Result<Page> {
    let mut connection = db.read().await?;
    Page::public(&TagsPage {
        layout: public_layout(&mut connection, &config, paths::TAGS)
            .await?
            .at(Here::Tags)
            .described("Tags", ""),
        tags: list_tags(&mut connection).await?,
    })
}

#[derive(Template)]
#[template(path = "directory/tag.html")]
struct TagPage {
    layout: Layout,
    tag: Tag,
    rows: Vec<Row>,
    pager: Pager,
}

/// `GET /tags/{tag}`
pub async fn tag(
    Path(slug): Path<String>,
    query: Query,
    State(db): State<Db>,
    State(config): State<Arc<Config>>,
) -> Result<Response> {
    let mut connection = db.read().await?;
    let Some(tag) = find_tag_by_slug(&mut connection, &slug).await? else {
        let today = find_former_tag(&mut connection, &slug).await?;
        let today = today.ok_or(AppError::NotFound)?;
        return Ok(moved(&paths::tag(&today)));
    };
    let list = ListQuery {
        tags: vec![tag.slug.clone()],
        ..ListQuery::default()
    };
    let total = count_entries(&mut connection, &list).await?;
    let path = paths::tag(&tag.slug);
    let address = Address {
        path: &path,
        pairs: &[],
    };
    let listing = Listing::load(&mut connection, &list, total, &query, address).await?;
    let publisher = Publisher::load(&mut connection, &config).await?;
    let called = format!("Links tagged “{}”", tag.name);
    let data = linked_data::list(
        &publisher,
        (&called, &path),
        (listing.pager.first, total),
        &listing.entries,
    );
    let layout = public_layout(&mut connection, &config, listing.canonical(&path, &[]))
        .await?
        .at(Here::Tags)
        .described(&called, "")
        .with_feed(&called, &paths::tag_feed(&tag.slug), &[])
        .with_data(data);
    let page = TagPage {
        layout: if total == 0 {
            layout.without_robots()
        } else {
            layout
        },
        tag,
        rows: listing.entries.into_iter().map(Row::placed).collect(),
        pager: listing.pager,
    };
    Ok(Page::public(&page)?.into_response())
}
