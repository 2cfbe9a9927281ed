//! What the automatic review says of a suggestion, from one list of checks.
//!
//! A check reads [`Facts`] and answers with a [`Finding`], or with nothing when it has nothing to
//! say. A new check joins [`CHECKS`] and the page shows it; none of them decides anything.

mod facts;
mod link;
mod place;
mod style;
mod words;

pub use facts::{
    BlockedHost, CategoryRef, EarlierDecision, EntryRef, Facts, HostFacts, SenderRecord, WaitingRef,
};

/// Every check, in the order in which moderators read them.
pub const CHECKS: [fn(&Facts) -> Option<Finding>; 14] = [
    link::duplicate,
    link::waiting,
    link::declined_before,
    place::deceptive,
    place::lookalike,
    place::shortener,
    place::sign_in_page,
    link::host,
    words::categories,
    words::licence,
    words::similar,
    style::style,
    words::sender,
    words::spam_score,
];

/// What all checks say, in order.
pub fn findings(facts: &Facts) -> Vec<Finding> {
    CHECKS.iter().filter_map(|check| check(facts)).collect()
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// As it should be.
    Fine,
    /// Worth a look.
    Look,
    /// Speaks against it.
    Bad,
    /// Nothing to go by.
    Quiet,
}

impl Tone {
    /// The class of its icon.
    pub fn class(self) -> &'static str {
        match self {
            Self::Fine => "is-ok",
            Self::Look => "is-moved",
            Self::Bad => "is-bad",
            Self::Quiet => "",
        }
    }
}

/// One thing that the automatic review found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How much it matters.
    pub tone: Tone,
    /// Its icon in the sprite.
    pub icon: &'static str,
    /// What was found, in a few words.
    pub title: String,
    /// The particulars; may be empty.
    pub detail: Vec<Part>,
}

/// A stretch of a finding's particulars.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Words.
    Text(String),
    /// A way to what is meant.
    Link {
        /// What the link says.
        label: String,
        /// A path of this site.
        href: String,
    },
}

impl Finding {
    fn new(tone: Tone, icon: &'static str, title: impl Into<String>) -> Self {
        Self {
            tone,
            icon,
            title: title.into(),
            detail: Vec::new(),
        }
    }

    fn saying(mut self, words: impl Into<String>) -> Self {
        self.detail.push(Part::Text(words.into()));
        self
    }

    fn linking(mut self, label: impl Into<String>, href: impl Into<String>) -> Self {
        self.detail.push(Part::Link {
            label: label.into(),
            href: href.into(),
        });
        self
    }
}

/// "1 entry", "3 entries".
fn count(number: i64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
#[path = "style_tests.rs"]
mod style_tests;
#[cfg(test)]
#[path = "tests.rs"]
mod tests;
