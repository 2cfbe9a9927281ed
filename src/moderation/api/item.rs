//! A suggestion as programs read it. Who sent it is not among it.

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::error::Result;
use crate::moderation::case::Case;
use crate::paths;
use crate::suggestions::{Payload, SuggestionKind, SuggestionStatus};
use crate::text::dates::Dates;

/// A suggestion with all that a decision needs. Times are RFC 3339, in UTC.
#[derive(Serialize, ToSchema)]
#[schema(as = QueuedSuggestion)]
pub(super) struct Item {
    /// Its number.
    id: i64,
    /// For quoting.
    reference: String,
    /// What it is about.
    #[schema(value_type = SuggestionKind)]
    kind: &'static str,
    /// How far it has come.
    #[schema(value_type = SuggestionStatus)]
    status: &'static str,
    /// To be sent back with a decision.
    version: String,
    /// What it is about, in its own or its entry’s words.
    title: String,
    /// What would be approved if nothing else is sent: the fields of an entry or of a category.
    #[schema(value_type = Object)]
    fields: Value,
    /// What its contributor wrote to the moderators.
    note: String,
    /// Of a report: what is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false)]
    reason: Option<&'static str>,
    /// Of an edit or a report: the entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = EntryItem, required = false)]
    entry: Option<EntryItem>,
    /// When it was sent.
    #[schema(format = "date-time")]
    created_at: String,
    /// When it last changed.
    #[schema(format = "date-time")]
    updated_at: String,
    /// When it was decided; null while it is open.
    #[schema(format = "date-time")]
    decided_at: Option<String>,
    /// The path of the page on which a person decides.
    page: String,
}

/// The entry that a suggestion is about.
#[derive(Serialize, ToSchema)]
#[schema(as = QueuedEntry)]
struct EntryItem {
    /// Its number.
    id: i64,
    /// What it is called.
    title: String,
    /// Its link.
    url: String,
}

impl Item {
    pub(super) fn new(case: &Case) -> Result<Self> {
        let suggestion = &case.suggestion;
        let dates = Dates::new("UTC");
        let fields = match &case.category {
            Some(category) => serde_json::to_value(category)?,
            None => serde_json::to_value(&case.fields)?,
        };
        Ok(Self {
            id: suggestion.id,
            reference: suggestion.reference.to_string(),
            kind: suggestion.kind.as_str(),
            status: suggestion.status.as_str(),
            version: case.version(),
            title: case.title().to_owned(),
            fields,
            note: suggestion.payload.note().to_owned(),
            reason: match &suggestion.payload {
                Payload::Report(report) => Some(report.reason.as_str()),
                _ => None,
            },
            entry: case.entry.as_ref().map(|entry| EntryItem {
                id: entry.id,
                title: entry.state.title.clone(),
                url: entry.state.url.to_string(),
            }),
            created_at: dates.machine(suggestion.created_at),
            updated_at: dates.machine(suggestion.updated_at),
            decided_at: suggestion.decided_at.map(|at| dates.machine(at)),
            page: paths::review(suggestion.id),
        })
    }
}
