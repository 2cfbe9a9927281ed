//! People who sign in.

use serde::{Deserialize, Serialize};

/// What a person may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Decides on suggestions, and also manages people and settings.
    Administrator,
    /// Decides on suggestions.
    Moderator,
}

impl Role {
    /// The word in the database and in the interface.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Moderator => "moderator",
        }
    }

    /// Reads the word of the database; anything unknown may do the least.
    pub fn from_word(word: &str) -> Self {
        match word {
            "administrator" => Self::Administrator,
            _ => Self::Moderator,
        }
    }
}

/// What somebody decides on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Everything. An administrator's is always this.
    All,
    /// What belongs to one of these categories or to one below it, by their numbers in ascending
    /// order.
    Categories(Vec<i64>),
}

impl Scope {
    /// Reads what is stored: the word of `users.scope`, and the named categories as a JSON list.
    /// Anything unknown covers the least.
    pub(super) fn from_stored(role: Role, word: &str, categories: Option<&str>) -> Self {
        if role == Role::Administrator || word == "all" {
            return Self::All;
        }
        let named = categories.and_then(|json| serde_json::from_str::<Vec<i64>>(json).ok());
        let mut named = named.unwrap_or_default();
        named.sort_unstable();
        Self::Categories(named)
    }

    /// The word in the database.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Categories(_) => "categories",
        }
    }

    /// The categories that it names; none when it covers everything.
    pub fn categories(&self) -> &[i64] {
        match self {
            Self::All => &[],
            Self::Categories(named) => named,
        }
    }

    /// Whether it covers a category, given with all those above it, in any order. What belongs to
    /// no category yet (an empty list) is only for those who decide on everything.
    pub fn covers(&self, category_and_above: &[i64]) -> bool {
        match self {
            Self::All => true,
            Self::Categories(named) => named.iter().any(|id| category_and_above.contains(id)),
        }
    }
}

/// A person who signs in. Their name is shown to other moderators, never in public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The row's number.
    pub id: i64,
    /// The name to sign in with.
    pub name: String,
    /// Where to write to, if known; shown to administrators and themselves only.
    pub email: Option<String>,
    /// What they may do.
    pub role: Role,
    /// What they decide on.
    pub scope: Scope,
}

impl User {
    /// Whether they also manage people and settings.
    pub fn is_administrator(&self) -> bool {
        self.role == Role::Administrator
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_covers_what_is_named_and_below() {
        let stored = |role, word, json| Scope::from_stored(role, word, json);
        let named = stored(Role::Moderator, "categories", Some("[7,3]"));
        assert_eq!(named, Scope::Categories(vec![3, 7]));
        assert!(named.covers(&[9, 7, 1]) && named.covers(&[3]));
        assert!(!named.covers(&[1, 9]) && !named.covers(&[]));
        assert_eq!(stored(Role::Moderator, "all", Some("[7]")), Scope::All);
        let administrator = stored(Role::Administrator, "categories", Some("[7]"));
        assert!(administrator.covers(&[]));
        for (word, json) in [("categories", None), ("else", Some("[x")), ("", None)] {
            let least = stored(Role::Moderator, word, json);
            assert_eq!(least, Scope::Categories(Vec::new()));
            assert!(!least.covers(&[1]));
        }
    }
}
