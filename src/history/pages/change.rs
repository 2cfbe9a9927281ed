//! `GET /admin/changes/{id}`: everything that one change did, to undo one object or cover a text.

use askama::Template;
use axum::extract::{Path, State};
use axum_extra::extract::Query;
use serde::Deserialize;

use super::line::Line;
use super::log::wording;
use super::number;
use crate::accounts::{Moderator, desk_layout};
use crate::db::Db;
use crate::error::Result;
use crate::history::count_revisions;
use crate::paths;
use crate::text::dates::Dates;
use crate::web::layout::{DeskTab, Layout};
use crate::web::pagination::{PER_PAGE, PageNumber, Pager};
use crate::web::{Notice, Page};

#[derive(Template)]
#[template(path = "history/change.html")]
struct ChangePage {
    layout: Layout,
    notice: Option<Notice>,
    line: Line,
    dates: Dates,
    pager: Pager,
    is_administrator: bool,
}

/// The query string of a change's address.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ChangeQuery {
    page: Option<String>,
    done: String,
}

/// `GET /admin/changes/{id}`
pub async fn change(
    State(db): State<Db>,
    Moderator { user, .. }: Moderator,
    Path(id): Path<String>,
    Query(query): Query<ChangeQuery>,
) -> Result<Page> {
    let id = number(&id)?;
    let mut connection = db.read().await?;
    let wording = wording(&mut connection, &user).await?;
    let page = PageNumber::parse(query.page.as_deref())?;
    let total = count_revisions(&mut connection, id, false).await?;
    let pager = Pager::new(page, total, &paths::admin_change(id), &[])?;
    let line = Line::load(&mut connection, &wording, id, (page.offset(), PER_PAGE)).await?;
    Page::private(&ChangePage {
        layout: desk_layout(&mut connection, &user, DeskTab::History).await?,
        notice: match query.done.as_str() {
            "covered" => Some(Notice::ok("Covered. Readers see the reason in its place.")),
            _ => None,
        },
        is_administrator: user.is_administrator(),
        line,
        dates: wording.dates,
        pager,
    })
}
