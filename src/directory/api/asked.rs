//! What may be asked of lists of entries.

use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::item::EntryField;
use crate::directory::{PublicLink, Sort};

/// How many entries a page has unless somebody asks for another number.
const USUAL: i64 = 50;

/// The order of a list of entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum EntrySort {
    /// The curator's order.
    Curated,
    /// Newest first.
    Newest,
    /// By title, A to Z.
    Title,
}

/// The order of what a search found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum SearchSort {
    /// Best match first.
    Relevance,
    /// Newest first.
    Newest,
    /// By title, A to Z.
    Title,
}

impl From<EntrySort> for Sort {
    fn from(sort: EntrySort) -> Self {
        match sort {
            EntrySort::Curated => Self::Curated,
            EntrySort::Newest => Self::Newest,
            EntrySort::Title => Self::Title,
        }
    }
}

impl From<SearchSort> for Sort {
    fn from(sort: SearchSort) -> Self {
        match sort {
            SearchSort::Relevance => Self::Relevance,
            SearchSort::Newest => Self::Newest,
            SearchSort::Title => Self::Title,
        }
    }
}

/// What narrows a list. Values of one name widen it (any of them), other names narrow it.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct EntriesAsked {
    /// In this category or below it: its slug path, such as `guidance/security`.
    #[param(max_items = 20, inline)]
    pub category: Vec<String>,
    /// With this tag, by its slug or its name.
    #[param(max_items = 20, inline)]
    pub tag: Vec<String>,
    /// With this licence: an SPDX expression, `open` (every licence in it is an open one), `none`
    /// (somebody looked and found none) or `unknown` (nobody looked).
    #[param(max_items = 20, inline)]
    pub licence: Vec<String>,
    /// With a link that was like this when it was last looked at.
    #[param(max_items = 4, inline)]
    pub link: Vec<PublicLink>,
    /// The order; the curator’s if none is named.
    #[param(inline)]
    pub sort: Option<EntrySort>,
    /// Only these fields of each entry, apart by commas.
    #[param(value_type = Vec<EntryField>, style = Form, explode = false, min_items = 1, inline)]
    pub fields: String,
    /// How many entries a page has; 50 if nothing is said.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<i64>,
    /// The page that comes after another one: the `next` of that one.
    #[param(pattern = "^[0-9a-f]{16}$", min_length = 16, max_length = 16)]
    pub after: Option<String>,
}

/// What to look for, and what narrows it.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct SearchAsked {
    /// Words, `"phrases"`, `prefix*`, `-not`.
    #[param(required = true, min_length = 1, max_length = 300)]
    pub q: String,
    /// In this category or below it: its slug path, such as `guidance/security`.
    #[param(max_items = 20, inline)]
    pub category: Vec<String>,
    /// With this tag, by its slug or its name.
    #[param(max_items = 20, inline)]
    pub tag: Vec<String>,
    /// With this licence: an SPDX expression, `open` (every licence in it is an open one), `none`
    /// (somebody looked and found none) or `unknown` (nobody looked).
    #[param(max_items = 20, inline)]
    pub licence: Vec<String>,
    /// With a link that was like this when it was last looked at.
    #[param(max_items = 4, inline)]
    pub link: Vec<PublicLink>,
    /// The order; the best match first if none is named.
    #[param(inline)]
    pub sort: Option<SearchSort>,
    /// Only these fields of each entry, apart by commas.
    #[param(value_type = Vec<EntryField>, style = Form, explode = false, min_items = 1, inline)]
    pub fields: String,
    /// How many entries a page has; 50 if nothing is said.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<i64>,
    /// The page that comes after another one: the `next` of that one.
    #[param(pattern = "^[0-9a-f]{16}$", min_length = 16, max_length = 16)]
    pub after: Option<String>,
}

/// How much of an entry is wanted.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct EntryAsked {
    /// Only these fields, apart by commas.
    #[param(value_type = Vec<EntryField>, style = Form, explode = false, min_items = 1, inline)]
    pub fields: String,
}

impl EntriesAsked {
    /// How many entries a page has.
    pub(super) fn limit(&self) -> i64 {
        self.limit.unwrap_or(USUAL)
    }
}

impl SearchAsked {
    /// What narrows the search, as of any list.
    pub(super) fn narrowing(&self) -> EntriesAsked {
        let asked = self.clone();
        EntriesAsked {
            category: asked.category,
            tag: asked.tag,
            licence: asked.licence,
            link: asked.link,
            sort: None,
            fields: asked.fields,
            limit: asked.limit,
            after: asked.after,
        }
    }
}
