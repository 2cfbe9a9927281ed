//! The part that the forms share: what was typed, what is wrong with it, what there is to choose.

use crate::directory::CategoryTree;
use crate::directory::entry_input::NOT_SURE;
use crate::suggestions::duplicate::Duplicate;
use crate::suggestions::{Affiliation, ReportReason, SuggestionForm};
use crate::text::CaveatKind;
use crate::text::dates::Dates;
use crate::web::{Choice, FormErrors};

/// A form as its template shows it.
#[derive(Debug)]
pub struct FormView {
    /// What was typed, or what stands.
    pub form: SuggestionForm,
    /// What needs attention.
    pub errors: FormErrors,
    /// The categories to choose from, by the top-level category that they are in.
    pub categories: Vec<CategoryGroup>,
    /// All of them in one list, as places for a new one.
    pub all_categories: Vec<Choice>,
    /// Whether the choice of a category may be left to the moderators.
    pub may_be_unsure: bool,
    /// Whether there is a mail server, without which an address is of no use.
    pub takes_email: bool,
    /// Where the link is known already.
    pub duplicate: Option<Duplicate>,
    /// Under pressure: how hard the puzzle is that the browser solves in the background.
    pub puzzle: Option<u32>,
    /// Words the dates of what is known already.
    pub dates: Dates,
}

/// Top-level categories without subcategories stand alone, others head a group.
#[derive(Debug)]
pub struct CategoryGroup {
    /// The title of the top-level category; empty when it stands alone.
    pub label: String,
    /// It, and what is below it.
    pub choices: Vec<Choice>,
}

impl FormView {
    /// An untouched form.
    pub fn new(form: SuggestionForm, tree: &CategoryTree, dates: Dates) -> Self {
        Self {
            form,
            errors: FormErrors::default(),
            categories: groups(tree),
            all_categories: tree
                .nodes()
                .iter()
                .map(|node| Choice::new(&node.path, &node.title).at_depth(node.depth - 1))
                .collect(),
            may_be_unsure: true,
            takes_email: false,
            duplicate: None,
            puzzle: None,
            dates,
        }
    }

    /// Whether it asks for an address.
    #[must_use]
    pub fn taking_email(mut self, takes_email: bool) -> Self {
        self.takes_email = takes_email;
        self
    }

    /// What `category` says for "Not sure".
    pub fn not_sure(&self) -> &'static str {
        NOT_SURE
    }

    /// Whether the answer about the licence is this one.
    pub fn licence_is(&self, answer: &str) -> bool {
        self.form.licence_found == answer
            || (self.form.licence_found.is_empty()
                && answer == "yes"
                && !self.form.licence.is_empty())
    }

    /// Licences to pick from while typing; any other may be typed too.
    pub fn common_licences(&self) -> [&'static str; 11] {
        [
            "MIT",
            "Apache-2.0",
            "BSD-3-Clause",
            "GPL-3.0-only",
            "AGPL-3.0-only",
            "LGPL-3.0-only",
            "MPL-2.0",
            "EUPL-1.2",
            "OGL-UK-3.0",
            "CC-BY-4.0",
            "CC0-1.0",
        ]
    }

    /// What a caveat may be about.
    pub fn caveat_kinds(&self) -> Vec<Choice> {
        CaveatKind::ALL
            .iter()
            .map(|kind| Choice::new(kind.as_str(), kind.label()))
            .collect()
    }

    /// How close the contributor may be to what they suggest.
    pub fn affiliations(&self) -> Vec<Choice> {
        Affiliation::ALL
            .iter()
            .map(|one| Choice::new(one.as_str(), one.label()))
            .collect()
    }

    /// What may be wrong with an entry.
    pub fn reasons(&self) -> Vec<Choice> {
        ReportReason::ALL
            .iter()
            .map(|reason| Choice::new(reason.as_str(), reason.label()))
            .collect()
    }

    /// Whether what is folded away holds something to see.
    pub fn more_is_open(&self) -> bool {
        let form = &self.form;
        let typed = [
            &form.caveat,
            &form.organisation,
            &form.tags,
            &form.note,
            &form.name,
            &form.email,
            &form.credit,
        ];
        let affiliated = !matches!(form.affiliation.as_str(), "" | "none");
        affiliated
            || typed.iter().any(|text| !text.is_empty())
            || self.errors.iter().any(|error| {
                matches!(
                    error.field.as_ref(),
                    "caveat"
                        | "caveat_kind"
                        | "organisation"
                        | "tags"
                        | "note"
                        | "affiliation"
                        | "name"
                        | "email"
                )
            })
    }
}

fn groups(tree: &CategoryTree) -> Vec<CategoryGroup> {
    tree.children(None)
        .map(|top| {
            let subtree = tree.subtree(top.id);
            let choice = |node: &crate::directory::CategoryNode| {
                // The group's own title is the first step in.
                let depth = node.depth.saturating_sub(2);
                Choice::new(&node.path, &node.title).at_depth(depth)
            };
            CategoryGroup {
                label: if subtree.len() > 1 {
                    top.title.clone()
                } else {
                    String::new()
                },
                choices: subtree.iter().map(choice).collect(),
            }
        })
        .collect()
}
