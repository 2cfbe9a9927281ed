//! What a revision changed, field by field, with the words marked.

use serde_json::Value;

use super::Names;
use super::labels::{ORDER, field_label};
use crate::history::{Cover, ObjectKind, PastRevision};
use crate::text::dates::Dates;
use crate::text::diff::{Piece, PieceKind, words};

/// A field that a revision changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// Its name in the object's state.
    pub name: String,
    /// What people call it.
    pub label: String,
    /// The text before and after, in one.
    pub pieces: Vec<Piece>,
}

/// Fields that say nothing to people, or that the headline says already.
const SILENT: [&str; 5] = ["position", "verified_by", "also", "addresses", "slug_path"];
/// The settings that readers see.
const PUBLIC_SETTINGS: [&str; 8] = [
    "title",
    "introduction",
    "invitation",
    "caveat",
    "contact",
    "data_licence",
    "time_zone",
    "decision_target_days",
];
/// How much unchanged text stands around a change at most, in characters.
const CONTEXT: usize = 120;

/// Every field that a revision changed, as people read it. With `public` only what readers see.
pub fn field_changes(
    revision: &PastRevision,
    names: &Names,
    dates: &Dates,
    public: bool,
) -> Vec<FieldChange> {
    let shape = |shape: &Option<Value>| match shape {
        // A list is one field.
        Some(list @ Value::Array(_)) => serde_json::json!({ "presets": list }),
        Some(shape) => shape.clone(),
        None => Value::Null,
    };
    let (old, new) = (shape(&revision.old), shape(&revision.new));
    let fields = [&old, &new].map(|shape| shape.as_object());
    let mut fields: Vec<&String> = fields
        .into_iter()
        .flatten()
        .flat_map(|map| map.keys())
        .collect();
    fields.sort_by_key(|field| {
        let place = ORDER.iter().position(|known| known == field);
        (place.unwrap_or(ORDER.len()), *field)
    });
    fields.dedup();
    let shown = |field: &&&String| {
        let is_hidden = public
            && revision.kind == ObjectKind::Settings
            && !PUBLIC_SETTINGS.contains(&field.as_str());
        !SILENT.contains(&field.as_str()) && !is_hidden
    };
    let text = |shape: &Value, field: &str| {
        let value = shape.get(field);
        value.map_or_else(String::new, |value| field_text(field, value, names, dates))
    };
    fields
        .iter()
        .filter(shown)
        .filter_map(|field| {
            let (before, after) = (text(&old, field), text(&new, field));
            (before != after).then(|| FieldChange {
                name: (*field).clone(),
                label: field_label(revision.kind, field),
                pieces: shortened(compare(&before, &after)),
            })
        })
        .collect()
}

/// The two texts in one. What stands in the place of a covered text is no version of it, so it is
/// not compared word by word.
fn compare(before: &str, after: &str) -> Vec<Piece> {
    if !Cover::is_words(before) && !Cover::is_words(after) {
        return words(before, after);
    }
    let piece = |kind, text: &str| Piece {
        kind,
        text: text.to_owned(),
    };
    let pieces = [
        piece(PieceKind::Deleted, before),
        piece(PieceKind::Inserted, after),
    ];
    pieces
        .into_iter()
        .filter(|piece| !piece.text.is_empty())
        .collect()
}

/// A value as people read it; empty when there is none.
pub fn field_text(field: &str, value: &Value, names: &Names, dates: &Dates) -> String {
    let named = |map: &std::collections::HashMap<i64, String>| {
        let name = value.as_i64().and_then(|id| map.get(&id));
        name.cloned()
            .unwrap_or_else(|| "something that is gone".to_owned())
    };
    match (field, value) {
        ("parent_id", Value::Null) => "The top level".to_owned(),
        (_, Value::Null) => String::new(),
        ("category_id" | "parent_id", Value::Number(_)) => named(&names.categories),
        ("merged_into", Value::Number(_)) => String::new(),
        ("licence", Value::String(word)) => match word.as_str() {
            "none" => "No licence found".to_owned(),
            "unknown" => "Not checked".to_owned(),
            _ => word.clone(),
        },
        ("status", Value::String(word)) => match word.as_str() {
            "live" => "Listed".to_owned(),
            "retired" => "Retired".to_owned(),
            "deleted" => "Deleted".to_owned(),
            _ => word.clone(),
        },
        ("scope", Value::String(word)) => match word.as_str() {
            "all" => "Everything".to_owned(),
            _ => "Named categories".to_owned(),
        },
        ("categories", Value::Array(list)) => {
            let name = |id: &Value| names.categories.get(&id.as_i64()?).cloned();
            list.iter().filter_map(name).collect::<Vec<_>>().join(", ")
        }
        ("entries", Value::Array(list)) => match list.len() {
            1 => "1 entry".to_owned(),
            count => format!("{count} entries"),
        },
        (field, Value::Number(number)) if field.ends_with("_at") => number
            .as_i64()
            .map_or_else(String::new, |at| dates.day_and_time(at)),
        (_, value) => plain(value),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(true) => "Yes".to_owned(),
        Value::Bool(false) => "No".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(list) if list.iter().any(Value::is_object) => {
            list.iter().map(plain).collect::<Vec<_>>().join("\n\n")
        }
        Value::Array(list) => list.iter().map(plain).collect::<Vec<_>>().join(", "),
        // A caveat's words say enough without the word for its kind; the rest is read line by line.
        Value::Object(map) => match map.get("text") {
            Some(text) => plain(text),
            None => map.values().map(plain).collect::<Vec<_>>().join("\n"),
        },
    }
}

/// Long stretches that stayed the same, cut to what stands beside a change.
fn shortened(pieces: Vec<Piece>) -> Vec<Piece> {
    let last = pieces.len().saturating_sub(1);
    let cut = |(at, piece): (usize, Piece)| {
        let count = piece.text.chars().count();
        if piece.kind != PieceKind::Same || count <= 2 * CONTEXT + 20 {
            return piece;
        }
        let head = piece.text.chars().take(if at == 0 { 0 } else { CONTEXT });
        let tail = if at == last { 0 } else { CONTEXT };
        let tail = piece.text.chars().skip(count - tail);
        let text = head.chain(" … ".chars()).chain(tail).collect();
        Piece { text, ..piece }
    };
    pieces.into_iter().enumerate().map(cut).collect()
}

#[cfg(test)]
#[path = "fields_tests.rs"]
mod tests;
