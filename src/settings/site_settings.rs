//! The site's settings, pages and presets.

use serde::{Deserialize, Serialize};

use crate::text::{Caveat, SafeHtml};

/// What a curator writes about the site; the whole of it that history keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsState {
    /// The site's title.
    pub title: String,
    /// Markdown: what the directory is, at the top of the home page.
    pub introduction: String,
    /// Markdown: asks readers to take part.
    pub invitation: String,
    /// A warning that holds for everything.
    pub caveat: Option<Caveat>,
    /// An e-mail address or a link to write to; may be empty.
    pub contact: String,
    /// SPDX identifier of the licence of titles and descriptions; may be empty.
    pub data_licence: String,
    /// IANA name, such as `Europe/London`: in which every date is shown.
    pub time_zone: String,
    /// Days within which the team means to decide; `None` promises nothing.
    pub decision_target_days: Option<i64>,
    /// Whether everybody who signs in needs a second factor.
    #[serde(default)]
    pub second_factor_required: bool,
    /// Days after the decision when a contributor's name and address are deleted.
    #[serde(default = "half_a_year")]
    pub personal_data_days: i64,
}

/// What stood before anybody could set it.
fn half_a_year() -> i64 {
    180
}

/// The settings as read from the database.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The introduction, rendered.
    pub introduction_html: SafeHtml,
    /// The invitation, rendered.
    pub invitation_html: SafeHtml,
    /// Moves with every write; what a form was made against.
    pub version: i64,
    /// What the curator wrote.
    pub state: SettingsState,
}

/// The four pages that a curator edits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PageSlug {
    /// What the directory is and who keeps it.
    About,
    /// What is listed and how it is decided.
    Guidelines,
    /// What is kept about people.
    Privacy,
    /// Who can use the site, and whom to tell when somebody can't.
    Accessibility,
}

impl PageSlug {
    /// All pages, in the order of the footer.
    pub const ALL: [Self; 4] = [
        Self::About,
        Self::Guidelines,
        Self::Privacy,
        Self::Accessibility,
    ];

    /// The word in addresses and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::Guidelines => "guidelines",
            Self::Privacy => "privacy",
            Self::Accessibility => "accessibility",
        }
    }

    /// Reads the word back; anything else is `None`.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|slug| slug.as_str() == word)
    }
}

/// A page that a curator edits.
#[derive(Clone, Debug)]
pub struct CuratedPage {
    /// Its number in history.
    pub id: i64,
    /// Which of the four.
    pub slug: PageSlug,
    /// Its heading.
    pub title: String,
    /// Markdown.
    pub body: String,
    /// The body, rendered.
    pub body_html: SafeHtml,
    /// Moves with every write.
    pub version: i64,
    /// When it last changed, UTC milliseconds.
    pub updated_at: i64,
}

/// A reason that a decline offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeclinePreset {
    /// What the moderator picks, and what later contributors of the same link are told.
    pub label: String,
    /// What the contributor reads.
    pub message: String,
}
