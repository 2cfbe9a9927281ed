//! What somebody found out about the licence of what an entry points at.

mod open;
mod spelling;

pub use spelling::known_identifiers;

/// The longest expression that is read, in characters; real ones have fewer than 100.
const LONGEST: usize = 300;

/// Three different facts about a licence: which one, that there is none, that nobody has looked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub enum Licence {
    /// A valid SPDX expression in canonical spelling, such as `MIT OR Apache-2.0`.
    Expression(String),
    /// Somebody looked and found none, which is a fact to show.
    NoneFound,
    /// Nobody has looked yet.
    #[default]
    NotChecked,
}

/// Why the licence field was refused. `Display` is the message beside the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LicenceError {
    /// Not on the SPDX list, or its version is missing, or it doesn't hold together.
    #[error("Enter a licence with its version, like MIT or CC-BY-4.0, or none, or leave it empty")]
    NotRecognised,
    /// Longer than any real expression.
    #[error("Licences can have up to 300 characters. Shorten this one")]
    TooLong,
}

impl Licence {
    /// Reads the form's `licence` field: `none` when there is none, empty or `unknown` when nobody
    /// has looked, else an SPDX expression (annex D of SPDX 2.3). Case and common spellings such
    /// as "Apache 2.0", "GPLv3" or "OGL 3" are understood; a name without the version that tells
    /// licences apart ("GPL") is not guessed at.
    ///
    /// # Errors
    ///
    /// [`LicenceError`], whose message says what to enter.
    pub fn parse_field(field: &str) -> Result<Self, LicenceError> {
        let field = field.trim();
        if field.chars().nth(LONGEST).is_some() {
            return Err(LicenceError::TooLong);
        }
        match field.to_lowercase().as_str() {
            "" | "unknown" | "not checked" | "noassertion" => Ok(Self::NotChecked),
            "none" | "no licence" | "no license" | "none found" => Ok(Self::NoneFound),
            _ => spelling::canonical(field)
                .map(Self::Expression)
                .ok_or(LicenceError::NotRecognised),
        }
    }

    /// Whether a text is an SPDX expression as it stands, without any goodwill: what programs
    /// send should mean the same everywhere.
    pub fn is_expression(text: &str) -> bool {
        spdx::Expression::parse_mode(text, open::STORED).is_ok()
    }

    /// The value of the form's field, which [`parse_field`](Self::parse_field) reads back.
    pub fn field(&self) -> &str {
        match self {
            Self::Expression(expression) => expression,
            Self::NoneFound => "none",
            Self::NotChecked => "",
        }
    }

    /// What people read on the badge of an entry.
    pub fn label(&self) -> &str {
        match self {
            Self::Expression(expression) => expression,
            Self::NoneFound => "No licence",
            Self::NotChecked => "Not checked",
        }
    }

    /// Whether every licence in the expression is approved by the OSI or the FSF, or is one of
    /// the open-content licences: what the filter `licence=open` finds.
    pub fn is_open(&self) -> bool {
        match self {
            Self::Expression(expression) => open::all_open(expression),
            Self::NoneFound | Self::NotChecked => false,
        }
    }

    /// Which of the three facts this is, for the status column: `expression`, `none` or `unknown`.
    pub fn status(&self) -> &'static str {
        match self {
            Self::Expression(_) => "expression",
            Self::NoneFound => "none",
            Self::NotChecked => "unknown",
        }
    }

    /// The expression, for its column: only where the status is `expression`.
    pub fn expression(&self) -> Option<&str> {
        match self {
            Self::Expression(expression) => Some(expression),
            Self::NoneFound | Self::NotChecked => None,
        }
    }

    /// Reads the two columns back. `None` for a pair that [`status`](Self::status) and
    /// [`expression`](Self::expression) never give.
    pub fn from_columns(status: &str, expression: Option<String>) -> Option<Self> {
        match (status, expression) {
            ("expression", Some(expression)) => Some(Self::Expression(expression)),
            ("none", None) => Some(Self::NoneFound),
            ("unknown", None) => Some(Self::NotChecked),
            _ => None,
        }
    }
}
