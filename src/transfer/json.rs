//! The product's own format: a whole directory as JSON that a person can read and edit.
//!
//! It holds all that the public directory holds, and nothing else: no account, no suggestion, no
//! history, nothing deleted. What a file leaves out stands at its default, so that older files and
//! files written by hand read as well.

use serde::{Deserialize, Serialize};

use super::moment;

/// What the first line of every such file says.
pub const FORMAT: &str = "signpost/1";

/// A whole directory.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DirectoryFile {
    /// [`FORMAT`].
    pub format: String,
    /// What the curator says about the site.
    pub site: SiteRecord,
    /// About, guidelines, privacy, accessibility.
    #[serde(default)]
    pub pages: Vec<PageRecord>,
    /// The reasons that a decline offers. The starter directory brings some; an export holds none,
    /// as they are the desk's own words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub presets: Vec<PresetRecord>,
    /// The tree, in the curator's order.
    #[serde(default)]
    pub categories: Vec<CategoryRecord>,
}

/// What the curator says about the site.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteRecord {
    /// The title.
    pub title: String,
    /// Markdown.
    #[serde(default)]
    pub introduction: String,
    /// Markdown.
    #[serde(default)]
    pub invitation: String,
    /// What the site's caveat is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caveat_kind: Option<String>,
    /// A warning that holds for everything.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub caveat: String,
    /// An e-mail address or a link.
    #[serde(default)]
    pub contact: String,
    /// SPDX identifier.
    #[serde(default)]
    pub data_licence: String,
    /// IANA name of the zone in which dates are shown; missing keeps what is set.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub time_zone: String,
    /// Days within which the team means to decide; missing promises nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision_target_days: Option<i64>,
}

/// A page that the curator edits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageRecord {
    /// `about`, `guidelines`, `privacy` or `accessibility`.
    pub slug: String,
    /// The heading.
    pub title: String,
    /// Markdown.
    pub body: String,
}

/// A reason that a decline offers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PresetRecord {
    /// What the moderator picks.
    pub label: String,
    /// What the contributor reads.
    pub message: String,
}

/// A category with what it holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryRecord {
    /// The title.
    pub title: String,
    /// Its name in addresses; made from the title when it is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
    /// Its name in feeds, never reused; made when it is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uid: Option<String>,
    /// Markdown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub introduction: String,
    /// What the caveat is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caveat_kind: Option<String>,
    /// A warning that holds for everything in it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub caveat: String,
    /// Its own entries, in the curator's order.
    #[serde(default)]
    pub entries: Vec<EntryRecord>,
    /// The categories below it, in the curator's order.
    #[serde(default)]
    pub categories: Vec<CategoryRecord>,
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryRecord {
    /// The link.
    pub url: String,
    /// What it is called.
    pub title: String,
    /// Markdown; the first paragraph is what lists show.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Who publishes it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub organisation: String,
    /// SPDX expression; `none` when somebody looked and found none; missing when nobody looked.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub licence: String,
    /// What the caveat is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caveat_kind: Option<String>,
    /// A warning.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub caveat: String,
    /// Tag names, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// BCP 47.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub language: String,
    /// Whether the home page shows it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub featured: bool,
    /// The reader's question that a featured entry answers.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub question: String,
    /// Its name in feeds, never reused; made when it is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uid: Option<String>,
    /// When it was added: UTC milliseconds here, RFC 3339 in the file; missing means now.
    #[serde(default, with = "moment", skip_serializing_if = "Option::is_none")]
    pub added_at: Option<i64>,
    /// When its words or place last changed, likewise.
    #[serde(default, with = "moment", skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<i64>,
    /// When a person last confirmed it, likewise; missing means never.
    #[serde(default, with = "moment", skip_serializing_if = "Option::is_none")]
    pub verified_at: Option<i64>,
    /// Whether it is in the lists.
    #[serde(default, skip_serializing_if = "RecordStatus::is_live")]
    pub status: RecordStatus,
}

/// Whether an entry is in the lists. What was deleted is in no file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RecordStatus {
    /// Listed.
    #[default]
    Live,
    /// Out of the lists; its page stays and says so.
    Retired,
}

impl RecordStatus {
    #[allow(clippy::trivially_copy_pass_by_ref)] // serde passes the field by reference
    fn is_live(&self) -> bool {
        *self == Self::Live
    }
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde passes the field by reference
fn is_false(value: &bool) -> bool {
    !value
}
