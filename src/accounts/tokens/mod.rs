//! API tokens: what a moderator's programs show instead of a password.

mod form;
mod guard;
mod manage;

pub(super) use form::{NewToken, TokenForm};
pub use guard::ApiModerator;
pub(super) use guard::FoundToken;

/// What a token opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenScope {
    /// Reading the queue.
    Read,
    /// Deciding on suggestions.
    Decide,
}

impl TokenScope {
    /// Both, in the order of the form.
    pub const ALL: [Self; 2] = [Self::Read, Self::Decide];

    /// The word in the database and in the form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Decide => "decide",
        }
    }

    /// Reads the words of the database, apart by spaces; unknown ones open nothing.
    fn parse_all(words: &str) -> Vec<Self> {
        let known = |word: &str| Self::ALL.into_iter().find(|scope| scope.as_str() == word);
        words.split(' ').filter_map(known).collect()
    }
}

/// A token as its owner sees it later. Times are UTC milliseconds.
#[derive(Clone, Debug)]
pub(super) struct ApiToken {
    /// The row's number.
    pub(super) id: i64,
    /// What its owner calls it.
    pub(super) name: String,
    /// What it opens, as words apart by spaces.
    pub(super) scopes: String,
    /// When it was made.
    pub(super) created_at: i64,
    /// Until when it opens anything.
    pub(super) expires_at: i64,
    /// When it was last used, to the minute.
    pub(super) last_used_at: Option<i64>,
}
