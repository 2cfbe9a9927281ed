//! A suggestion: a proposed change, from the moment it is sent until it is decided.

use serde::Deserialize;
use utoipa::ToSchema;

use super::{Origin, Payload, Reference, ScoredSign};
use crate::clock::MINUTE;

/// What a suggestion is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum SuggestionKind {
    /// A new entry.
    Entry,
    /// A change to an entry.
    Edit,
    /// Something wrong with an entry.
    Report,
    /// A new category.
    Category,
}

impl SuggestionKind {
    /// All kinds, in the order in which filters offer them.
    pub const ALL: [Self; 4] = [Self::Entry, Self::Edit, Self::Report, Self::Category];

    /// The word in the database and in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Entry => "entry",
            Self::Edit => "edit",
            Self::Report => "report",
            Self::Category => "category",
        }
    }

    /// Reads the word back; anything else is `None`.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// What lists call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Entry => "New link",
            Self::Edit => "Edit",
            Self::Report => "Report",
            Self::Category => "New category",
        }
    }
}

/// How far a suggestion has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum SuggestionStatus {
    /// Waits for a moderator.
    Pending,
    /// Waits for the contributor's answer.
    Question,
    /// Carried out, as it was or amended.
    Approved,
    /// Not carried out, with a reason.
    Declined,
    /// The directory had it, or another suggestion says the same.
    Duplicate,
    /// Kept apart; its receipt goes on saying that it waits.
    Spam,
    /// Taken back by the contributor.
    Withdrawn,
}

impl SuggestionStatus {
    /// All statuses.
    pub const ALL: [Self; 7] = [
        Self::Pending,
        Self::Question,
        Self::Approved,
        Self::Declined,
        Self::Duplicate,
        Self::Spam,
        Self::Withdrawn,
    ];

    /// The word in the database and in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Question => "question",
            Self::Approved => "approved",
            Self::Declined => "declined",
            Self::Duplicate => "duplicate",
            Self::Spam => "spam",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads the word back; anything else is `None`.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == word)
    }

    /// What moderators' lists call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Pending => "Waiting",
            Self::Question => "Waiting for an answer",
            Self::Approved => "Approved",
            Self::Declined => "Declined",
            Self::Duplicate => "Duplicate",
            Self::Spam => "Probably spam",
            Self::Withdrawn => "Withdrawn",
        }
    }

    /// Whether nobody has had the last word yet, as far as its contributor can tell.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Pending | Self::Question | Self::Spam)
    }
}

/// A moderator's "I'm looking at this". It lapses by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Who is looking.
    pub user_id: i64,
    /// Until when, UTC milliseconds.
    pub until: i64,
}

impl Claim {
    /// How long one holds when nobody renews or releases it: 15 minutes.
    pub const HOLDS: i64 = 15 * MINUTE;

    /// Since when, UTC milliseconds.
    pub fn since(&self) -> i64 {
        self.until - Self::HOLDS
    }
}

/// A suggestion as read from the database. Who sent it is kept apart, in
/// [`super::find_contributor`].
#[derive(Clone, Debug)]
pub struct Suggestion {
    /// Its number.
    pub id: i64,
    /// For quoting; opens nothing.
    pub reference: Reference,
    /// What it is about.
    pub kind: SuggestionKind,
    /// How far it has come.
    pub status: SuggestionStatus,
    /// What it proposes, cleaned.
    pub payload: Payload,
    /// Of an edit or a report: the entry.
    pub entry_id: Option<i64>,
    /// Of an edit or a report: the revision of the entry that the contributor looked at.
    pub base_revision_id: Option<i64>,
    /// Of a new entry or category: the category that it is proposed for; none for the top level,
    /// or where the contributor was not sure.
    pub category_id: Option<i64>,
    /// The normalised link that it proposes.
    pub url_key: Option<String>,
    /// The looser form of the link, for finding likely twins.
    pub similar_key: Option<String>,
    /// Whose place the link leads to: [`crate::directory::LinkUrl::site`].
    pub host: Option<String>,
    /// The entry that it became.
    pub result_entry_id: Option<i64>,
    /// The category that it became, or of a duplicate: that it repeats.
    pub result_category_id: Option<i64>,
    /// The entry that it repeats.
    pub duplicate_of_entry_id: Option<i64>,
    /// The suggestion that it repeats.
    pub duplicate_of_suggestion_id: Option<i64>,
    /// While a question waits: whether the receipt opens the form again with everything that was
    /// typed.
    pub revise: bool,
    /// The signed-in person who sent it, if any: nobody decides their own.
    pub user_id: Option<i64>,
    /// How much it looks like spam; from [`super::spam::FOLDED_FROM`] on it is folded away.
    pub score: i64,
    /// What the score is made of.
    pub signs: Vec<ScoredSign>,
    /// Who is looking at it; may have lapsed, see [`Self::claim_at`].
    pub claim: Option<Claim>,
    /// Moves with every change; what a decision was made against.
    pub version: i64,
    /// When it was first sent, UTC milliseconds.
    pub created_at: i64,
    /// When it last changed, UTC milliseconds.
    pub updated_at: i64,
    /// When the last word was said, UTC milliseconds.
    pub decided_at: Option<i64>,
    /// When the receipt stops opening, UTC milliseconds.
    pub expires_at: Option<i64>,
    /// Where it came from.
    pub origin: Origin,
}

impl Suggestion {
    /// Of a report that waits: the entry. All open reports on one entry are decided together.
    pub fn reports_on(&self) -> Option<i64> {
        let waits = matches!(
            self.status,
            SuggestionStatus::Pending | SuggestionStatus::Question
        );
        self.entry_id
            .filter(|_| waits && self.kind == SuggestionKind::Report)
    }

    /// Who is looking at it at `now`.
    pub fn claim_at(&self, now: i64) -> Option<Claim> {
        self.claim.filter(|claim| claim.until > now)
    }
}
