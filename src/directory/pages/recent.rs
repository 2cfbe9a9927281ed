//! The newest entries.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;

use super::linked_data;
use super::listing::{Address, Listing};
use super::rows::Row;
use crate::config::Config;
use crate::db::Db;
use crate::directory::{ListQuery, Sort, count_entries};
use crate::error::Result;
use crate::paths;
use crate::settings::{Publisher, load_settings, public_layout};
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
    let publisher = Publisher::load(&mut connection, &config).await?;
    let data = linked_data::list(
        &publisher,
        ("Latest links", paths::RECENT),
        (listing.pager.first, total),
        &listing.entries,
    );
    let canonical = listing.canonical(paths::RECENT, &[]);
    let layout = public_layout(&mut connection, &config, canonical)
        .await?
        .at(Here::Latest)
        .described("Latest links", "")
        .with_data(data);
    let rows = listing
        .entries
        .into_iter()
        .map(|entry| Row::placed(entry).dated(&dates));
    Page::public(&RecentPage {
        layout,
        rows: rows.collect(),
        pager: listing.pager,
    })
}
