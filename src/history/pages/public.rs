//! `GET /changes` and `GET /changes/{id}`: what changed and why, without anybody's name.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};

use super::line::{Line, Reader, SHOWN, Wording};
use super::number;
use crate::config::Config;
use crate::db::{Connection, Db};
use crate::error::{AppError, Result};
use crate::history::{
    HistoryFilter, LogItem, LogKind, ObjectKind, count_log, list_log, load_names,
};
use crate::paths;
use crate::settings::{load_settings, public_layout};
use crate::text::dates::Dates;
use crate::web::pagination::{PER_PAGE, PageNumber, Pager};
use crate::web::{Here, Layout, Page, Query};

#[derive(Template)]
#[template(path = "history/changes.html")]
struct ChangesPage {
    layout: Layout,
    kinds: Vec<KindTab>,
    days: Vec<Day>,
    dates: Dates,
    pager: Pager,
}

struct KindTab {
    label: &'static str,
    href: String,
    is_here: bool,
}

/// The changes of one day.
pub(super) struct Day {
    pub title: String,
    pub lines: Vec<Line>,
}

/// `GET /changes`
pub async fn changes(
    query: Query,
    State(db): State<Db>,
    State(config): State<Arc<Config>>,
) -> Result<Page> {
    let mut connection = db.read().await?;
    let word = query.first("kind").unwrap_or_default();
    let kind = ObjectKind::parse(word).filter(|kind| ObjectKind::PUBLIC.contains(kind));
    let filter = filter(kind);
    let page = PageNumber::parse(query.first("page"))?;
    let total = count_log(&mut connection, &filter).await?;
    let word = kind.map_or("", ObjectKind::as_str);
    let pager = Pager::new(page, total, paths::CHANGES, &[("kind", word)])?;
    let wording = wording(&mut connection).await?;
    let items = list_log(&mut connection, &filter, (page.offset(), PER_PAGE)).await?;
    let mut days: Vec<Day> = Vec::new();
    for item in items {
        let LogItem::Change(id) = item else { continue };
        let line = Line::load(&mut connection, &wording, id, (0, SHOWN)).await?;
        let title = wording.dates.weekday(line.change.at);
        match days.last_mut() {
            Some(day) if day.title == title => day.lines.push(line),
            _ => days.push(Day {
                title,
                lines: vec![line],
            }),
        }
    }
    Page::public(&ChangesPage {
        layout: public_layout(&mut connection, &config, paths::CHANGES)
            .await?
            .at(Here::Changes)
            .described(
                "What changed",
                "Every change to the directory, and why it was made.",
            ),
        kinds: tabs(kind),
        days,
        dates: wording.dates,
        pager,
    })
}

#[derive(Template)]
#[template(path = "history/public_change.html")]
struct PublicChangePage {
    layout: Layout,
    line: Line,
    dates: Dates,
}

/// More than anybody reads of one change.
const MOST: i64 = 500;

/// `GET /changes/{id}`
pub async fn public_change(
    Path(id): Path<String>,
    State(db): State<Db>,
    State(config): State<Arc<Config>>,
) -> Result<Page> {
    let mut connection = db.read().await?;
    let wording = wording(&mut connection).await?;
    let line = Line::load(&mut connection, &wording, number(&id)?, (0, MOST)).await?;
    if line
        .objects
        .iter()
        .all(|object| object.fields.is_empty() && hides(object.revision.kind))
    {
        return Err(AppError::NotFound);
    }
    let address = paths::change(line.change.id);
    Page::public(&PublicChangePage {
        layout: public_layout(&mut connection, &config, &address)
            .await?
            .described(line.head.text(), line.change.why.clone())
            .as_article(),
        dates: wording.dates,
        line,
    })
}

/// Settings of which readers see nothing are not theirs to know.
fn hides(kind: ObjectKind) -> bool {
    kind == ObjectKind::Settings
}

/// What readers may know of, of one kind or all.
pub(super) fn filter(kind: Option<ObjectKind>) -> HistoryFilter {
    HistoryFilter {
        kind: kind.map_or(LogKind::Everything, LogKind::Objects),
        public: true,
        ..HistoryFilter::default()
    }
}

pub(super) async fn wording(connection: &mut Connection) -> Result<Wording> {
    Ok(Wording {
        reader: Reader::Anybody,
        names: load_names(connection).await?,
        dates: Dates::new(&load_settings(connection).await?.state.time_zone),
    })
}

fn tabs(here: Option<ObjectKind>) -> Vec<KindTab> {
    let all = KindTab {
        label: "Everything",
        href: paths::CHANGES.to_owned(),
        is_here: here.is_none(),
    };
    let tab = |kind: ObjectKind| KindTab {
        label: kind.label(),
        href: paths::with_query(paths::CHANGES, "kind", kind.as_str()),
        is_here: here == Some(kind),
    };
    std::iter::once(all)
        .chain(ObjectKind::PUBLIC.map(tab))
        .collect()
}
