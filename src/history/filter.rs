//! Which part of history somebody asks for.

use super::{ObjectKind, Source};

/// What kind of thing history is asked about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LogKind {
    /// Changes, and decisions that changed nothing.
    #[default]
    Everything,
    /// Changes of one kind of object.
    Objects(ObjectKind),
    /// Decisions about suggestions.
    Decisions,
    /// What happened to accounts: for administrators only.
    Accounts,
}

impl LogKind {
    /// Reads the word of an address; anything unknown is everything.
    pub fn parse(word: &str) -> Self {
        match word {
            "decision" => Self::Decisions,
            "account" => Self::Accounts,
            _ => ObjectKind::parse(word).map_or(Self::Everything, Self::Objects),
        }
    }
}

/// Which part of history somebody asks for. What is `None` does not narrow it.
#[derive(Clone, Debug, Default)]
pub struct HistoryFilter {
    /// The kind of thing.
    pub kind: LogKind,
    /// The object, of the kind; without a kind, the entry.
    pub object: Option<i64>,
    /// Who did it.
    pub user_id: Option<i64>,
    /// Where it came from.
    pub source: Option<Source>,
    /// Not before this time, UTC milliseconds.
    pub from: Option<i64>,
    /// Before this time, UTC milliseconds.
    pub until: Option<i64>,
    /// Only what readers may know of.
    pub public: bool,
}
