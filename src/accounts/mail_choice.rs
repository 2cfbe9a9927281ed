//! When a moderator gets mail about what waits.

/// When mail about new suggestions goes to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailChoice {
    /// At once.
    Now,
    /// Once a day, all that waits.
    Daily,
    /// Never.
    Never,
}

impl MailChoice {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Now, Self::Daily, Self::Never];

    /// The word in forms and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Daily => "daily",
            Self::Never => "never",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.as_str() == word)
    }

    /// What the form calls it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Now => "At once",
            Self::Daily => "Once a day",
            Self::Never => "Never",
        }
    }
}
