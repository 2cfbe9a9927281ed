//! `GET /admin`: what waits, oldest first, everything about one entry together.

use askama::Template;
use axum::extract::Query;

use super::Reviewer;
use super::done::{Done, list_done, list_left};
use super::queue_choices::{Tab, ages, categories, orders, reasons, statuses, tabs};
use super::queue_items::{Item, items};
use super::view::{MOST, Surroundings, View, everything, line};
use crate::clock::DAY;
use crate::db::Connection;
use crate::directory::load_tree;
use crate::error::Result;
use crate::moderation::reach::part_of;
use crate::moderation::sql;
use crate::settings::{list_presets, load_settings};
use crate::suggestions::{QueueStatus, SuggestionStatus, count_queue, list_queue_refs};
use crate::text::dates::{Dates, age};
use crate::web::layout::Layout;
use crate::web::pagination::{PER_PAGE, PageNumber, Pager};
use crate::web::{Choice, Page};

#[derive(Template)]
#[template(path = "moderation/queue.html")]
struct QueuePage {
    layout: Layout,
    done: Vec<Done>,
    /// What a bulk decision could not carry out.
    left: Vec<Done>,
    /// "12 waiting. The oldest has waited 9 days; the aim is 5."
    waiting: Waiting,
    tabs: Vec<Tab>,
    view: View,
    statuses: Vec<Choice>,
    orders: Vec<Choice>,
    ages: Vec<Choice>,
    categories: Vec<Choice>,
    is_filtered: bool,
    /// What the last column tells.
    since: &'static str,
    items: Vec<Item>,
    /// Whether some can be decided together.
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
    let settings = load_settings(&mut connection).await?.state;
    let tree = load_tree(&mut connection).await?;
    let dates = Dates::new(&settings.time_zone);
    let around = Surroundings {
        tree: &tree,
        aim_days: settings.decision_target_days,
    };
    let view = View::read(&query);
    let filter = view.filter(&reviewer, &around);
    let page = query.iter().find(|(name, _)| name == "page");
    let page = PageNumber::parse(page.map(|(_, page)| page.as_str()))?;
    let line = line(&mut connection, &filter).await?;
    let total = i64::try_from(line.0.len()).unwrap_or(MOST);
    let total = if total < MOST {
        total
    } else {
        count_queue(&mut connection, &filter).await?
    };
    let pager = Pager::new(page, total, crate::paths::ADMIN, &view.pairs())?;
    let offset = usize::try_from(page.offset()).unwrap_or_default();
    let shown = line.0.iter().skip(offset);
    let shown: Vec<_> = shown.take(PER_PAGE.unsigned_abs() as usize).collect();
    let items = items(
        &mut connection,
        (&reviewer, &view),
        &shown,
        (&around, &dates),
    )
    .await?;
    let is_filtered = view.is_narrow();
    let last = sql::last_decided_at(&mut connection).await?;
    Page::private(&QueuePage {
        layout: reviewer.layout(&mut connection).await?,
        done: list_done(&mut connection, &reviewer, &query).await?,
        left: list_left(&mut connection, &reviewer, &query).await?,
        waiting: waiting(&mut connection, &reviewer, around.aim_days).await?,
        tabs: tabs(&mut connection, &reviewer, &filter).await?,
        statuses: statuses(),
        orders: orders(filter.status),
        ages: ages(around.aim_days),
        categories: categories(&part_of(&reviewer.user.scope, &tree)),
        is_filtered,
        since: match filter.status {
            QueueStatus::Decided => "Decided",
            _ => "Waiting",
        },
        selectable: (items.iter().flat_map(|item| &item.rows)).any(|row| row.can_be_picked),
        empty: empty(
            is_filtered,
            filter.status,
            last.map(|at| age(reviewer.now, at)),
        ),
        items,
        reasons: reasons(list_presets(&mut connection).await?),
        view,
        pager,
    })
}

async fn waiting(
    connection: &mut Connection,
    reviewer: &Reviewer,
    aim_days: Option<i64>,
) -> Result<Waiting> {
    let all = everything(reviewer);
    let oldest = list_queue_refs(connection, &all, 1).await?;
    let oldest = oldest.first().map(|first| first.created_at);
    let now = reviewer.now;
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
