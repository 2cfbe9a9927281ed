//! The fields that only entries have.

use super::{Lengths, NOT_SURE};
use crate::directory::CategoryTree;
use crate::directory::fields::line;
use crate::text::tag_slug;
use crate::web::form::FormErrors;

/// The category, or `None` when the contributor was not sure.
pub(super) fn category(
    path: &str,
    tree: &CategoryTree,
    may_be_unsure: bool,
    errors: &mut FormErrors,
) -> Option<i64> {
    let path = path.trim();
    if path == NOT_SURE && may_be_unsure {
        return None;
    }
    let found = tree.at_path(path).map(|node| node.id);
    if found.is_none() {
        errors.add(
            "category",
            match (path, may_be_unsure) {
                ("", true) => "Choose a category, or Not sure",
                ("", false) => "Choose a category",
                (_, true) => "Choose a category from the list, or Not sure",
                (_, false) => "Choose a category from the list",
            },
        );
    }
    found
}

/// Tags without repeats, in the order typed. Two spellings of one tag are one.
pub(super) fn tags(text: &str, lengths: Lengths, errors: &mut FormErrors) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut slugs: Vec<String> = Vec::new();
    for name in text.split([',', '\n']) {
        let name = line("tags", "tags", name, usize::MAX, errors);
        let Some(slug) = tag_slug(&name) else {
            continue;
        };
        if name.chars().count() > lengths.tag {
            errors.add(
                "tags",
                format!("Shorten each tag to {} characters", lengths.tag),
            );
        }
        if !slugs.contains(&slug) {
            slugs.push(slug);
            names.push(name);
        }
    }
    if names.len() > lengths.tags {
        errors.add(
            "tags",
            format!("Keep the {} tags that matter most", lengths.tags),
        );
    }
    names
}

/// Whether a text has the shape of a language tag (BCP 47, RFC 5646): subtags of 1 to 8 letters or
/// digits.
pub fn is_language(text: &str) -> bool {
    let first = text.split('-').next().unwrap_or_default();
    let shaped = text.split('-').all(|subtag| {
        (1..=8).contains(&subtag.len()) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    let primary = (2..=8).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_alphabetic());
    text.len() <= 35 && shaped && primary
}

/// A language tag, or nothing.
pub(super) fn language(text: &str, errors: &mut FormErrors) -> String {
    let text = text.trim();
    if !text.is_empty() && !is_language(text) {
        errors.add(
            "language",
            "Enter a language code such as en, cy or pt-BR, or leave it empty",
        );
    }
    text.to_owned()
}
