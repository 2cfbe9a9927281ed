//! What was sent, field by field, as the receipt lists it.

use crate::directory::entry_input::{EntryInput, NOT_SURE};
use crate::directory::{CategoryTree, Licence};
use crate::suggestions::{Contributor, Payload};
use crate::text::CaveatKind;

/// One field that was sent. Of an edit, `old` is what it takes the place of.
#[derive(Debug, PartialEq, Eq)]
pub struct SentField {
    /// What people call the field.
    pub label: &'static str,
    /// What stood before.
    pub old: Option<String>,
    /// What was sent; empty when something is to be taken away.
    pub new: String,
}

/// Everything that was said.
pub fn fields(payload: &Payload, contributor: &Contributor, tree: &CategoryTree) -> Vec<SentField> {
    let mut sent = match payload {
        Payload::Entry(entry) => proposed(&entry.fields, tree),
        Payload::Edit(edit) => edit
            .changes()
            .into_iter()
            .map(|change| SentField {
                label: label(change.field),
                old: Some(shown(change.field, change.old, tree)),
                new: shown(change.field, change.new, tree),
            })
            .collect(),
        Payload::Report(report) => vec![SentField {
            label: "What’s wrong",
            old: None,
            new: report.reason.label().to_owned(),
        }],
        Payload::Category(category) => {
            let parent = tree.at_path(&category.fields.parent);
            let fields = [
                ("Name", category.fields.title.clone()),
                (
                    "Inside",
                    parent.map_or("Top level".to_owned(), |node| node.title.clone()),
                ),
            ];
            let sent = |(label, new)| SentField {
                label,
                old: None,
                new,
            };
            fields.into_iter().map(sent).collect()
        }
    };
    let own = [
        ("Your note", payload.note()),
        ("Your name", &contributor.name),
    ];
    for (label, text) in own.into_iter().filter(|(_, text)| !text.is_empty()) {
        sent.push(SentField {
            label,
            old: None,
            new: text.to_owned(),
        });
    }
    sent
}

fn proposed(fields: &EntryInput, tree: &CategoryTree) -> Vec<SentField> {
    fields
        .fields()
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(field, value)| SentField {
            label: label(field),
            old: None,
            new: shown(field, value, tree),
        })
        .collect()
}

fn label(field: &str) -> &'static str {
    match field {
        "url" => "Link",
        "title" => "Title",
        "category" => "Category",
        "description" => "Description",
        "caveat" => "Caveat",
        "caveat_kind" => "Caveat about",
        "licence" => "Licence",
        "organisation" => "From",
        "tags" => "Tags",
        "language" => "Language",
        _ => "Other",
    }
}

fn shown(field: &str, value: &str, tree: &CategoryTree) -> String {
    match field {
        "category" if value == NOT_SURE => "Not sure".to_owned(),
        "category" => tree
            .at_path(value)
            .map_or(value, |node| &node.title)
            .to_owned(),
        "caveat_kind" => {
            CaveatKind::parse(value).map_or(value.to_owned(), |kind| kind.label().to_owned())
        }
        "licence" => Licence::parse_field(value)
            .map_or(value.to_owned(), |licence| licence.label().to_owned()),
        _ => value.to_owned(),
    }
}
