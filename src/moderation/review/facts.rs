//! What the checks go by.

use crate::directory::entry_input::EntryInput;
use crate::directory::{Licence, LinkUrl};
use crate::text::dates::Dates;

/// Everything that is known about a suggestion and around it.
#[derive(Clone, Debug)]
pub struct Facts {
    /// UTC milliseconds.
    pub now: i64,
    /// Words times in the site's zone.
    pub dates: Dates,
    /// Whether it would make a new entry.
    pub is_new: bool,
    /// The fields as they would stand after approval.
    pub entry: EntryInput,
    /// The link among them, when it can be read as one.
    pub link: Option<LinkUrl>,
    /// Another live entry with this link.
    pub live_twin: Option<EntryRef>,
    /// Other suggestions in the queue for this link, or for the same entry.
    pub waiting: Vec<WaitingRef>,
    /// What was decided against this link before, newest first.
    pub declined: Vec<EarlierDecision>,
    /// Entries whose link looks like this one.
    pub similar_links: Vec<EntryRef>,
    /// Entries whose title reads like this one.
    pub similar_titles: Vec<EntryRef>,
    /// Whether it would make a new category, of which a link or a licence says nothing.
    pub is_category: bool,
    /// Categories that are called like the new one.
    pub similar_categories: Vec<CategoryRef>,
    /// Entries whose words read like these.
    pub similar_texts: Vec<EntryRef>,
    /// Of a new category: what it is called.
    pub category_title: String,
    /// What is known of the host.
    pub host: HostFacts,
    /// What became of what the same person sent before.
    pub sender: SenderRecord,
    /// How much it looks like spam.
    pub score: i64,
    /// What adds up to the score.
    pub score_reasons: Vec<String>,
}

impl Facts {
    /// The licence that is proposed; what can't be read counts as not checked.
    pub fn licence(&self) -> Licence {
        Licence::parse_field(&self.entry.licence).unwrap_or_default()
    }
}

/// An entry, as findings name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryRef {
    /// Its number.
    pub id: i64,
    /// The readable half of its address.
    pub slug: String,
    /// What it is called.
    pub title: String,
    /// The category that it is in.
    pub category_title: String,
}

/// What became of a contributor's earlier suggestions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SenderRecord {
    /// How many went in.
    pub added: i64,
    /// How many were declined.
    pub declined: i64,
    /// How many a moderator marked as spam.
    pub spam: i64,
}

/// A category, as findings name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CategoryRef {
    /// The slugs from the root down.
    pub path: String,
    /// What it is called.
    pub title: String,
    /// Whether it is called the same at the same place.
    pub is_the_same: bool,
}

/// Another suggestion in the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingRef {
    /// Its number.
    pub id: i64,
    /// For quoting.
    pub reference: String,
    /// When it was sent, UTC milliseconds.
    pub created_at: i64,
}

/// An earlier decision against the same link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierDecision {
    /// The suggestion that it was about.
    pub suggestion_id: i64,
    /// For quoting.
    pub reference: String,
    /// When, UTC milliseconds.
    pub at: i64,
    /// Who decided.
    pub moderator: String,
    /// The preset's label or the moderator's own words.
    pub reason: String,
    /// What the contributor read.
    pub message: String,
}

/// What is known of the place that a link leads to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HostFacts {
    /// Live entries on it, apart from the one that it is about.
    pub listed: i64,
    /// Suggestions on it that were marked as spam.
    pub spam: i64,
    /// Whether its links go to the spam pile.
    pub blocked: Option<BlockedHost>,
    /// Another host that is listed, and that people could take it for.
    pub looks_like: Option<String>,
}

/// A host whose links go to the spam pile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockedHost {
    /// As [`LinkUrl::site`] names it.
    pub host: String,
    /// Why; may be empty.
    pub why: String,
    /// Since when, UTC milliseconds.
    pub blocked_at: i64,
}
