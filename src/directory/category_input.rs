//! The fields of a category as somebody typed them.

use serde::{Deserialize, Serialize};

use super::entry_input::{MODERATOR, block, caveat, line};
use super::{CategoryFields, CategoryState, CategoryTree};
use crate::text::slugify;
use crate::web::form::FormErrors;

/// The raw fields, named as in the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CategoryInput {
    /// What it is called.
    pub title: String,
    /// Its name in addresses; empty to make one from the title.
    pub slug: String,
    /// The slug path of the category above it; empty for the top level.
    pub parent: String,
    /// Markdown.
    pub introduction: String,
    /// A warning.
    pub caveat: String,
    /// What the warning is about; empty is "other".
    pub caveat_kind: String,
}

impl CategoryInput {
    /// The fields of a category as a form shows them.
    pub fn of(state: &CategoryState, tree: &CategoryTree) -> Self {
        let parent = state.parent_id.and_then(|id| tree.get(id));
        let caveat = state.caveat.as_ref();
        Self {
            title: state.title.clone(),
            slug: state.slug.clone(),
            parent: parent.map(|node| node.path.clone()).unwrap_or_default(),
            introduction: state.introduction.clone(),
            caveat: caveat.map(|caveat| caveat.text.clone()).unwrap_or_default(),
            caveat_kind: caveat
                .map(|caveat| caveat.kind.as_str().to_owned())
                .unwrap_or_default(),
        }
    }

    /// The fields by name, in the order of the form.
    pub fn fields(&self) -> [(&'static str, &str); 6] {
        [
            ("title", &self.title),
            ("slug", &self.slug),
            ("parent", &self.parent),
            ("introduction", &self.introduction),
            ("caveat", &self.caveat),
            ("caveat_kind", &self.caveat_kind),
        ]
    }

    /// The fields by name, to be written.
    pub fn fields_mut(&mut self) -> [(&'static str, &mut String); 6] {
        [
            ("title", &mut self.title),
            ("slug", &mut self.slug),
            ("parent", &mut self.parent),
            ("introduction", &mut self.introduction),
            ("caveat", &mut self.caveat),
            ("caveat_kind", &mut self.caveat_kind),
        ]
    }

    /// Checks every field, adding a message beside each that needs attention. `None` only when
    /// there is at least one such message.
    pub fn check(&self, tree: &CategoryTree, errors: &mut FormErrors) -> Option<CategoryFields> {
        let title = line("title", "name", &self.title, MODERATOR.title, errors);
        if title.is_empty() {
            errors.add("title", "Enter a name");
        }
        let slug = slugify(&self.slug);
        if slug.is_none() && !self.slug.trim().is_empty() {
            errors.add("slug", "Use letters or digits, or leave it empty");
        }
        let parent_id = match self.parent.trim() {
            "" => None,
            path => {
                let parent = tree.at_path(path).map(|node| node.id);
                if parent.is_none() {
                    errors.add("parent", "Choose a category from the list, or Top level");
                }
                parent
            }
        };
        let introduction = block(
            "introduction",
            "introduction",
            &self.introduction,
            MODERATOR.description,
            errors,
        );
        let caveat = caveat(&self.caveat, &self.caveat_kind, MODERATOR.caveat, errors);
        errors.is_empty().then_some(CategoryFields {
            title,
            slug,
            parent_id,
            introduction,
            caveat,
        })
    }
}
