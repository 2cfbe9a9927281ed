//! The queue, one suggestion under review, and what is decided about it.

mod bulk;
mod bulk_work;
mod corrections;
mod decide;
mod decision_view;
mod done;
mod evidence;
mod field_view;
mod field_words;
mod first_come;
mod offers;
mod proposals;
mod queue;
mod queue_choices;
mod queue_items;
mod queue_rows;
mod reports_view;
mod review;
mod review_view;
mod reviewer;
mod story;
mod view;
mod waiting_times;
mod way_on;

pub use bulk::create_decisions;
pub use decide::create_decision;
pub(super) use decide::explain;
pub(super) use first_come::is_repeat;
pub use queue::queue;
pub(super) use review::number;
pub use review::review;
pub use reviewer::{ApiReviewer, Reviewer};
pub(super) use view::everything;
pub use waiting_times::waiting_times;

/// The first value of a query parameter; empty when there is none.
fn first<'a>(pairs: &'a [(String, String)], name: &str) -> &'a str {
    pairs
        .iter()
        .find(|(key, _)| key == name)
        .map_or("", |(_, value)| value.trim())
}
