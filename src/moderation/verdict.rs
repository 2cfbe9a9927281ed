//! What a moderator may answer to a suggestion.

use super::decision_form::DecisionForm;

/// A judgement that is kept as a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It goes into the directory; of a report: it was acted on.
    Approve,
    /// It does not, for a reason.
    Decline,
    /// It repeats an entry or another suggestion.
    Duplicate,
    /// Nobody should have to read it.
    Spam,
    /// The contributor is asked something first.
    Ask,
}

impl Verdict {
    /// All verdicts, in the order of the form.
    pub const ALL: [Self; 5] = [
        Self::Approve,
        Self::Ask,
        Self::Duplicate,
        Self::Decline,
        Self::Spam,
    ];

    /// The word in forms and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::Decline => "decline",
            Self::Duplicate => "duplicate",
            Self::Spam => "spam",
            Self::Ask => "ask",
        }
    }

    /// Reads the word back; anything else is `None`.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|verdict| verdict.as_str() == word)
    }

    /// What somebody did, between their name and "this".
    pub fn past(self) -> &'static str {
        match self {
            Self::Approve => "approved",
            Self::Decline => "declined",
            Self::Duplicate => "closed as a duplicate",
            Self::Spam => "marked as spam",
            Self::Ask => "asked about",
        }
    }
}

/// What a form comes to: a decline that lets the contributor revise is a question, in the words of
/// the decline.
pub fn said(form: &DecisionForm, verdict: Verdict) -> Verdict {
    match verdict {
        Verdict::Decline if form.ticked("revise") => Verdict::Ask,
        verdict => verdict,
    }
}

/// What the decision form may send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// A judgement.
    Decide(Verdict),
    /// Takes something out of the spam pile, back into the queue.
    Restore,
    /// "I'm looking at this."
    Claim,
    /// "I'm not looking at it any more."
    Release,
    /// Something to say to other moderators.
    Note,
}

impl Action {
    /// Reads `decision=`; anything unknown is `None`.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "restore" => Some(Self::Restore),
            "claim" => Some(Self::Claim),
            "release" => Some(Self::Release),
            "note" => Some(Self::Note),
            word => Verdict::parse(word).map(Self::Decide),
        }
    }
}
