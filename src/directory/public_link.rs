//! What readers are told about a link.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How a link was when it was last looked at, as far as that is for everybody to know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum PublicLink {
    /// Nobody looked yet, or there is nothing to say.
    #[default]
    Unchecked,
    /// It works.
    Ok,
    /// It leads somewhere else now.
    Moved,
    /// It is broken.
    Gone,
}

impl PublicLink {
    /// What readers are told of a link with this stored status. Trouble that may pass is none, and
    /// a suspicion is for moderators.
    pub fn of(status: &str) -> Self {
        match status {
            "ok" | "suspect" | "blocked" => Self::Ok,
            "moved" => Self::Moved,
            "gone" => Self::Gone,
            _ => Self::Unchecked,
        }
    }

    /// The stored statuses of which readers are told this.
    pub fn statuses(self) -> &'static [&'static str] {
        match self {
            Self::Unchecked => &["unchecked", "suspicious"],
            Self::Ok => &["ok", "suspect", "blocked"],
            Self::Moved => &["moved"],
            Self::Gone => &["gone"],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_are_told_the_same_of_everything_that_a_filter_finds() {
        for told in [
            PublicLink::Unchecked,
            PublicLink::Ok,
            PublicLink::Moved,
            PublicLink::Gone,
        ] {
            for status in told.statuses() {
                assert_eq!(PublicLink::of(status), told, "{status}");
            }
        }
    }
}
