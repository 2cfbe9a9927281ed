//! What stands above a page after something was done.

/// A few fixed words, chosen by the page itself: nothing of an address is ever printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it was done to; empty when the page says it.
    pub title: String,
    /// What happened.
    pub words: &'static str,
    /// Whether it went as asked.
    pub is_ok: bool,
    /// The change that a button offers to undo, and the page to come back to.
    pub undo: Option<(i64, String)>,
}

impl Notice {
    /// It went as asked.
    pub fn ok(words: &'static str) -> Self {
        Self {
            title: String::new(),
            words,
            is_ok: true,
            undo: None,
        }
    }

    /// Nothing was done, and why.
    pub fn warning(words: &'static str) -> Self {
        Self {
            is_ok: false,
            ..Self::ok(words)
        }
    }

    /// Offers to undo a change, and to come back to the page at `back` then.
    #[must_use]
    pub fn with_undo(self, change_id: Option<i64>, back: &str) -> Self {
        Self {
            undo: change_id.map(|id| (id, back.to_owned())),
            ..self
        }
    }

    /// Names what it was done to, in front of the words.
    #[must_use]
    pub fn about(self, title: Option<&str>) -> Self {
        Self {
            title: title.unwrap_or_default().to_owned(),
            ..self
        }
    }
}
