//! How much a suggestion looks like spam. Nothing is refused for its score: from
//! [`FOLDED_FROM`] on it is folded away, and a moderator can rescue it.

use serde::{Deserialize, Serialize};

/// The score from which a suggestion is kept apart as probable spam.
pub const FOLDED_FROM: i64 = 5;

/// One thing that counts for or against a suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sign {
    /// Sent without the form's token.
    NoToken,
    /// Sent sooner after the form was opened than a person can fill it in.
    Hasty,
    /// The form was opened more than a day before.
    Stale,
    /// The field that people can't see was filled in.
    Trap,
    /// Links to the same place were marked as spam before, or the place is blocked.
    BadHost,
    /// Other networks suggested links to the same place in the last day.
    Wave,
    /// Links in the text.
    Links,
    /// Invisible or misleading characters had to be taken out.
    Repairs,
    /// More suggestions without a form token came in than reach the queue in an hour.
    TokenlessQuota,
}

impl Sign {
    /// What moderators read.
    pub fn label(self) -> &'static str {
        match self {
            Self::NoToken => "Sent without opening the form",
            Self::Hasty => "Sent within 3 seconds of opening the form",
            Self::Stale => "Sent more than a day after opening the form",
            Self::Trap => "Filled in the field that people can’t see",
            Self::BadHost => "Links to a place known for spam",
            Self::Wave => "Several networks suggested this place within a day",
            Self::Links => "Links in the text",
            Self::Repairs => "Invisible or misleading characters were taken out",
            Self::TokenlessQuota => "Too many arrived without opening the form",
        }
    }
}

/// A sign and what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoredSign {
    /// What was seen.
    pub sign: Sign,
    /// How much it counts.
    pub points: i64,
}
