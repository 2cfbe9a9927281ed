//! `GET /admin`: what waits, oldest first.

use askama::Template;
use axum::extract::Query;

use super::done::{Done, list_done};
use super::queue_choices::{Tab, orders, reasons, statuses, tabs};
use super::queue_rows::{Row, row};
use super::{Reviewer, first};
use crate::clock::DAY;
use crate::db::Connection;
use crate::directory::load_tree;
use crate::error::Result;
use crate::moderation::sql;
use crate::paths;
use crate::settings::{list_presets, load_settings};
use crate::suggestions::{
    QueueFilter, QueueOrder, QueueStatus, SuggestionKind, SuggestionStatus, count_queue, list_queue,
};
use crate::text::dates::{Dates, age};
use crate::web::layout::Layout;
use crate::web::pagination::{PER_PAGE, PageNumber, Pager};
use crate::web::{Choice, Page};

#[derive(Template)]
#[template(path = "moderation/queue.html")]
struct QueuePage {
    layout: Layout,
    done: Vec<Done>,
    /// "12 waiting. The oldest has waited 9 days; the aim is 5."
    waiting: Waiting,
    tabs: Vec<Tab>,
    words: String,
    statuses: Vec<Choice>,
    status: String,
    kind: String,
    orders: Vec<Choice>,
    order: String,
    is_filtered: bool,
    /// What the last column tells.
    since: &'static str,
    rows: Vec<Row>,
    /// Whether the rows can be decided together.
    selectable: bool,
    empty: String,
    reasons: Vec<Choice>,
    pager: Pager,
}

struct Waiting {
    count: i64,
    oldest: Option<String>,
    is_late: bool,
    aim_days: Option<i64>,
}

/// `GET /admin`
pub async fn queue(reviewer: Reviewer, Query(query): Query<Vec<(String, String)>>) -> Result<Page> {
    let mut connection = reviewer.db.read().await?;
    let filter = read_filter(&query);
    let page = PageNumber::parse(
        query
            .iter()
            .find(|(name, _)| name == "page")
            .map(|(_, page)| page.as_str()),
    )?;
    let total = count_queue(&mut connection, &filter).await?;
    let kept: Vec<(&str, &str)> = ["kind", "status", "order", "q"]
        .into_iter()
        .map(|name| (name, first(&query, name)))
        .collect();
    let pager = Pager::new(page, total, paths::ADMIN, &kept)?;
    let settings = load_settings(&mut connection).await?.state;
    let dates = Dates::new(&settings.time_zone);
    let aim_days = settings.decision_target_days;
    let listed = list_queue(&mut connection, &filter, (PER_PAGE, page.offset())).await?;
    let tree = load_tree(&mut connection).await?;
    let mut rows = Vec::new();
    for queued in &listed {
        rows.push(
            row(
                &mut connection,
                &reviewer,
                queued,
                (&tree, &dates, aim_days),
            )
            .await?,
        );
    }
    let is_filtered = !filter.words.is_empty() || filter.kind.is_some();
    let last = sql::last_decided_at(&mut connection).await?;
    Page::private(&QueuePage {
        layout: reviewer.layout(&mut connection).await?,
        done: list_done(&mut connection, &query).await?,
        waiting: waiting(&mut connection, reviewer.now, aim_days).await?,
        tabs: tabs(&mut connection, &filter).await?,
        words: filter.words.clone(),
        statuses: statuses(),
        status: first(&query, "status").to_owned(),
        kind: first(&query, "kind").to_owned(),
        orders: orders(filter.status),
        order: first(&query, "order").to_owned(),
        is_filtered,
        since: match filter.status {
            QueueStatus::Decided => "Decided",
            _ => "Waiting",
        },
        selectable: rows.iter().any(|row| row.can_be_picked),
        empty: empty(
            is_filtered,
            filter.status,
            last.map(|at| age(reviewer.now, at)),
        ),
        rows,
        reasons: reasons(list_presets(&mut connection).await?),
        pager,
    })
}

/// What the address asks for; an unknown word asks for nothing.
fn read_filter(query: &[(String, String)]) -> QueueFilter {
    let status = match first(query, "status") {
        "decided" => QueueStatus::Decided,
        "all" => QueueStatus::All,
        word => SuggestionStatus::parse(word).map_or(QueueStatus::Waiting, QueueStatus::Only),
    };
    QueueFilter {
        kind: SuggestionKind::parse(first(query, "kind")),
        status,
        words: first(query, "q").to_owned(),
        order: match (first(query, "order"), status) {
            ("newest", _) => QueueOrder::Newest,
            ("oldest", _) => QueueOrder::Oldest,
            (_, QueueStatus::Decided) => QueueOrder::LastDecided,
            _ => QueueOrder::Oldest,
        },
    }
}

async fn waiting(connection: &mut Connection, now: i64, aim_days: Option<i64>) -> Result<Waiting> {
    let all = QueueFilter::default();
    let oldest = list_queue(connection, &all, (1, 0)).await?;
    let oldest = oldest.first().map(|first| first.suggestion.created_at);
    Ok(Waiting {
        count: count_queue(connection, &all).await?,
        oldest: oldest.map(|at| age(now, at)),
        is_late: oldest.is_some_and(|at| is_late(now, at, aim_days)),
        aim_days,
    })
}

/// Whether something has waited longer than the team means to let it.
pub(super) fn is_late(now: i64, since: i64, aim_days: Option<i64>) -> bool {
    aim_days.is_some_and(|days| now.saturating_sub(since) > days.saturating_mul(DAY))
}

fn empty(is_filtered: bool, status: QueueStatus, last: Option<String>) -> String {
    if is_filtered {
        return "No suggestions match.".to_owned();
    }
    match (status, last) {
        (QueueStatus::Waiting, Some(last)) => {
            format!("Nothing waiting. The last one was decided {last} ago.")
        }
        (QueueStatus::Waiting, None) => "Nothing waiting.".to_owned(),
        (QueueStatus::Only(SuggestionStatus::Spam), _) => "No spam.".to_owned(),
        (QueueStatus::Decided, _) => "Nothing has been decided yet.".to_owned(),
        _ => "Nothing here.".to_owned(),
    }
}
