//! What may be seen on a suggestion that counts for or against it.

use serde::{Deserialize, Serialize};

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
    /// Links to the same place were marked as spam before.
    BadHost,
    /// A moderator blocked the place.
    BlockedHost,
    /// Other networks suggested links to the same place in the last day.
    Wave,
    /// Links in the text.
    Links,
    /// Invisible or misleading characters had to be taken out.
    Repairs,
    /// More suggestions without a form token, or within 3 seconds, came in than reach the queue in
    /// an hour.
    TokenlessQuota,
    /// A word that a curator blocked.
    BlockedWord,
    /// The same text came with another link.
    SameText,
    /// The same text came with what a moderator marked as spam.
    SpamText,
    /// Their earlier suggestions were approved, and the address is confirmed.
    Known,
}

impl Sign {
    /// What moderators read.
    pub fn label(self) -> &'static str {
        match self {
            Self::NoToken => "Sent without opening the form",
            Self::Hasty => "Sent within 3 seconds of opening the form",
            Self::Stale => "Sent more than a day after opening the form",
            Self::Trap => "Filled in the field that people can’t see",
            Self::BadHost => "Links to this place were spam before",
            Self::BlockedHost => "Links to this place are blocked",
            Self::Wave => "Several networks suggested this place within a day",
            Self::Links => "Links in the text",
            Self::Repairs => "Invisible or misleading characters were taken out",
            Self::TokenlessQuota => "Too many arrived without opening the form, or at once",
            Self::BlockedWord => "Uses a blocked word",
            Self::SameText => "The same text came with another link",
            Self::SpamText => "The same text was spam before",
            Self::Known => "Earlier suggestions from this address were approved",
        }
    }
}

/// A sign and what it counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoredSign {
    /// What was seen.
    pub sign: Sign,
    /// How much it counts.
    pub points: i64,
    /// Where it was seen, for example which word it was; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
}

impl ScoredSign {
    /// What moderators read.
    pub fn reason(&self) -> String {
        match self.detail.as_str() {
            "" => self.sign.label().to_owned(),
            detail => format!("{}: {detail}", self.sign.label()),
        }
    }
}

impl Sign {
    /// Whether it is about how the form was sent, which a correction can't change.
    pub fn is_about_sending(self) -> bool {
        matches!(
            self,
            Self::NoToken | Self::Hasty | Self::Stale | Self::TokenlessQuota
        )
    }
}
