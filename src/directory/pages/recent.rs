//! The newest entries.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;

use super::frame;
use super::listing::{Address, Listing};
use super::rows::Row;
use crate::config::Config;
use crate::db::Db;
use crate::directory::{ListQuery, Sort, count_entries};
use crate::error::Result;
use crate::paths;
use crate::settings::load_settings;
use crate::text::dates::Dates;
use crate::web::pagination::Pager;
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
    let list = ListQuery {
        sort: Sort::Newest,
        ..ListQuery::default()
    };
    let total = count_entries(&mut connection, &list).await?;
    let address = Address {
        path: paths::RECENT,
        pairs: &[],
    };
    let listing = Listing::load(&mut connection, &list, total, &query, address).await?;
    let dates = Dates::new(&load_settings(&mut connection).await?.state.time_zone);
    let rows = listing
        .entries
        .into_iter()
        .map(|entry| Row::placed(entry).dated(&dates));
    Page::public(&RecentPage {
        layout: frame(&mut connection, &config, paths::RECENT)
            .await?
            .at(Here::Latest),
        rows: rows.collect(),
        pager: listing.pager,
    })
}
