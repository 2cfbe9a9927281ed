//! The fields of an entry as somebody typed them: the same for the suggestion form, for a
//! moderator's decision and for the moderators' own form.

mod by_name;
mod checked;
mod checks;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::directory::link_url::{LinkPolicy, LinkUrl};
use crate::directory::{CategoryTree, EntryState, Licence};
use crate::web::form::FormErrors;

use checks::{category, language, tags};

pub use crate::directory::fields::{block, caveat, line, why};
pub use checked::CheckedEntry;
pub use checks::is_language;

/// What `category` says when the contributor leaves the choice to the moderators.
pub const NOT_SURE: &str = "not-sure";

/// How long the fields may be, in characters.
#[derive(Clone, Copy, Debug)]
pub struct Lengths {
    /// Of the title.
    pub title: usize,
    /// Of the description.
    pub description: usize,
    /// Of the caveat.
    pub caveat: usize,
    /// Of the organisation.
    pub organisation: usize,
    /// How many tags.
    pub tags: usize,
    /// Of each tag.
    pub tag: usize,
    /// Whether the choice of a category may be left to the moderators, with [`NOT_SURE`].
    pub may_be_unsure: bool,
}

/// What anybody may send.
pub const CONTRIBUTOR: Lengths = Lengths {
    title: 200,
    description: 4_000,
    caveat: 500,
    organisation: 200,
    tags: 10,
    tag: 40,
    may_be_unsure: true,
};
/// What moderators may write, and importers bring.
pub const MODERATOR: Lengths = Lengths {
    title: 500,
    description: 65_536,
    may_be_unsure: false,
    ..CONTRIBUTOR
};

/// The raw fields, named as in the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EntryInput {
    /// The link.
    pub url: String,
    /// What it is called.
    pub title: String,
    /// A slug path, or [`NOT_SURE`].
    pub category: String,
    /// Markdown.
    pub description: String,
    /// A warning.
    pub caveat: String,
    /// What the warning is about; empty is "other".
    pub caveat_kind: String,
    /// SPDX expression, `none`, or empty for "not checked".
    pub licence: String,
    /// Who publishes it.
    pub organisation: String,
    /// Separated by commas.
    pub tags: String,
    /// BCP 47; only in moderators' forms.
    pub language: String,
    /// Whether the home page shows it; only in moderators' forms.
    pub featured: String,
    /// The reader's question that a featured entry answers; only in moderators' forms.
    pub question: String,
}

impl EntryInput {
    /// The fields of an entry as a form shows them.
    pub fn of(state: &EntryState, category_path: &str) -> Self {
        let caveat = state.caveat.as_ref();
        Self {
            url: state.url.clone(),
            title: state.title.clone(),
            category: category_path.to_owned(),
            description: state.description.clone(),
            caveat: caveat.map(|caveat| caveat.text.clone()).unwrap_or_default(),
            caveat_kind: caveat
                .map(|caveat| caveat.kind.as_str().to_owned())
                .unwrap_or_default(),
            licence: state.licence.clone(),
            organisation: state.organisation.clone(),
            tags: state.tags.join(", "),
            language: state.language.clone(),
            featured: if state.featured {
                "1".to_owned()
            } else {
                String::new()
            },
            question: state.question.clone(),
        }
    }

    /// Checks every field, adding a message beside each that needs attention. `None` only when
    /// there is at least one such message.
    pub fn check(
        &self,
        tree: &CategoryTree,
        policy: LinkPolicy,
        lengths: Lengths,
        errors: &mut FormErrors,
    ) -> Option<CheckedEntry> {
        let url = match LinkUrl::parse(&self.url, policy) {
            Ok(url) => Some(url),
            Err(error) => {
                errors.add("url", error.to_string());
                None
            }
        };
        let title = line("title", "title", &self.title, lengths.title, errors);
        if title.is_empty() {
            errors.add("title", "Enter a title");
        }
        let description = block(
            "description",
            "description",
            &self.description,
            lengths.description,
            errors,
        );
        let category_id = category(&self.category, tree, lengths.may_be_unsure, errors);
        let licence = Licence::parse_field(&self.licence).unwrap_or_else(|error| {
            errors.add("licence", error.to_string());
            Licence::NotChecked
        });
        let caveat = caveat(&self.caveat, &self.caveat_kind, lengths.caveat, errors);
        let organisation = line(
            "organisation",
            "organisation",
            &self.organisation,
            lengths.organisation,
            errors,
        );
        let tags = tags(&self.tags, lengths, errors);
        let language = language(&self.language, errors);
        let question = line(
            "question",
            "question",
            &self.question,
            lengths.title,
            errors,
        );
        let featured = !self.featured.trim().is_empty();
        if !errors.is_empty() {
            return None;
        }
        Some(CheckedEntry {
            url: url?,
            category_id,
            title,
            description,
            caveat,
            licence,
            organisation,
            tags,
            language,
            featured,
            question,
        })
    }
}
