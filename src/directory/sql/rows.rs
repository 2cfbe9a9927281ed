//! Rows on their way to becoming domain types.

use crate::directory::{EntryStatus, Licence, ListedEntry, TagName};
use crate::text::{Caveat, CaveatKind};

/// The two columns of a caveat: no words, no caveat.
pub(super) fn caveat(kind: Option<&str>, text: &str) -> Option<Caveat> {
    (!text.is_empty()).then(|| Caveat {
        kind: kind.and_then(CaveatKind::parse).unwrap_or_default(),
        text: text.to_owned(),
    })
}

/// The columns that a caveat is written to.
pub(super) fn caveat_columns(caveat: Option<&Caveat>) -> (Option<&'static str>, &str) {
    caveat.map_or((None, ""), |caveat| {
        (Some(caveat.kind.as_str()), caveat.text.as_str())
    })
}

/// Tags as the queries gather them: a JSON array of objects. Ours, so it always reads.
pub(super) fn tags(json: &str) -> Vec<TagName> {
    serde_json::from_str(json).unwrap_or_default()
}

/// The two columns of a licence, which a named constraint keeps consistent.
pub(super) fn licence(status: &str, expression: Option<String>) -> Licence {
    Licence::from_columns(status, expression).unwrap_or(Licence::NotChecked)
}

/// A word that a named constraint keeps to those we know.
pub(super) fn status(word: &str) -> EntryStatus {
    EntryStatus::parse(word).unwrap_or_default()
}

/// One row of any list of entries.
#[derive(sqlx::FromRow)]
pub(super) struct ListedRow {
    id: i64,
    slug: String,
    url: String,
    display_host: String,
    title: String,
    summary: String,
    caveat_kind: Option<String>,
    caveat: String,
    licence_status: String,
    licence: Option<String>,
    organisation: String,
    language: String,
    question: String,
    featured: bool,
    status: String,
    added_at: i64,
    verified_at: Option<i64>,
    category_id: i64,
    category_path: String,
    category_title: String,
    tags: String,
}

impl From<ListedRow> for ListedEntry {
    fn from(row: ListedRow) -> Self {
        Self {
            caveat: caveat(row.caveat_kind.as_deref(), &row.caveat),
            licence: licence(&row.licence_status, row.licence),
            status: status(&row.status),
            tags: tags(&row.tags),
            id: row.id,
            slug: row.slug,
            url: row.url,
            display_host: row.display_host,
            title: row.title,
            summary: row.summary,
            organisation: row.organisation,
            language: row.language,
            question: row.question,
            featured: row.featured,
            added_at: row.added_at,
            verified_at: row.verified_at,
            category_id: row.category_id,
            category_path: row.category_path,
            category_title: row.category_title,
        }
    }
}
