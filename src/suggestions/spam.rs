//! How much a suggestion looks like spam. Nothing is refused for its score: from
//! [`FOLDED_FROM`] on it is folded away, and a moderator can rescue it.

use serde::{Deserialize, Serialize};

use crate::clock::{DAY, SECOND};
use crate::text::{clean_block, clean_line};

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
            Self::BadHost => "Links to this place were spam before",
            Self::BlockedHost => "Links to this place are blocked",
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

impl Sign {
    /// Whether it is about how the form was sent, which a correction can't change.
    pub fn is_about_sending(self) -> bool {
        matches!(
            self,
            Self::NoToken | Self::Hasty | Self::Stale | Self::TokenlessQuota
        )
    }
}

/// How a form was sent.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sending {
    /// How long the form was open, in milliseconds; `None` without a form token.
    pub age: Option<i64>,
    /// Whether the age counts: not where the operator lifted the limits.
    pub age_counts: bool,
    /// Whether the hour's share of suggestions without a token has reached the queue.
    pub tokenless_quota_full: bool,
}

/// What is known about the place that a link leads to.
#[derive(Clone, Copy, Debug, Default)]
pub struct HostRecord {
    /// A moderator blocked it.
    pub blocked: bool,
    /// A moderator marked links to it as spam.
    pub was_spam: bool,
    /// How many other networks suggested it in the last 24 hours.
    pub other_networks: i64,
}

/// What was typed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Typed {
    /// The field that people can't see was filled in.
    pub trap: bool,
    /// Links in the text.
    pub links: usize,
    /// Characters that had to be taken out.
    pub repairs: usize,
}

impl Typed {
    /// Looks at the texts as they were typed.
    pub fn in_texts<'a>(texts: impl IntoIterator<Item = &'a str>, trap: bool) -> Self {
        let mut typed = Self {
            trap,
            ..Self::default()
        };
        for text in texts {
            typed.links += links_in(text);
            typed.repairs += match clean_line(text) {
                Ok(cleaned) => cleaned.removed,
                Err(_) => clean_block(text).removed,
            };
        }
        typed
    }
}

/// Addresses in a text, with `http:` or with `www.` alone.
fn links_in(text: &str) -> usize {
    let text = text.to_ascii_lowercase();
    let schemes = text.matches("http://").count() + text.matches("https://").count();
    let bare = text
        .match_indices("www.")
        .filter(|(at, _)| {
            let before = text
                .get(..*at)
                .and_then(|before| before.chars().next_back());
            before.is_none_or(|c| c != '/' && c != '.' && !c.is_alphanumeric())
        })
        .count();
    schemes + bare
}

/// What counts against how a form was sent.
pub fn score_sending(sending: Sending) -> Vec<ScoredSign> {
    let mut signs = Vec::new();
    match sending.age {
        None => {
            signs.push((Sign::NoToken, 2));
            if sending.tokenless_quota_full {
                signs.push((Sign::TokenlessQuota, FOLDED_FROM));
            }
        }
        Some(age) if sending.age_counts && age < 3 * SECOND => signs.push((Sign::Hasty, 3)),
        Some(age) if sending.age_counts && age > DAY => signs.push((Sign::Stale, 1)),
        Some(_) => {}
    }
    scored(signs)
}

/// What counts against what was sent.
pub fn score_content(typed: Typed, host: HostRecord) -> Vec<ScoredSign> {
    let mut signs = Vec::new();
    if typed.trap {
        signs.push((Sign::Trap, 5));
    }
    if host.blocked {
        signs.push((Sign::BlockedHost, FOLDED_FROM));
    } else if host.was_spam {
        signs.push((Sign::BadHost, 4));
    }
    if host.other_networks >= 3 {
        signs.push((Sign::Wave, 2));
    }
    if let points @ 1.. = i64::try_from(typed.links.min(3)).unwrap_or(3) {
        signs.push((Sign::Links, points));
    }
    if typed.repairs > 0 {
        signs.push((Sign::Repairs, 2));
    }
    scored(signs)
}

/// The score that the signs add up to.
pub fn total(signs: &[ScoredSign]) -> i64 {
    signs.iter().map(|scored| scored.points).sum()
}

fn scored(signs: Vec<(Sign, i64)>) -> Vec<ScoredSign> {
    let scored = |(sign, points)| ScoredSign { sign, points };
    signs.into_iter().map(scored).collect()
}

#[cfg(test)]
#[path = "spam_tests.rs"]
mod tests;
