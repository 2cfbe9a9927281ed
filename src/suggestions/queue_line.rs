//! The queue as a line of items: everything that waits about one entry or one link stands
//! together, and the reports on one entry are one thing to decide.

use std::collections::HashMap;

use super::{Claim, SuggestionKind};

/// A suggestion in the queue, as far as its place there goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueRef {
    /// Its number.
    pub id: i64,
    /// What it is about: the same for all suggestions about one entry, or about one link.
    pub subject: String,
    /// Its kind.
    pub kind: SuggestionKind,
    /// When it was sent, UTC milliseconds.
    pub created_at: i64,
    /// Who is looking at it; may have lapsed.
    pub claim: Option<Claim>,
    /// The signed-in person who sent it.
    pub user_id: Option<i64>,
}

/// What one decision closes: a suggestion, or all reports on an entry. Never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueUnit(pub Vec<QueueRef>);

/// Everything in the queue about one entry or one link. Never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueItem(pub Vec<QueueUnit>);

/// Who goes along the line, and when.
#[derive(Clone, Copy, Debug)]
pub struct Onlooker {
    /// The moderator.
    pub user_id: i64,
    /// UTC milliseconds.
    pub now: i64,
    /// Whether they may decide what they sent themselves.
    pub decides_own: bool,
}

impl Onlooker {
    fn may_decide(&self, suggestion: &QueueRef) -> bool {
        self.decides_own || suggestion.user_id != Some(self.user_id)
    }

    fn is_others(&self, suggestion: &QueueRef) -> bool {
        suggestion
            .claim
            .is_some_and(|claim| claim.until > self.now && claim.user_id != self.user_id)
    }

    /// The suggestion of a unit to open, unless somebody else looks at it or it is one's own.
    fn opens(&self, unit: &QueueUnit) -> Option<i64> {
        if unit.0.iter().any(|suggestion| self.is_others(suggestion)) {
            return None;
        }
        let first = unit.0.iter().find(|suggestion| self.may_decide(suggestion));
        first.map(|suggestion| suggestion.id)
    }
}

/// The line, each item where its first suggestion stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueueLine(pub Vec<QueueItem>);

impl QueueLine {
    /// Puts together what is about one thing.
    pub fn grouped(refs: Vec<QueueRef>) -> Self {
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut items: Vec<QueueItem> = Vec::new();
        for suggestion in refs {
            let place = *places
                .entry(suggestion.subject.clone())
                .or_insert(items.len());
            match items.get_mut(place) {
                Some(item) => item.take(suggestion),
                None => items.push(QueueItem(vec![QueueUnit(vec![suggestion])])),
            }
        }
        Self(items)
    }

    /// Leaves each suggestion to itself, where nothing is to be decided together.
    pub fn apart(refs: Vec<QueueRef>) -> Self {
        let alone = |suggestion| QueueItem(vec![QueueUnit(vec![suggestion])]);
        Self(refs.into_iter().map(alone).collect())
    }

    fn units(&self) -> impl DoubleEndedIterator<Item = &QueueUnit> {
        self.0.iter().flat_map(|item| &item.0)
    }

    /// The place of a suggestion among the units, from 1, and how many there are.
    pub fn place(&self, id: i64) -> Option<(usize, usize)> {
        let at = self.units().position(|unit| unit.holds(id))?;
        Some((at + 1, self.units().count()))
    }

    /// The suggestion to open before this one.
    pub fn before(&self, id: i64, onlooker: Onlooker) -> Option<i64> {
        let mut others = self.units().rev().skip_while(|unit| !unit.holds(id));
        others.next();
        others.find_map(|unit| onlooker.opens(unit))
    }

    /// The suggestion to open after this one; the first of the line when this one isn't in it.
    pub fn after(&self, id: i64, onlooker: Onlooker) -> Option<i64> {
        if self.place(id).is_none() {
            return self.units().find_map(|unit| onlooker.opens(unit));
        }
        let mut others = self.units().skip_while(|unit| !unit.holds(id));
        others.next();
        others.find_map(|unit| onlooker.opens(unit))
    }
}

impl QueueItem {
    fn take(&mut self, suggestion: QueueRef) {
        let is_report = |one: &QueueRef| one.kind == SuggestionKind::Report;
        let reports = self.0.iter_mut().find(|unit| unit.0.iter().any(is_report));
        match reports.filter(|_| is_report(&suggestion)) {
            Some(unit) => unit.0.push(suggestion),
            None => self.0.push(QueueUnit(vec![suggestion])),
        }
    }

    /// Every suggestion in it.
    pub fn suggestions(&self) -> impl Iterator<Item = &QueueRef> {
        self.0.iter().flat_map(|unit| &unit.0)
    }
}

impl QueueUnit {
    /// Whether a suggestion is among those that it closes.
    pub fn holds(&self, id: i64) -> bool {
        self.0.iter().any(|suggestion| suggestion.id == id)
    }
}

#[cfg(test)]
#[path = "queue_line_tests.rs"]
mod tests;
