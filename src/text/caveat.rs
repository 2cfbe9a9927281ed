//! A caveat: the curator's warning, at the level of the site, a category or an entry.

use serde::{Deserialize, Serialize};

/// A warning in one or two sentences, and what it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caveat {
    /// What it is about.
    pub kind: CaveatKind,
    /// The words; never empty.
    pub text: String,
}

/// What a caveat is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum CaveatKind {
    /// The licence is missing or unusual.
    Licence,
    /// Nobody looks after it any more.
    Archived,
    /// It costs money or wants an account.
    Paywall,
    /// It holds for some countries only.
    Region,
    /// Something newer took its place.
    Superseded,
    /// Anything else.
    #[default]
    Other,
}

impl CaveatKind {
    /// All kinds, in the order in which forms offer them.
    pub const ALL: [Self; 6] = [
        Self::Licence,
        Self::Archived,
        Self::Paywall,
        Self::Region,
        Self::Superseded,
        Self::Other,
    ];

    /// The word in forms, files and the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Licence => "licence",
            Self::Archived => "archived",
            Self::Paywall => "paywall",
            Self::Region => "region",
            Self::Superseded => "superseded",
            Self::Other => "other",
        }
    }

    /// Reads the word back; anything else is `None`.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// What a form calls it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Licence => "Licence missing or unusual",
            Self::Archived => "No longer looked after",
            Self::Paywall => "Costs money or needs an account",
            Self::Region => "For some places only",
            Self::Superseded => "Replaced by something newer",
            Self::Other => "Something else",
        }
    }
}
