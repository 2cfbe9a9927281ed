//! A decision as the moderators' history shows it.

use crate::history::PastDecision;
use crate::paths;

/// A decision in words.
pub(super) struct DecisionLine {
    pub decision: PastDecision,
    /// What was done, in front of the reference.
    pub verb: &'static str,
    pub href: String,
    pub may_undo: bool,
}

impl DecisionLine {
    pub(super) fn new(decision: PastDecision) -> Self {
        Self {
            verb: match decision.verdict.as_str() {
                "approve" => "Approved suggestion",
                "decline" => "Declined suggestion",
                "duplicate" => "Closed as a duplicate: suggestion",
                "spam" => "Marked as spam: suggestion",
                _ => "Asked about suggestion",
            },
            href: paths::review(decision.suggestion_id),
            may_undo: decision.undone_at.is_none() && decision.verdict != "ask",
            decision,
        }
    }
}
