//! People who sign in.

/// What a person may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// A person who signs in. Their name is shown to other moderators, never in public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The row's number.
    pub id: i64,
    /// The name to sign in with.
    pub name: String,
    /// What they may do.
    pub role: Role,
}

impl User {
    /// Whether they also manage people and settings.
    pub fn is_administrator(&self) -> bool {
        self.role == Role::Administrator
    }
}
