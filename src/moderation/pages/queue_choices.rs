//! What the queue can be narrowed to, and in which order it stands.

use super::Reviewer;
use super::view::{View, everything};
use crate::db::Connection;
use crate::directory::CategoryTree;
use crate::directory::entry_input::NOT_SURE;
use crate::error::Result;
use crate::settings::DeclinePreset;
use crate::suggestions::{QueueFilter, QueueStatus, SuggestionKind, SuggestionStatus, count_queue};
use crate::web::Choice;

/// A tab above the queue.
pub(super) struct Tab {
    pub label: &'static str,
    pub href: String,
    /// How many it holds; none when that says little.
    pub count: Option<i64>,
    pub is_here: bool,
}

pub(super) async fn tabs(
    connection: &mut Connection,
    reviewer: &Reviewer,
    shown: &QueueFilter,
) -> Result<Vec<Tab>> {
    use SuggestionKind::{Category, Edit, Entry, Report};
    let kind = |kind| QueueFilter {
        kind: Some(kind),
        ..everything(reviewer)
    };
    let status = |status| QueueFilter {
        status,
        ..everything(reviewer)
    };
    let mine = QueueFilter {
        claimed: Some((reviewer.user.id, reviewer.now)),
        ..everything(reviewer)
    };
    let only = QueueStatus::Only;
    let wanted = [
        ("All", "", everything(reviewer)),
        ("New links", "kind=entry", kind(Entry)),
        ("Edits", "kind=edit", kind(Edit)),
        ("Reports", "kind=report", kind(Report)),
        ("New categories", "kind=category", kind(Category)),
        ("Mine", "mine=1", mine),
        (
            "Waiting for an answer",
            "status=question",
            status(only(SuggestionStatus::Question)),
        ),
        ("Spam", "status=spam", status(only(SuggestionStatus::Spam))),
        ("Decided", "status=decided", status(QueueStatus::Decided)),
    ];
    let mut tabs = Vec::new();
    for (label, query, filter) in wanted {
        let count = match filter.status {
            QueueStatus::Decided => None,
            _ => Some(count_queue(connection, &filter).await?),
        };
        tabs.push(Tab {
            label,
            href: View::carried(query).address(),
            count: count.filter(|count| *count > 0),
            is_here: (shown.kind, shown.status, shown.claimed)
                == (filter.kind, filter.status, filter.claimed),
        });
    }
    Ok(tabs)
}

/// None where the team has set itself no aim.
pub(super) fn ages(aim_days: Option<i64>) -> Vec<Choice> {
    let days = match aim_days {
        None => return Vec::new(),
        Some(1) => "1 day".to_owned(),
        Some(days) => format!("{days} days"),
    };
    vec![
        Choice::new("", "Any"),
        Choice::new("late", format!("More than {days}")),
    ]
}

/// Every category, and what has none yet.
pub(super) fn categories(tree: &CategoryTree) -> Vec<Choice> {
    let mut choices = vec![Choice::new("", "Any"), Choice::new(NOT_SURE, "Not sure")];
    let nodes = tree.nodes().iter();
    choices.extend(nodes.map(|node| Choice::new(&node.path, &node.title).at_depth(node.depth - 1)));
    choices
}

/// The first one is what the list does when nobody asks.
pub(super) fn orders(status: QueueStatus) -> Vec<Choice> {
    let newest = Choice::new("newest", "Newest first");
    match status {
        QueueStatus::Decided => vec![
            Choice::new("", "Last decided first"),
            Choice::new("oldest", "Oldest first"),
            newest,
        ],
        _ => vec![Choice::new("", "Oldest first"), newest],
    }
}

pub(super) fn statuses() -> Vec<Choice> {
    let each = SuggestionStatus::ALL
        .into_iter()
        .map(|status| Choice::new(status.as_str(), status.label()));
    let mut choices = vec![Choice::new("", "Everything that waits")];
    choices.extend(each);
    choices.push(Choice::new("decided", "Everything decided"));
    choices.push(Choice::new("all", "Everything"));
    choices
}

pub(super) fn reasons(presets: Vec<DeclinePreset>) -> Vec<Choice> {
    presets
        .into_iter()
        .map(|preset| Choice::new(preset.label.clone(), preset.label))
        .collect()
}
