//! How the fields of an entry are called, and how their values read.

use crate::directory::entry_input::NOT_SURE;
use crate::directory::{CategoryTree, Licence};
use crate::text::CaveatKind;

/// What moderators call a field of a category.
pub(super) fn category_label(name: &str) -> &'static str {
    match name {
        "title" => "Name",
        "slug" => "Name in the address",
        "parent" => "Inside",
        "introduction" => "Introduction",
        name => label(name),
    }
}

/// Where a category would lie: "In Guidance, Security".
pub(super) fn place(parent: &str, tree: &CategoryTree) -> String {
    match category(parent, tree) {
        inside if inside.is_empty() => "At the top level".to_owned(),
        inside => format!("In {inside}"),
    }
}

/// What moderators call a field.
pub(super) fn label(name: &str) -> &'static str {
    match name {
        "url" => "Link",
        "title" => "Title",
        "category" => "Category",
        "description" => "Description",
        "caveat" => "Caveat",
        "caveat_kind" => "What the caveat is about",
        "licence" => "Licence",
        "organisation" => "Organisation",
        "tags" => "Tags",
        "language" => "Language",
        "parent" => "Place",
        "featured" => "On the home page",
        _ => "Question that it answers",
    }
}

/// A value as it reads; empty when there is none.
pub(super) fn shown(name: &str, value: &str, tree: &CategoryTree) -> String {
    match name {
        "category" => category(value, tree),
        "licence" => Licence::parse_field(value)
            .map_or_else(|_| value.to_owned(), |licence| licence.label().to_owned()),
        "caveat_kind" => CaveatKind::parse(value)
            .map_or_else(|| value.to_owned(), |kind| kind.label().to_owned()),
        "featured" if !value.is_empty() => "Yes".to_owned(),
        _ => value.to_owned(),
    }
}

/// A value in quotation marks, or that there is none.
pub(super) fn quoted(name: &str, value: &str, tree: &CategoryTree) -> String {
    match shown(name, value, tree) {
        words if words.is_empty() => "nothing".to_owned(),
        words => format!("“{words}”"),
    }
}

/// A category with what it lies in: "Guidance, Security".
fn category(path: &str, tree: &CategoryTree) -> String {
    match tree.at_path(path) {
        Some(node) => {
            let above = tree.ancestors(node.id);
            let titles = above.iter().map(|node| node.title.as_str());
            titles
                .chain([node.title.as_str()])
                .collect::<Vec<_>>()
                .join(", ")
        }
        None if path == NOT_SURE => "Not sure".to_owned(),
        None if path.is_empty() => String::new(),
        None => format!("{path} (not there any more)"),
    }
}
