//! What was sent, field by field, as the receipt lists it.

use crate::directory::entry_input::{EntryInput, NOT_SURE};
use crate::directory::{CategoryTree, Licence};
use crate::suggestions::receipt::Decided;
use crate::suggestions::{Became, Contributor, EditPayload, Payload};
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
    /// What became of it, in words; empty while that is open or goes without saying.
    pub became: String,
}

impl SentField {
    fn new(label: &'static str, new: impl Into<String>) -> Self {
        Self {
            label,
            old: None,
            new: new.into(),
            became: String::new(),
        }
    }
}

/// Everything that was said, and once it is decided what became of it.
pub fn fields(
    payload: &Payload,
    contributor: &Contributor,
    (tree, decided): (&CategoryTree, Option<&Decided>),
) -> Vec<SentField> {
    let mut sent = match payload {
        Payload::Entry(entry) => proposed(&entry.fields, (tree, decided)),
        Payload::Edit(edit) => changed(edit, (tree, decided)),
        Payload::Report(report) => vec![SentField::new("What’s wrong", report.reason.label())],
        Payload::Category(category) => {
            let parent = tree.at_path(&category.fields.parent);
            let parent = parent.map_or("Top level", |node| &node.title);
            let changed_only = decided.filter(|decided| decided.amended.is_some());
            vec![
                SentField {
                    became: became("title", (tree, changed_only)),
                    ..SentField::new("Name", &category.fields.title)
                },
                SentField {
                    became: became("parent", (tree, changed_only)),
                    ..SentField::new("Inside", parent)
                },
            ]
        }
    };
    let own = [
        ("Your note", payload.note()),
        ("Your name", &contributor.name),
    ];
    let own = own.into_iter().filter(|(_, text)| !text.is_empty());
    sent.extend(own.map(|(label, text)| SentField::new(label, text)));
    sent
}

fn changed(
    edit: &EditPayload,
    (tree, decided): (&CategoryTree, Option<&Decided>),
) -> Vec<SentField> {
    let changes = edit.changes().into_iter();
    changes
        .map(|change| SentField {
            old: Some(shown(change.field, change.old, tree)),
            became: became(change.field, (tree, decided)),
            ..SentField::new(label(change.field), shown(change.field, change.new, tree))
        })
        .collect()
}

/// Of a new entry that went in as it was, nothing needs saying.
fn proposed(
    fields: &EntryInput,
    (tree, decided): (&CategoryTree, Option<&Decided>),
) -> Vec<SentField> {
    let decided = decided.filter(|decided| decided.amended.is_some());
    let said = fields.fields().into_iter();
    said.filter(|(_, value)| !value.is_empty())
        .map(|(field, value)| SentField {
            became: became(field, (tree, decided)),
            ..SentField::new(label(field), shown(field, value, tree))
        })
        .collect()
}

fn became(field: &str, (tree, decided): (&CategoryTree, Option<&Decided>)) -> String {
    match decided.and_then(|decided| decided.outcome(field)) {
        None => String::new(),
        Some((Became::Taken, _)) => "Taken".to_owned(),
        Some((Became::Refused, _)) => "Not taken".to_owned(),
        Some((Became::Changed, "")) => "Changed".to_owned(),
        Some((Became::Changed, now)) => format!("Changed to: {}", shown(field, now, tree)),
    }
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
        "parent" if value.is_empty() => "Top level".to_owned(),
        "category" | "parent" => tree
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
