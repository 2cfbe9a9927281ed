//! What a suggestion proposes: its fields, as JSON in the database.

use serde::{Deserialize, Serialize};

use super::SuggestionKind;
use crate::directory::category_input::CategoryInput;
use crate::directory::entry_input::EntryInput;

/// What a suggestion proposes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Payload {
    /// A new entry.
    Entry(Box<EntryPayload>),
    /// A change to an entry.
    Edit(Box<EditPayload>),
    /// Something wrong with an entry.
    Report(ReportPayload),
    /// A new category.
    Category(Box<CategoryPayload>),
}

/// A new entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EntryPayload {
    /// The fields of the entry.
    pub fields: EntryInput,
    /// To the moderators.
    pub note: String,
}

/// A change to an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EditPayload {
    /// The fields as they should be.
    pub fields: EntryInput,
    /// The fields as they stood in the revision that the contributor looked at.
    pub base: EntryInput,
    /// To the moderators.
    pub note: String,
}

/// Something wrong with an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportPayload {
    /// What is wrong.
    pub reason: ReportReason,
    /// To the moderators.
    #[serde(default)]
    pub note: String,
}

/// A new category.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CategoryPayload {
    /// The fields of the category; contributors propose its title and the category above it.
    pub fields: CategoryInput,
    /// To the moderators.
    pub note: String,
}

/// What is wrong with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReportReason {
    /// The link doesn't work.
    Dead,
    /// It is somewhere else now.
    Moved,
    /// Details are wrong.
    Wrong,
    /// The licence is wrong.
    Licence,
    /// It shouldn't be in the directory.
    Inappropriate,
    /// Anything else.
    Other,
}

impl ReportReason {
    /// All reasons, in the order of the form.
    pub const ALL: [Self; 6] = [
        Self::Dead,
        Self::Moved,
        Self::Wrong,
        Self::Licence,
        Self::Inappropriate,
        Self::Other,
    ];

    /// The word in forms and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Dead => "dead",
            Self::Moved => "moved",
            Self::Wrong => "wrong",
            Self::Licence => "licence",
            Self::Inappropriate => "inappropriate",
            Self::Other => "other",
        }
    }

    /// Reads the word back; anything else is `None`.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == word)
    }

    /// What forms and lists call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Dead => "The link doesn’t work",
            Self::Moved => "It has moved",
            Self::Wrong => "Some details are wrong",
            Self::Licence => "The licence is wrong",
            Self::Inappropriate => "It shouldn’t be here",
            Self::Other => "Something else",
        }
    }
}

/// A field that an edit changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange<'a> {
    /// The field's name.
    pub field: &'static str,
    /// As it stood.
    pub old: &'a str,
    /// As it should be.
    pub new: &'a str,
}

impl Payload {
    /// What the suggestion is about.
    pub fn kind(&self) -> SuggestionKind {
        match self {
            Self::Entry(_) => SuggestionKind::Entry,
            Self::Edit(_) => SuggestionKind::Edit,
            Self::Report(_) => SuggestionKind::Report,
            Self::Category(_) => SuggestionKind::Category,
        }
    }

    /// What the contributor wrote to the moderators; may be empty.
    pub fn note(&self) -> &str {
        match self {
            Self::Entry(entry) => &entry.note,
            Self::Edit(edit) => &edit.note,
            Self::Report(report) => &report.note,
            Self::Category(category) => &category.note,
        }
    }

    /// The proposed fields of the entry; a report and a category propose none.
    pub fn fields(&self) -> Option<&EntryInput> {
        match self {
            Self::Entry(entry) => Some(&entry.fields),
            Self::Edit(edit) => Some(&edit.fields),
            Self::Report(_) | Self::Category(_) => None,
        }
    }

    /// The title that it proposes; empty for a report.
    pub fn title(&self) -> &str {
        match self {
            Self::Category(category) => &category.fields.title,
            other => other.fields().map_or("", |fields| &fields.title),
        }
    }

    /// The address of the category that a new entry or category is proposed for.
    pub fn place(&self) -> Option<&str> {
        match self {
            Self::Entry(entry) => Some(&entry.fields.category),
            Self::Category(category) => Some(&category.fields.parent),
            Self::Edit(_) | Self::Report(_) => None,
        }
    }
}

impl EditPayload {
    /// What it changes, in the order of the form; never empty in a stored suggestion.
    pub fn changes(&self) -> Vec<FieldChange<'_>> {
        self.base
            .fields()
            .into_iter()
            .zip(self.fields.fields())
            .filter(|((_, old), (_, new))| old != new)
            .map(|((field, old), (_, new))| FieldChange { field, old, new })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_reads_back_and_names_its_kind() {
        let payloads = [
            Payload::Entry(Box::new(EntryPayload {
                note: "It’s new".to_owned(),
                ..EntryPayload::default()
            })),
            Payload::Edit(Box::default()),
            Payload::Report(ReportPayload {
                reason: ReportReason::Dead,
                note: String::new(),
            }),
            Payload::Category(Box::default()),
        ];
        for payload in payloads {
            let json = serde_json::to_string(&payload).unwrap();
            assert!(json.contains(payload.kind().as_str()), "{json}");
            assert_eq!(serde_json::from_str::<Payload>(&json).unwrap(), payload);
        }
    }

    #[test]
    fn an_edit_lists_only_what_it_changes() {
        let mut edit = EditPayload::default();
        edit.base.title = "Old".to_owned();
        edit.fields.title = "New".to_owned();
        edit.fields.licence = "MIT".to_owned();
        let changed: Vec<_> = edit.changes().iter().map(|change| change.field).collect();
        assert_eq!(changed, ["title", "licence"]);
    }
}
