//! What the address of the moderators' history asks for.

use serde::Deserialize;

use crate::history::{HistoryFilter, LogKind, ObjectKind, Source};
use crate::paths;
use crate::text::dates::Dates;
use crate::web::Choice;

/// The filters as the form sends them, and the fixed word for what was just done.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct LogQuery {
    /// A person's number.
    pub who: String,
    /// A kind of object, `decision` or `account`.
    pub kind: String,
    /// Where it came from.
    pub source: String,
    /// An entry's number or address.
    pub entry: String,
    /// An object's number, beside its kind.
    pub id: String,
    /// A day, `2026-11-22`.
    pub from: String,
    /// A day, itself included.
    pub to: String,
    /// The page of the list.
    pub page: Option<String>,
    /// What was just done.
    pub done: String,
    /// The change that did it.
    pub change: String,
}

impl LogQuery {
    /// What narrows the list, for its pager and for links.
    pub fn pairs(&self) -> Vec<(&'static str, &str)> {
        [
            ("who", &self.who),
            ("kind", &self.kind),
            ("source", &self.source),
            ("entry", &self.entry),
            ("id", &self.id),
            ("from", &self.from),
            ("to", &self.to),
        ]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (name, value.as_str()))
        .collect()
    }

    /// Whether anything narrows the list.
    pub fn narrows(&self) -> bool {
        !self.pairs().is_empty()
    }

    /// What the database is asked. What can't be read does not narrow.
    pub fn filter(&self, dates: &Dates) -> HistoryFilter {
        let entry = self
            .entry
            .trim()
            .rsplit("/entries/")
            .next()
            .unwrap_or_default();
        let entry = entry.split(['?', '#', '/']).next().unwrap_or_default();
        let entry = paths::parse_entry(entry).map(|(id, _)| id);
        let kind = LogKind::parse(&self.kind);
        HistoryFilter {
            kind: match (kind, entry) {
                (LogKind::Objects(_), Some(_)) => LogKind::Objects(ObjectKind::Entry),
                (kind, _) => kind,
            },
            object: entry.or_else(|| {
                let id = self.id.parse().ok();
                id.filter(|_| matches!(kind, LogKind::Objects(_)))
            }),
            user_id: self.who.parse().ok(),
            source: Source::parse(&self.source),
            from: dates.parse_day(&self.from).map(|(begins, _)| begins),
            until: dates.parse_day(&self.to).map(|(_, ends)| ends),
            public: false,
        }
    }
}

/// The kinds to choose from; accounts are for administrators.
pub(super) fn kind_choices(administrator: bool) -> Vec<Choice> {
    let mut choices = vec![Choice::new("", "Anything")];
    choices.extend(ObjectKind::ALL.map(|kind| Choice::new(kind.as_str(), kind.label())));
    choices.push(Choice::new("decision", "Decisions"));
    if administrator {
        choices.push(Choice::new("account", "Accounts and sign-ins"));
    }
    choices
}

/// The sources to choose from.
pub(super) fn source_choices() -> Vec<Choice> {
    let mut choices = vec![Choice::new("", "Anywhere")];
    choices.extend(Source::ALL.map(|source| Choice::new(source.as_str(), source.label())));
    choices
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_form_says_becomes_a_filter() {
        let dates = Dates::new("UTC");
        let query = LogQuery {
            who: "3".into(),
            kind: "entry".into(),
            entry: "https://links.example/entries/12-tool?x".into(),
            from: "2026-11-22".into(),
            to: "2026-11-22".into(),
            source: "revert".into(),
            ..LogQuery::default()
        };
        let filter = query.filter(&dates);
        assert_eq!(filter.object, Some(12));
        assert_eq!(filter.user_id, Some(3));
        assert_eq!(filter.source, Some(Source::Revert));
        assert_eq!(filter.until.unwrap() - filter.from.unwrap(), 86_400_000);
        let nonsense = LogQuery {
            who: "x".into(),
            kind: "nothing".into(),
            entry: "tool".into(),
            id: "4".into(),
            from: "yesterday".into(),
            ..LogQuery::default()
        };
        let filter = nonsense.filter(&dates);
        assert_eq!(filter.kind, LogKind::Everything);
        assert!(filter.object.is_none() && filter.from.is_none() && filter.user_id.is_none());
    }
}
