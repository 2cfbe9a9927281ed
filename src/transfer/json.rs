//! The product's own format: a whole directory as JSON that a person can read and edit.

use serde::{Deserialize, Serialize};

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
    /// The reasons that a decline offers.
    #[serde(default)]
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
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde passes the field by reference
fn is_false(value: &bool) -> bool {
    !value
}
