//! The items of the queue: one for each entry or link, with a row for each decision.

use std::collections::HashMap;

use super::Reviewer;
use super::queue_rows::{Row, row};
use super::view::{Surroundings, View};
use crate::db::Connection;
use crate::error::Result;
use crate::moderation::reports::summary;
use crate::suggestions::{QueueItem, QueueUnit, QueuedSuggestion, SuggestionKind, list_queued};
use crate::text::dates::Dates;

/// Everything that waits about one entry or one link.
pub(super) struct Item {
    pub title: String,
    pub host: String,
    /// The page of its first row.
    pub href: String,
    /// How many suggestions it holds.
    pub count: usize,
    /// A decision each. Never empty.
    pub rows: Vec<Row>,
}

pub(super) async fn items(
    connection: &mut Connection,
    (reviewer, view): (&Reviewer, &View),
    shown: &[&QueueItem],
    (around, dates): (&Surroundings<'_>, &Dates),
) -> Result<Vec<Item>> {
    let ids: Vec<_> = shown
        .iter()
        .flat_map(|item| item.suggestions())
        .map(|suggestion| suggestion.id)
        .collect();
    let queued = list_queued(connection, &ids).await?;
    let queued: HashMap<i64, QueuedSuggestion> = queued
        .into_iter()
        .map(|queued| (queued.suggestion.id, queued))
        .collect();
    let mut items = Vec::new();
    for item in shown {
        let mut rows = Vec::new();
        for unit in &item.0 {
            let members = members(unit, &queued);
            let Some(lead) = lead(reviewer, &members) else {
                continue;
            };
            let mut row = row(connection, (reviewer, view), lead, (around, dates)).await?;
            if let [first, _, ..] = members.as_slice() {
                row.gathers(first, &members, (reviewer, dates));
            }
            rows.push(row);
        }
        if let Some(first) = rows.first() {
            items.push(Item {
                title: first.title.clone(),
                host: first.host.clone(),
                href: first.href.clone(),
                count: item.suggestions().count(),
                rows,
            });
        }
    }
    Ok(items)
}

fn members<'a>(
    unit: &QueueUnit,
    queued: &'a HashMap<i64, QueuedSuggestion>,
) -> Vec<&'a QueuedSuggestion> {
    let ids = unit.0.iter();
    ids.filter_map(|one| queued.get(&one.id)).collect()
}

/// The one whose page the row opens: rather somebody else's than one's own, which one does not
/// decide.
fn lead<'a>(reviewer: &Reviewer, members: &[&'a QueuedSuggestion]) -> Option<&'a QueuedSuggestion> {
    let others = members
        .iter()
        .find(|queued| queued.suggestion.user_id != Some(reviewer.user.id));
    others.or(members.first()).copied()
}

impl Row {
    /// Speaks for several reports at once: it has waited as long as the first of them.
    fn gathers(
        &mut self,
        first: &QueuedSuggestion,
        members: &[&QueuedSuggestion],
        (reviewer, dates): (&Reviewer, &Dates),
    ) {
        let suggestions = members.iter().map(|queued| &queued.suggestion);
        self.kind = "Reports";
        self.line = summary(suggestions);
        self.since = dates.machine(first.suggestion.created_at);
        self.age = crate::text::dates::age(reviewer.now, first.suggestion.created_at);
        self.is_late = super::queue::is_late(
            reviewer.now,
            first.suggestion.created_at,
            (self.aim_days > 0).then_some(self.aim_days),
        );
        debug_assert_eq!(first.suggestion.kind, SuggestionKind::Report);
    }
}
