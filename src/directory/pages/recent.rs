//! The newest entries.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;

use super::frame;
use super::rows::Row;
use crate::config::Config;
use crate::db::Db;
use crate::directory::{ListQuery, Sort, count_entries, list_entries};
use crate::error::Result;
use crate::paths;
use crate::settings::load_settings;
use crate::text::dates::Dates;
use crate::web::pagination::{PER_PAGE, PageNumber, Pager};
use crate::web::{Here, Layout, Page, Query};

#[derive(Template)]
#[template(path = "directory/recent.html")]
struct RecentPage {
    layout: Layout,
    rows: Vec<Row>,
    pager: Pager,
}

/// `GET /recent`
pub async fn recent(
    query: Query,
    State(db): State<Db>,
    State(config): State<Arc<Config>>,
) -> Result<Page> {
    let mut connection = db.read().await?;
    let page = PageNumber::parse(query.first("page"))?;
    let list = ListQuery {
        sort: Sort::Newest,
        ..ListQuery::default()
    };
    let total = count_entries(&mut connection, &list).await?;
    let pager = Pager::new(page, total, paths::RECENT, &[])?;
    let entries = list_entries(&mut connection, &list, page.offset(), PER_PAGE).await?;
    let dates = Dates::new(&load_settings(&mut connection).await?.state.time_zone);
    let rows = entries
        .into_iter()
        .map(|entry| Row::placed(entry).dated(&dates));
    Page::public(&RecentPage {
        layout: frame(&mut connection, &config, paths::RECENT)
            .await?
            .at(Here::Latest),
        rows: rows.collect(),
        pager,
    })
}
