//! The fields of an entry once they were found fine.

use super::{EntryInput, NOT_SURE};
use crate::directory::{CategoryTree, EntryFields, Licence, LinkUrl};
use crate::text::Caveat;

/// The fields, checked. The category is missing when the contributor was not sure.
#[derive(Clone, Debug)]
pub struct CheckedEntry {
    /// The link.
    pub url: LinkUrl,
    /// The category, if one was chosen.
    pub category_id: Option<i64>,
    /// Everything else.
    pub(super) title: String,
    pub(super) description: String,
    pub(super) caveat: Option<Caveat>,
    pub(super) licence: Licence,
    pub(super) organisation: String,
    pub(super) tags: Vec<String>,
    pub(super) language: String,
    pub(super) featured: bool,
    pub(super) question: String,
}

impl CheckedEntry {
    /// The fields as checked and tidied, to be kept until somebody decides.
    pub fn to_input(&self, tree: &CategoryTree) -> EntryInput {
        let category = self.category_id.and_then(|id| tree.get(id));
        let caveat = self.caveat.as_ref();
        EntryInput {
            url: self.url.to_string(),
            title: self.title.clone(),
            category: category.map_or(NOT_SURE, |node| &node.path).to_owned(),
            description: self.description.clone(),
            caveat: caveat.map_or("", |caveat| &caveat.text).to_owned(),
            caveat_kind: caveat.map_or("", |caveat| caveat.kind.as_str()).to_owned(),
            licence: self.licence.field().to_owned(),
            organisation: self.organisation.clone(),
            tags: self.tags.join(", "),
            language: self.language.clone(),
            featured: if self.featured { "1" } else { "" }.to_owned(),
            question: self.question.clone(),
        }
    }

    /// The fields of an entry in this category.
    pub fn in_category(self, category_id: i64) -> EntryFields {
        EntryFields {
            url: self.url,
            title: self.title,
            category_id,
            description: self.description,
            caveat: self.caveat,
            licence: self.licence,
            organisation: self.organisation,
            tags: self.tags,
            language: self.language,
            featured: self.featured,
            question: self.question,
        }
    }
}
