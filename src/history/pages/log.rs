//! `GET /admin/history`: every change, who made it, and a way back.

use askama::Template;
use axum::extract::State;
use axum_extra::extract::Query;

use super::account_words;
use super::decision_line::DecisionLine;
use super::line::{Line, Reader, SHOWN, Wording};
use super::log_query::{LogQuery, kind_choices, source_choices};
use crate::accounts::{Moderator, User, desk_layout};
use crate::db::{Connection, Db};
use crate::error::{AppError, Result};
use crate::history::{
    LogItem, LogKind, Names, count_log, find_event, find_past_decision, find_reverting, list_log,
    list_people, load_names,
};
use crate::paths;
use crate::settings::load_settings;
use crate::text::dates::Dates;
use crate::web::layout::{DeskTab, Layout};
use crate::web::pagination::{PER_PAGE, PageNumber, Pager};
use crate::web::{Choice, Notice, Page};

#[derive(Template)]
#[template(path = "history/log.html")]
struct LogPage {
    layout: Layout,
    notice: Option<Notice>,
    query: LogQuery,
    people: Vec<Choice>,
    kinds: Vec<Choice>,
    sources: Vec<Choice>,
    days: Vec<Day>,
    dates: Dates,
    pager: Pager,
    is_administrator: bool,
}

struct Day {
    title: String,
    lines: Vec<Item>,
}

enum Item {
    Change(Box<Line>),
    Decision(DecisionLine),
    Event { at: i64, what: String, who: String },
}

impl Item {
    fn at(&self) -> i64 {
        match self {
            Self::Change(line) => line.change.at,
            Self::Decision(line) => line.decision.at,
            Self::Event { at, .. } => *at,
        }
    }
}

/// `GET /admin/history`
pub async fn history(
    State(db): State<Db>,
    Moderator { user, .. }: Moderator,
    Query(query): Query<LogQuery>,
) -> Result<Page> {
    let mut connection = db.read().await?;
    let wording = wording(&mut connection, &user).await?;
    let filter = query.filter(&wording.dates);
    if filter.kind == LogKind::Accounts && !user.is_administrator() {
        return Err(AppError::Forbidden);
    }
    let page = PageNumber::parse(query.page.as_deref())?;
    let total = count_log(&mut connection, &filter).await?;
    let pager = Pager::new(page, total, paths::ADMIN_HISTORY, &query.pairs())?;
    let mut days: Vec<Day> = Vec::new();
    for item in list_log(&mut connection, &filter, (page.offset(), PER_PAGE)).await? {
        let item = load(&mut connection, &wording, item).await?;
        let title = wording.dates.weekday(item.at());
        match days.last_mut() {
            Some(day) if day.title == title => day.lines.push(item),
            _ => days.push(Day {
                title,
                lines: vec![item],
            }),
        }
    }
    let people = list_people(&mut connection).await?.into_iter();
    let people = people.map(|(id, name)| Choice::new(id.to_string(), name));
    Page::private(&LogPage {
        layout: desk_layout(&mut connection, &user, DeskTab::History).await?,
        notice: notice(&mut connection, &query).await?,
        people: std::iter::once(Choice::new("", "Anyone"))
            .chain(people)
            .collect(),
        kinds: kind_choices(user.is_administrator()),
        sources: source_choices(),
        is_administrator: user.is_administrator(),
        days,
        dates: wording.dates,
        pager,
        query,
    })
}

/// How history is worded for somebody who is signed in.
pub(super) async fn wording(connection: &mut Connection, user: &User) -> Result<Wording> {
    Ok(Wording {
        reader: if user.is_administrator() {
            Reader::Administrator
        } else {
            Reader::Moderator
        },
        names: Names {
            people: list_people(connection).await?.into_iter().collect(),
            ..load_names(connection).await?
        },
        dates: Dates::new(&load_settings(connection).await?.state.time_zone),
    })
}

async fn load(connection: &mut Connection, wording: &Wording, item: LogItem) -> Result<Item> {
    Ok(match item {
        LogItem::Change(id) => {
            let line = Line::load(connection, wording, id, (0, SHOWN)).await?;
            Item::Change(Box::new(line))
        }
        LogItem::Decision(id) => {
            Item::Decision(DecisionLine::new(find_past_decision(connection, id).await?))
        }
        LogItem::Event(id) => {
            let event = find_event(connection, id).await?;
            let (what, who) = account_words::words(&event);
            Item::Event {
                at: event.at,
                what,
                who,
            }
        }
    })
}

async fn notice(connection: &mut Connection, query: &LogQuery) -> Result<Option<Notice>> {
    Ok(Some(match query.done.as_str() {
        "undone" => {
            let change = query.change.parse().ok();
            let standing = match change {
                Some(id) if find_reverting(connection, id).await?.is_none() => Some(id),
                _ => None,
            };
            Notice::ok("Undone.").with_undo(standing, paths::ADMIN_HISTORY)
        }
        "covered" => Notice::ok("Covered. Readers see the reason in its place."),
        "unchanged" => Notice::warning("Nothing changed: it was so already."),
        _ => return Ok(None),
    }))
}
