//! What the queue can be narrowed to, and in which order it stands.

use crate::db::Connection;
use crate::error::Result;
use crate::paths;
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

pub(super) async fn tabs(connection: &mut Connection, filter: &QueueFilter) -> Result<Vec<Tab>> {
    let waiting = QueueStatus::Waiting;
    let only = QueueStatus::Only;
    let wanted = [
        ("All", None, waiting, ""),
        (
            "New links",
            Some(SuggestionKind::Entry),
            waiting,
            "kind=entry",
        ),
        ("Edits", Some(SuggestionKind::Edit), waiting, "kind=edit"),
        (
            "Reports",
            Some(SuggestionKind::Report),
            waiting,
            "kind=report",
        ),
        (
            "New categories",
            Some(SuggestionKind::Category),
            waiting,
            "kind=category",
        ),
        (
            "Waiting for an answer",
            None,
            only(SuggestionStatus::Question),
            "status=question",
        ),
        ("Spam", None, only(SuggestionStatus::Spam), "status=spam"),
        ("Decided", None, QueueStatus::Decided, "status=decided"),
    ];
    let mut tabs = Vec::new();
    for (label, kind, status, query) in wanted {
        let shown = QueueFilter {
            kind,
            status,
            ..QueueFilter::default()
        };
        let count = match status {
            QueueStatus::Decided => None,
            _ => Some(count_queue(connection, &shown).await?),
        };
        tabs.push(Tab {
            label,
            href: match query {
                "" => paths::ADMIN.to_owned(),
                query => format!("{}?{query}", paths::ADMIN),
            },
            count: count.filter(|count| *count > 0),
            is_here: (filter.kind, filter.status) == (kind, status),
        });
    }
    Ok(tabs)
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
