//! A suggestion as programs read it. Who sent it is not among it.

use serde::Serialize;
use serde_json::Value;

use crate::error::Result;
use crate::moderation::case::Case;
use crate::paths;
use crate::suggestions::Payload;
use crate::text::dates::Dates;

/// A suggestion with all that a decision needs. Times are RFC 3339, in UTC.
#[derive(Serialize)]
pub(super) struct Item {
    id: i64,
    reference: String,
    kind: &'static str,
    status: &'static str,
    /// To be sent back with a decision.
    version: String,
    title: String,
    /// What would be approved if nothing else is sent.
    fields: Value,
    note: String,
    /// Of a report: what is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    /// Of an edit or a report: the entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    entry: Option<EntryItem>,
    created_at: String,
    updated_at: String,
    decided_at: Option<String>,
    /// The page on which a person decides.
    page: String,
}

/// The entry that a suggestion is about.
#[derive(Serialize)]
struct EntryItem {
    id: i64,
    title: String,
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
