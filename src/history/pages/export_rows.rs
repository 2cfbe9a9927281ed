//! Changes as lines of a file.

use serde_json::{Value, json};

use crate::history::{PastChange, PastRevision};
use crate::text::dates::Dates;

/// The names of the columns.
pub(super) const CSV_HEAD: &str = "change,at,source,who,suggestion,why,undoes,undone_by,revision,\
object_kind,object,action,before,after\r\n";

/// A change with everything that it did, in one line of JSON.
pub(super) fn json_line(change: &PastChange, revisions: &[PastRevision], dates: &Dates) -> String {
    let revisions: Vec<Value> = revisions
        .iter()
        .map(|revision| {
            json!({
                "revision": revision.id,
                "object_kind": revision.kind.as_str(),
                "object": revision.object_id,
                "action": revision.action.as_str(),
                "before": revision.old,
                "after": revision.new,
            })
        })
        .collect();
    let line = json!({
        "change": change.id,
        "at": dates.machine(change.at),
        "source": change.source.as_str(),
        "who": change.user_name,
        "suggestion": change.reference,
        "why": change.why,
        "undoes": change.reverts,
        "undone_by": change.reverted_by,
        "revisions": revisions,
    });
    format!("{line}\n")
}

/// A change as one row for each object.
pub(super) fn csv_rows(change: &PastChange, revisions: &[PastRevision], dates: &Dates) -> String {
    let number = |number: Option<i64>| number.map_or_else(String::new, |n| n.to_string());
    let shape = |shape: &Option<Value>| shape.as_ref().map_or_else(String::new, Value::to_string);
    let row = |revision: &PastRevision| {
        let cells = [
            change.id.to_string(),
            dates.machine(change.at),
            change.source.as_str().to_owned(),
            change.user_name.clone(),
            change.reference.clone(),
            change.why.clone(),
            number(change.reverts),
            number(change.reverted_by),
            revision.id.to_string(),
            revision.kind.as_str().to_owned(),
            revision.object_id.to_string(),
            revision.action.as_str().to_owned(),
            shape(&revision.old),
            shape(&revision.new),
        ];
        format!("{}\r\n", cells.map(|cell| cell_text(&cell)).join(","))
    };
    revisions.iter().map(row).collect()
}

/// A cell that no spreadsheet takes for a formula, quoted where it has to be.
fn cell_text(text: &str) -> String {
    let begins = |c: char| {
        matches!(
            c,
            '=' | '+' | '-' | '@' | '\t' | '\r' | '\0' | '＝' | '＋' | '－' | '＠'
        )
    };
    let guard = if text.starts_with(begins) { "'" } else { "" };
    if text.contains([',', '"', '\r', '\n']) {
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        format!("{guard}{text}")
    }
}

#[cfg(test)]
mod tests {
    use super::cell_text;

    #[test]
    fn no_cell_is_a_formula_or_breaks_its_row() {
        for (text, cell) in [
            ("plain", "plain"),
            ("=1+1", "'=1+1"),
            ("-1", "'-1"),
            ("＝1", "'＝1"),
            ("\tx", "'\tx"),
            ("a,b", "\"a,b\""),
            ("@x \"y\"\n", "\"'@x \"\"y\"\"\n\""),
        ] {
            assert_eq!(cell_text(text), cell);
        }
    }
}
