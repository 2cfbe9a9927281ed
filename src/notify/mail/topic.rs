//! What mail tells.

/// What a mail tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// To a contributor: the suggestion arrived; confirm your address.
    Received,
    /// To a contributor: a moderator asks something.
    Question,
    /// To a contributor: it is decided.
    Decision,
    /// To a moderator: this waits.
    Waiting,
    /// To a moderator, once a day: so much waits.
    Digest,
    /// To a person with an account: set a new password.
    Reset,
    /// To a new person: set your password.
    Invitation,
    /// To an administrator: mail works.
    Test,
}

impl Topic {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Received,
        Self::Question,
        Self::Decision,
        Self::Waiting,
        Self::Digest,
        Self::Reset,
        Self::Invitation,
        Self::Test,
    ];

    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Question => "question",
            Self::Decision => "decision",
            Self::Waiting => "waiting",
            Self::Digest => "digest",
            Self::Reset => "reset",
            Self::Invitation => "invitation",
            Self::Test => "test",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.as_str() == word)
    }

    /// What administrators read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Received => "A suggestion arrived",
            Self::Question => "A moderator’s question",
            Self::Decision => "A decision",
            Self::Waiting => "What waits",
            Self::Digest => "The daily digest",
            Self::Reset => "A new password",
            Self::Invitation => "An invitation",
            Self::Test => "A test",
        }
    }
}
