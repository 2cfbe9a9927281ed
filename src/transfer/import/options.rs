//! What whoever imports a list may choose.

use serde::{Deserialize, Serialize};

/// What whoever imports a list chose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportOptions {
    /// The category that the list goes into, as a path of slugs or titles; made when it is missing.
    /// Empty: the top level.
    pub into: String,
    /// Whether everything waits in the queue instead of going straight in.
    pub to_queue: bool,
    /// What happens to what stands already; by default that depends on where the list is from.
    pub update: Option<Update>,
    /// Whether the settings and pages of one of our exports are taken over even where there is
    /// something in the directory already.
    pub settings: bool,
}

/// What happens to an entry that stands where the list has it, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Update {
    /// What nobody has said about it yet is taken from the list.
    Fill,
    /// Whatever the list says takes the place of what stands.
    Replace,
    /// It stays as it is.
    Never,
}

impl Update {
    /// All of them, in the order in which forms offer them.
    pub const ALL: [Self; 3] = [Self::Fill, Self::Replace, Self::Never];

    /// The word in forms and at the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fill => "fill",
            Self::Replace => "replace",
            Self::Never => "never",
        }
    }

    /// Reads the word back; anything else is `None`.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|update| update.as_str() == word)
    }
}
