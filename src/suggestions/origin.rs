//! Where a suggestion came from: a form, a program, a list, or the mirror.

use super::Contributor;

/// The ways on which suggestions come in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OriginKind {
    /// A form of the site.
    #[default]
    Form,
    /// A program that uses the API.
    Api,
    /// A list that somebody imported.
    Import,
    /// A line that somebody changed in the git mirror.
    Mirror,
}

impl OriginKind {
    const ALL: [Self; 4] = [Self::Form, Self::Api, Self::Import, Self::Mirror];

    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Api => "api",
            Self::Import => "import",
            Self::Mirror => "mirror",
        }
    }

    /// Reads the word back; anything else is `None`.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// Where a suggestion came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// On which way.
    pub kind: OriginKind,
    /// Where exactly, for moderators: "bookmarks.html, line 12".
    pub note: String,
}

impl Origin {
    /// Who sent it and on which way, for moderators; `who` is a sentence about the contributor. What
    /// was read in a list has none, unless somebody is named there.
    pub fn introduce(&self, who: String, contributor: &Contributor) -> String {
        let in_a_list = matches!(self.kind, OriginKind::Import | OriginKind::Mirror);
        if in_a_list && *contributor == Contributor::default() {
            self.sentence().trim_start().to_owned()
        } else {
            who + &self.sentence()
        }
    }

    /// What moderators read behind the contributor's name; begins with a blank, and is empty for
    /// a form of the site.
    pub fn sentence(&self) -> String {
        let way = match self.kind {
            OriginKind::Form => return String::new(),
            OriginKind::Api => "Sent by a program",
            OriginKind::Import => "It came with an import",
            OriginKind::Mirror => "It was changed in the mirror",
        };
        match self.note.as_str() {
            "" => format!(" {way}."),
            note => format!(" {way}: {note}."),
        }
    }
}
