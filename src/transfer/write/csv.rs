//! CSV (RFC 4180), one row an entry, for spreadsheets.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@` or some blanks for a formula.
//! Such a cell gets a `'` in front, which spreadsheets hide; so does one that has a `'` there
//! already, and the reader of our own files takes exactly that one away again.

use super::{ExportedCategory, ExportedEntry, Writer, joined_tags};
use crate::transfer::json::RecordStatus;
use crate::transfer::moment;

/// The columns, as the reader knows them.
const HEADER: [&str; 13] = [
    "url",
    "title",
    "category",
    "description",
    "caveat",
    "caveat_kind",
    "licence",
    "organisation",
    "tags",
    "language",
    "added_at",
    "updated_at",
    "verified_at",
];
/// What parts the titles of a category's path.
const PATH_JOINT: &str = " > ";

pub(super) struct CsvWriter {
    /// The titles from the top level down to the open category.
    path: Vec<String>,
}

impl CsvWriter {
    pub(super) fn new() -> Self {
        Self { path: Vec::new() }
    }
}

impl Writer for CsvWriter {
    fn begin(&mut self, out: &mut String) {
        out.push_str(&HEADER.join(","));
        out.push_str("\r\n");
    }

    fn category(&mut self, category: &ExportedCategory, _out: &mut String) {
        self.path.truncate(category.depth - 1);
        self.path.push(category.title.clone());
    }

    fn entry(&mut self, entry: &ExportedEntry, out: &mut String) {
        let record = &entry.record;
        if record.status != RecordStatus::Live {
            return;
        }
        let moment = |at: Option<i64>| at.map(moment::words).unwrap_or_default();
        let cells = [
            record.url.clone(),
            record.title.clone(),
            path(&self.path),
            record.description.clone(),
            record.caveat.clone(),
            record.caveat_kind.clone().unwrap_or_default(),
            record.licence.clone(),
            record.organisation.clone(),
            joined_tags(&record.tags, ", "),
            record.language.clone(),
            moment(record.added_at),
            moment(record.updated_at),
            moment(record.verified_at),
        ];
        for (number, text) in cells.iter().enumerate() {
            if number > 0 {
                out.push(',');
            }
            cell(text, out);
        }
        out.push_str("\r\n");
    }

    fn end(&mut self, _out: &mut String) {}
}

/// The path of a category from the top, `A > B`. The sign inside a title is doubled; a title that
/// stands alone but reads like a path of another style gets the joint in front, so that the reader
/// parts at nothing else.
fn path(titles: &[String]) -> String {
    let titles: Vec<String> = titles
        .iter()
        .map(|title| title.replace('>', ">>"))
        .collect();
    let path = titles.join(PATH_JOINT);
    let other_marks = ["»", "›", "→", "::", "/", "\\"];
    if titles.len() == 1 && other_marks.iter().any(|mark| path.contains(mark)) {
        format!("> {path}")
    } else {
        path
    }
}

fn cell(text: &str, out: &mut String) {
    let guard = if is_formula(text) { "'" } else { "" };
    let quoted = text.contains(['"', ',', '\n', '\r', '\t']) || text.trim() != text;
    if quoted {
        out.push('"');
        out.push_str(guard);
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(guard);
        out.push_str(text);
    }
}

/// Whether a spreadsheet might take a cell for a formula (OWASP, "CSV injection": the signs, their
/// full-width forms, and blanks that some programs skip), or for one that was guarded already.
fn is_formula(text: &str) -> bool {
    text.starts_with([
        '=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠', '\'',
    ])
}
