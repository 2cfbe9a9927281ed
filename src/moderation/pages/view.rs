//! A view of the queue as its address says it: saved by keeping the address, and carried along as
//! `from` while a moderator works through it.

use super::{Reviewer, first};
use crate::clock::DAY;
use crate::db::Connection;
use crate::directory::CategoryTree;
use crate::directory::entry_input::NOT_SURE;
use crate::error::Result;
use crate::moderation::reach::roots;
use crate::moderation::sql;
use crate::paths;
use crate::suggestions::{
    Onlooker, QueueCategory, QueueFilter, QueueLine, QueueOrder, QueueStatus, SuggestionKind,
    SuggestionStatus, list_queue_refs,
};
use crate::web::pagination::{LAST_PAGE, PER_PAGE};
use url::form_urlencoded;

/// What the address may say, in the order in which we write it.
const NAMES: [&str; 7] = ["kind", "status", "mine", "age", "category", "order", "q"];

/// What the address of the queue asks for; an unknown word asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct View(Vec<(&'static str, String)>);

/// What a view means depends on who looks and when.
pub(super) struct Surroundings<'a> {
    pub tree: &'a CategoryTree,
    /// Days within which the team means to decide.
    pub aim_days: Option<i64>,
}

impl View {
    /// Reads a query string's pairs.
    pub fn read(query: &[(String, String)]) -> Self {
        let pairs = NAMES.map(|name| (name, first(query, name).to_owned()));
        let pairs = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        Self(pairs.collect())
    }

    /// Reads the query string that a page carried along.
    pub fn carried(query: &str) -> Self {
        let pairs = form_urlencoded::parse(query.as_bytes());
        Self::read(&pairs.into_owned().collect::<Vec<_>>())
    }

    /// The value of one of its names; empty when there is none.
    pub fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(known, _)| *known == name);
        found.map_or("", |(_, value)| value)
    }

    /// Its pairs, for the pager.
    pub fn pairs(&self) -> Vec<(&str, &str)> {
        let pairs = self.0.iter();
        pairs.map(|(name, value)| (*name, value.as_str())).collect()
    }

    /// The query string; empty for the whole queue.
    pub fn query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(&self.0);
        query.finish()
    }

    /// The queue's address.
    pub fn address(&self) -> String {
        match self.query().as_str() {
            "" => paths::ADMIN.to_owned(),
            query => format!("{}?{query}", paths::ADMIN),
        }
    }

    /// The address of a suggestion's page that leads back here.
    pub fn review(&self, id: i64) -> String {
        match self.query().as_str() {
            "" => paths::review(id),
            query => paths::with_query(&paths::review(id), "from", query),
        }
    }

    /// Whether only some of what waits is shown.
    pub fn is_narrow(&self) -> bool {
        ["kind", "mine", "age", "category", "q"]
            .iter()
            .any(|name| !self.get(name).is_empty())
    }

    fn status(&self) -> QueueStatus {
        match self.get("status") {
            "decided" => QueueStatus::Decided,
            "all" => QueueStatus::All,
            word => SuggestionStatus::parse(word).map_or(QueueStatus::Waiting, QueueStatus::Only),
        }
    }

    /// What it lets through.
    pub fn filter(&self, reviewer: &Reviewer, around: &Surroundings<'_>) -> QueueFilter {
        let status = self.status();
        let late = around.aim_days.filter(|_| self.get("age") == "late");
        let category = match self.get("category") {
            NOT_SURE => Some(QueueCategory::Unsure),
            path => (around.tree.at_path(path)).map(|node| QueueCategory::Below(node.id)),
        };
        QueueFilter {
            kind: SuggestionKind::parse(self.get("kind")),
            status,
            category,
            sent_before: late.map(|days| reviewer.now.saturating_sub(days.saturating_mul(DAY))),
            claimed: (self.get("mine") == "1").then_some((reviewer.user.id, reviewer.now)),
            words: self.get("q").to_owned(),
            order: match (self.get("order"), status) {
                ("newest", _) => QueueOrder::Newest,
                ("oldest", _) => QueueOrder::Oldest,
                (_, QueueStatus::Decided) => QueueOrder::LastDecided,
                _ => QueueOrder::Oldest,
            },
            ..everything(reviewer)
        }
    }
}

/// Everything that waits and that this person decides on.
pub(in crate::moderation) fn everything(reviewer: &Reviewer) -> QueueFilter {
    QueueFilter {
        scope: roots(&reviewer.user.scope),
        ..QueueFilter::default()
    }
}

/// More than the numbered pages show.
pub(super) const MOST: i64 = PER_PAGE * LAST_PAGE;

/// What a filter lets through, as a line.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn line(connection: &mut Connection, filter: &QueueFilter) -> Result<QueueLine> {
    let refs = list_queue_refs(connection, filter, MOST).await?;
    Ok(if filter.status.waits() {
        QueueLine::grouped(refs)
    } else {
        QueueLine::apart(refs)
    })
}

/// Who goes along the line.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn onlooker(connection: &mut Connection, reviewer: &Reviewer) -> Result<Onlooker> {
    Ok(Onlooker {
        user_id: reviewer.user.id,
        now: reviewer.now,
        decides_own: sql::is_sole_administrator(connection, reviewer.user.id).await?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_reads_back_from_where_it_was_carried() {
        let query = "kind=edit&mine=1&q=a%26b+c&page=3&next=//evil.example";
        let view = View::carried(query);
        assert_eq!(view.query(), "kind=edit&mine=1&q=a%26b+c");
        assert_eq!(view.get("q"), "a&b c");
        assert_eq!(
            view.review(7),
            "/admin/suggestions/7?from=kind%3Dedit%26mine%3D1%26q%3Da%2526b%2Bc"
        );
        assert_eq!(View::carried("").review(7), "/admin/suggestions/7");
        assert_eq!(View::carried("").address(), "/admin");
        assert!(view.is_narrow() && !View::carried("status=spam").is_narrow());
    }
}
