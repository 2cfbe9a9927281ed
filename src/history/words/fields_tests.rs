//! Revisions as people read them.

use super::*;
use crate::history::Action;
use serde_json::json;

fn changed(kind: ObjectKind, old: Option<Value>, new: Option<Value>) -> Vec<String> {
    let revision = PastRevision {
        id: 1,
        change_id: 1,
        kind,
        object_id: 1,
        action: Action::Update,
        old,
        new,
    };
    let mut names = Names::default();
    names.categories.insert(4, "Guidance".to_owned());
    let dates = Dates::new("UTC");
    field_changes(&revision, &names, &dates, true)
        .into_iter()
        .map(|field| {
            let pieces = field.pieces.iter().map(|piece| match piece.kind {
                PieceKind::Same => piece.text.clone(),
                PieceKind::Deleted => format!("-{}-", piece.text),
                PieceKind::Inserted => format!("+{}+", piece.text),
            });
            format!("{}: {}", field.label, pieces.collect::<String>())
        })
        .collect()
}

#[test]
fn fields_are_told_in_words_and_in_order() {
    let old = json!({"title": "A tool", "category_id": 9, "tags": ["a"], "position": 3,
        "caveat": null, "featured": false, "licence": "unknown"});
    let new = json!({"title": "A good tool", "category_id": 4, "tags": ["a", "b"], "position": 1,
        "caveat": {"kind": "other", "text": "Old"}, "featured": true, "licence": "none"});
    let said = changed(ObjectKind::Entry, Some(old), Some(new));
    assert_eq!(said.first().unwrap(), "Title: A +good +tool");
    let labels: Vec<_> = said
        .iter()
        .map(|line| line.split(':').next().unwrap())
        .collect();
    let expected = [
        "Title",
        "Category",
        "Caveat",
        "Licence",
        "Tags",
        "On the home page",
    ];
    assert_eq!(labels, expected);
    assert!(!said.concat().contains(['{', '[', '"']), "{said:?}");
}

#[test]
fn readers_see_the_settings_that_pages_print_and_no_others() {
    let old = json!({"title": "A", "second_factor_required": false});
    let new = json!({"title": "A", "second_factor_required": true});
    assert!(changed(ObjectKind::Settings, Some(old), Some(new)).is_empty());
}

#[test]
fn a_long_text_shows_what_is_around_the_change() {
    let long = "word ".repeat(400);
    let old = json!({"description": format!("{long}one {long}")});
    let new = json!({"description": format!("{long}two {long}")});
    let said = changed(ObjectKind::Entry, Some(old), Some(new)).concat();
    assert!(said.contains("-one-") && said.contains("+two+"), "{said}");
    assert!(said.len() < 500, "{}", said.len());
}
