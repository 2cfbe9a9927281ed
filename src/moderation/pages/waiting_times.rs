//! `GET /moderation`: how many wait, and how long decisions take. Totals only, for everybody.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;

use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::error::Result;
use crate::paths;
use crate::settings::{load_settings, public_layout};
use crate::suggestions::{SuggestionKind, WaitingTimes, load_waiting_times, within};
use crate::text::dates::age;
use crate::web::Layout;
use crate::web::fresh_page::fresh;

#[derive(Template)]
#[template(path = "moderation/waiting_times.html")]
struct WaitingTimesPage {
    layout: Layout,
    times: WaitingTimes,
    /// What waits, in words and numbers.
    kinds: Vec<(&'static str, i64)>,
    oldest: Option<String>,
    /// Within which half, and nine in ten, were decided.
    times_taken: Option<(String, String)>,
    aim_days: Option<i64>,
}

/// `GET /moderation`
pub async fn waiting_times(
    State(db): State<Db>,
    State(clock): State<Clock>,
    State(config): State<Arc<Config>>,
    headers: HeaderMap,
) -> Result<Response> {
    let mut connection = db.read().await?;
    let now = clock.now();
    let times = load_waiting_times(&mut connection, now).await?;
    let page = WaitingTimesPage {
        layout: public_layout(&mut connection, &config, paths::MODERATION)
            .await?
            .described("How long decisions take", ""),
        kinds: times
            .waiting
            .iter()
            .map(|(kind, count)| (plural(*kind), *count))
            .collect(),
        oldest: times.oldest.map(|at| age(now, at)),
        times_taken: (times.median().zip(times.slowest_tenth()))
            .map(|(median, slowest)| (within(median), within(slowest))),
        aim_days: load_settings(&mut connection)
            .await?
            .state
            .decision_target_days,
        times,
    };
    fresh(&page, &headers)
}

fn plural(kind: SuggestionKind) -> &'static str {
    match kind {
        SuggestionKind::Entry => "New links",
        SuggestionKind::Edit => "Edits",
        SuggestionKind::Report => "Reports",
        SuggestionKind::Category => "New categories",
    }
}
