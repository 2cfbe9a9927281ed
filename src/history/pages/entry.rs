//! `GET /entries/{id}/history`: what ever happened to an entry, for everybody.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};

use super::line::{Line, SHOWN};
use super::public::wording;
use crate::config::Config;
use crate::db::Db;
use crate::directory::{Entry, EntryStatus, find_standing_entry};
use crate::error::{AppError, Result};
use crate::history::{HistoryFilter, LogItem, LogKind, ObjectKind, count_log, list_log};
use crate::paths;
use crate::settings::public_layout;
use crate::text::dates::Dates;
use crate::web::page::moved;
use crate::web::pagination::{PER_PAGE, PageNumber, Pager};
use crate::web::{Layout, Page, Query};

#[derive(Template)]
#[template(path = "history/entry.html")]
struct EntryHistoryPage {
    layout: Layout,
    entry: Entry,
    lines: Vec<Line>,
    dates: Dates,
    pager: Pager,
}

/// `GET /entries/{id}/history`
pub async fn entry_history(
    Path(id): Path<String>,
    query: Query,
    State(db): State<Db>,
    State(config): State<Arc<Config>>,
) -> Result<Response> {
    // The readable half of the entry's address may be left on.
    let (id, slug) = paths::parse_entry(&id).ok_or(AppError::NotFound)?;
    let mut connection = db.read().await?;
    let entry = find_standing_entry(&mut connection, id).await?;
    let entry = entry.ok_or(AppError::NotFound)?;
    if entry.state.status == EntryStatus::Deleted {
        return Err(AppError::Gone);
    }
    let address = paths::entry_history(entry.id);
    if entry.id != id || slug.is_some() {
        return Ok(moved(&address));
    }
    let filter = HistoryFilter {
        kind: LogKind::Objects(ObjectKind::Entry),
        object: Some(id),
        public: true,
        ..HistoryFilter::default()
    };
    let page = PageNumber::parse(query.first("page"))?;
    let total = count_log(&mut connection, &filter).await?;
    let pager = Pager::new(page, total, &address, &[])?;
    let wording = wording(&mut connection).await?;
    let mut lines = Vec::new();
    for item in list_log(&mut connection, &filter, (page.offset(), PER_PAGE)).await? {
        let LogItem::Change(change_id) = item else {
            continue;
        };
        let mut line = Line::load(&mut connection, &wording, change_id, (0, SHOWN)).await?;
        line.narrow_to(&mut connection, &wording, (ObjectKind::Entry, id))
            .await?;
        lines.push(line);
    }
    let layout = public_layout(&mut connection, &config, &address)
        .await?
        .described(format!("History of {}", entry.state.title), "");
    let page = EntryHistoryPage {
        layout: if entry.state.status == EntryStatus::Live {
            layout
        } else {
            layout.without_robots()
        },
        entry,
        lines,
        dates: wording.dates,
        pager,
    };
    Ok(Page::public(&page)?.into_response())
}
