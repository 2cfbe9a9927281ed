//! A plan as its page shows it.

use std::collections::HashMap;

use crate::transfer::import::{Place, Plan, Problem, Report};
use crate::transfer::list::Column;

/// How many rows of a folded list are printed.
const SHOWN: usize = 200;

/// What an import would do, or did.
pub(super) struct PlanView {
    pub(super) report: Report,
    /// What the person agrees to, in a word.
    pub(super) seen: String,
    /// New categories with those above them, as the tree is written out.
    pub(super) tree: Vec<TreeRow>,
    /// Entries that change: what they are called, and what of them changes.
    pub(super) updates: Vec<(String, String)>,
    /// Entries that change and are not printed.
    pub(super) more_updates: usize,
    /// What the columns of a table were taken for.
    pub(super) columns: Vec<Column>,
}

/// A category, and how the nested lists around it open and close.
pub(super) struct TreeRow {
    pub(super) title: String,
    pub(super) is_new: bool,
    /// New entries in it alone.
    pub(super) entries: usize,
    pub(super) opens: bool,
    pub(super) closes: usize,
    depth: usize,
}

impl PlanView {
    pub(super) fn new(plan: &Plan, columns: Vec<Column>) -> Self {
        let report = Report::of(plan);
        let updates = plan.updates.iter().take(SHOWN);
        Self {
            seen: report.fingerprint(),
            tree: tree(plan),
            updates: updates
                .map(|update| (update.title.clone(), update.fields.join(", ")))
                .collect(),
            more_updates: plan.updates.len().saturating_sub(SHOWN),
            columns,
            report,
        }
    }
}

/// What a count is called, what it is, and what it means.
pub(super) fn counts(report: &Report) -> Vec<(&'static str, usize, &'static str)> {
    let counts = report.counts;
    [
        ("New entries", counts.added, ""),
        ("Changed entries", counts.updated, ""),
        ("To the queue", counts.queued, ""),
        (
            "Unchanged",
            counts.unchanged,
            "in the directory as the list has them, or waiting",
        ),
        ("Duplicates", counts.duplicates, "the link stands elsewhere"),
        (
            "Skipped",
            counts.skipped,
            "lines that can’t be used, or were refused before",
        ),
        ("New categories", report.categories.added, ""),
        ("Changed categories", report.categories.updated, ""),
    ]
    .into_iter()
    .filter(|(_, count, _)| *count > 0)
    .collect()
}

/// Lines folded away: the first of them, and how many more there are.
pub(super) fn folded(problems: &[Problem]) -> (Vec<Problem>, usize) {
    let more = problems.len().saturating_sub(SHOWN);
    (problems.iter().take(SHOWN).cloned().collect(), more)
}

/// The new categories in their places, at most [`SHOWN`].
fn tree(plan: &Plan) -> Vec<TreeRow> {
    let mut entries: HashMap<usize, usize> = HashMap::new();
    for addition in &plan.additions {
        *entries.entry(addition.place).or_default() += 1;
    }
    let mut children: HashMap<Option<usize>, Vec<usize>> = HashMap::new();
    let mut known = std::collections::HashSet::new();
    for (index, _) in plan.places.new_ones() {
        let mut at = Some(index);
        while let Some((index, place)) = at.and_then(|at| Some((at, plan.places.get(at)?))) {
            if !known.insert(index) {
                break;
            }
            children.entry(place.parent).or_default().push(index);
            at = place.parent;
        }
    }
    let mut rows = Vec::new();
    let mut waiting: Vec<usize> = children.remove(&None).unwrap_or_default();
    waiting.reverse();
    while let Some(index) = waiting.pop() {
        let Some(place) = plan.places.get(index) else {
            continue;
        };
        if rows.len() == SHOWN {
            break;
        }
        rows.push(row(place, entries.get(&index).copied().unwrap_or(0)));
        let below = children.remove(&Some(index)).unwrap_or_default();
        waiting.extend(below.into_iter().rev());
    }
    let depths: Vec<usize> = rows
        .iter()
        .map(|row| row.depth)
        .skip(1)
        .chain([1])
        .collect();
    for (row, next) in rows.iter_mut().zip(depths) {
        row.opens = next > row.depth;
        row.closes = row.depth.saturating_sub(next);
    }
    rows
}

fn row(place: &Place, entries: usize) -> TreeRow {
    TreeRow {
        title: place.title.clone(),
        is_new: place.id.is_none(),
        entries,
        opens: false,
        closes: 0,
        depth: place.depth,
    }
}
