//! How much a suggestion looks like spam. Nothing is refused for its score: from
//! [`FOLDED_FROM`] on it is folded away, and a moderator can rescue it.

use super::{ScoredSign, Sign, SuggestionStatus};
use crate::clock::{DAY, SECOND};
use crate::text::{clean_block, clean_line};

/// The score from which a suggestion is kept apart as probable spam.
pub const FOLDED_FROM: i64 = 5;

/// Sent sooner after the form was opened than a person can fill it in, in milliseconds.
pub const HASTY: i64 = 3 * SECOND;

/// How a form was sent.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sending {
    /// How long the form was open, in milliseconds; `None` without a form token.
    pub age: Option<i64>,
    /// Whether the age counts: not where the operator lifted the limits.
    pub age_counts: bool,
    /// Whether it came without a token or within 3 seconds, and the hour's share of such
    /// suggestions has reached the queue.
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
        }
        Some(age) if sending.age_counts && age < HASTY => signs.push((Sign::Hasty, 3)),
        Some(age) if sending.age_counts && age > DAY => signs.push((Sign::Stale, 1)),
        Some(_) => {}
    }
    if sending.tokenless_quota_full {
        signs.push((Sign::TokenlessQuota, FOLDED_FROM));
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

/// A text that came before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Echo {
    /// With another link.
    OfAnother,
    /// With what a moderator marked as spam.
    OfSpam,
}

/// What counts against the words, and for who says them.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// A blocked word that stands in them, as moderators read it.
    pub blocked_word: Option<String>,
    /// Where they were seen before.
    pub echo: Option<Echo>,
    /// How many suggestions from the same confirmed address were approved.
    pub approved: i64,
}

/// What counts against the words, and for who says them.
pub fn score_record(record: Record) -> Vec<ScoredSign> {
    let mut signs = Vec::new();
    match record.echo {
        Some(Echo::OfAnother) => signs.push((Sign::SameText, 3)),
        Some(Echo::OfSpam) => signs.push((Sign::SpamText, 4)),
        None => {}
    }
    if record.approved >= 2 {
        signs.push((Sign::Known, -4));
    }
    let mut signs = scored(signs);
    signs.extend(record.blocked_word.map(|detail| ScoredSign {
        sign: Sign::BlockedWord,
        points: FOLDED_FROM,
        detail,
    }));
    signs
}

/// Where a new suggestion goes.
pub fn status(signs: &[ScoredSign]) -> SuggestionStatus {
    if total(signs) >= FOLDED_FROM {
        SuggestionStatus::Spam
    } else {
        SuggestionStatus::Pending
    }
}

/// The score that the signs add up to.
pub fn total(signs: &[ScoredSign]) -> i64 {
    signs.iter().map(|scored| scored.points).sum()
}

fn scored(signs: Vec<(Sign, i64)>) -> Vec<ScoredSign> {
    let scored = |(sign, points)| ScoredSign {
        sign,
        points,
        detail: String::new(),
    };
    signs.into_iter().map(scored).collect()
}

#[cfg(test)]
#[path = "spam_tests.rs"]
mod tests;
