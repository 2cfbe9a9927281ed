//! Who sent a suggestion: kept apart from what was sent, and erased on its own.

use serde::Deserialize;
use utoipa::ToSchema;

/// How close the contributor is to what they suggest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Affiliation {
    /// Nothing to do with it.
    #[default]
    None,
    /// Their own work.
    Own,
    /// They work with the people who make it.
    Colleague,
}

impl Affiliation {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 3] = [Self::None, Self::Own, Self::Colleague];

    /// The word in forms and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Own => "own",
            Self::Colleague => "colleague",
        }
    }

    /// Reads the word back; anything else is `None`.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }

    /// What the form calls it.
    pub fn label(self) -> &'static str {
        match self {
            Self::None => "No",
            Self::Own => "Yes, it’s mine",
            Self::Colleague => "I work with the people who make it",
        }
    }
}

/// Who sent a suggestion. Empty fields are things they didn't say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contributor {
    /// What they call themselves.
    pub name: String,
    /// Where to write to them.
    pub email: String,
    /// When they showed that they read that address's mail, UTC milliseconds.
    pub confirmed_at: Option<i64>,
    /// How close they are to what they suggest.
    pub affiliation: Affiliation,
    /// Whether public history may show the name.
    pub credit: bool,
    /// When they had all this erased, UTC milliseconds.
    pub erased_at: Option<i64>,
}

impl Contributor {
    /// The name that public history may show.
    pub fn credited_name(&self) -> Option<&str> {
        (self.credit && !self.name.is_empty()).then_some(&self.name)
    }
}
