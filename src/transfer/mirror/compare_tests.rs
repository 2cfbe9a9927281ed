//! What is found in a changed list.

use super::*;
use crate::transfer::list::ReadCategory;

fn list(categories: &[(&str, Option<usize>)], entries: &[(&str, &str, usize)]) -> ReadList {
    ReadList {
        categories: categories
            .iter()
            .map(|(title, parent)| ReadCategory {
                title: (*title).to_owned(),
                parent: *parent,
                ..ReadCategory::default()
            })
            .collect(),
        entries: entries
            .iter()
            .map(|(url, title, category)| ReadEntry {
                url: format!("https://{url}.example/"),
                title: (*title).to_owned(),
                category: Some(*category),
                ..ReadEntry::default()
            })
            .collect(),
        ..ReadList::default()
    }
}

const HEADINGS: &[(&str, Option<usize>)] = &[("Tools", None), ("Small", Some(0)), ("Books", None)];
const ENTRIES: &[(&str, &str, usize)] =
    &[("a", "A", 0), ("b", "B", 0), ("c", "C", 1), ("d", "D", 2)];

fn wrote() -> ReadList {
    list(HEADINGS, ENTRIES)
}

#[test]
fn nothing_changed_is_no_difference() {
    let found = compare(&wrote(), &wrote());
    let homes = (0..3).map(Home::Known).collect();
    assert_eq!(
        found,
        Differences {
            homes,
            ..Differences::default()
        }
    );
}

#[test]
fn added_removed_and_changed_lines_are_told_apart() {
    let mut now = wrote();
    now.entries.remove(1);
    now.entries[0].description = "New words".to_owned();
    now.entries
        .push(list(HEADINGS, &[("e", "E", 2)]).entries.remove(0));
    let found = compare(&wrote(), &now);
    assert_eq!(found.removed, [1]);
    assert_eq!(found.changed, [(0, 0)]);
    assert_eq!(found.added, [3]);
    assert!(found.notes.is_empty() && found.headings.is_empty());
}

#[test]
fn a_changed_link_is_known_by_its_title_or_its_place() {
    let mut now = wrote();
    now.entries[1].url = "https://elsewhere.example/".to_owned();
    let found = compare(&wrote(), &now);
    assert_eq!((found.changed, found.added.len()), (vec![(1, 1)], 0));
    let mut now = wrote();
    now.entries[1].url = "https://b.example/new".to_owned();
    now.entries[1].title = "Bee".to_owned();
    let found = compare(&wrote(), &now);
    assert_eq!((found.changed, found.added.len()), (vec![(1, 1)], 0));
    let mut now = wrote();
    now.entries[1].url = "https://elsewhere.example/".to_owned();
    now.entries[1].title = "Something else".to_owned();
    let found = compare(&wrote(), &now);
    assert_eq!((found.removed, found.added), (vec![1], vec![1]));
}

#[test]
fn moves_and_new_headings_are_found() {
    let mut now = wrote();
    now.entries[3].category = Some(1);
    let found = compare(&wrote(), &now);
    assert_eq!(found.changed, [(3, 3)]);

    let mut headings = HEADINGS.to_vec();
    headings.push(("Films", None));
    let mut entries = ENTRIES.to_vec();
    entries.push(("f", "F", 3));
    let found = compare(&wrote(), &list(&headings, &entries));
    assert_eq!((found.headings, found.added), (vec![3], vec![4]));
}

#[test]
fn a_renamed_heading_is_no_new_one() {
    let headings = [("Tools", None), ("Small", Some(0)), ("Literature", None)];
    let found = compare(&wrote(), &list(&headings, ENTRIES));
    assert_eq!(found.homes[2], Home::Known(2));
    assert!(found.changed.is_empty() && found.headings.is_empty());
    assert!(found.notes[0].contains("“Books”") && found.notes[0].contains("“Literature”"));
    // What lies below a renamed heading is where it was.
    let headings = [("Things", None), ("Small", Some(0)), ("Books", None)];
    let found = compare(&wrote(), &list(&headings, ENTRIES));
    assert_eq!(found.homes[..2], [Home::Known(0), Home::Known(1)]);
}

#[test]
fn order_and_prose_are_said_and_not_proposed() {
    let mut now = wrote();
    now.entries.swap(0, 1);
    now.introduction = "Welcome".to_owned();
    now.categories[0].introduction = "More words".to_owned();
    let found = compare(&wrote(), &now);
    assert!(found.changed.is_empty() && found.added.is_empty() && found.removed.is_empty());
    assert_eq!(found.notes.len(), 3, "{:?}", found.notes);
}

#[test]
fn a_link_that_stands_twice_is_two_entries() {
    let wrote = list(HEADINGS, &[("a", "A", 0), ("a", "Again", 2)]);
    let mut now = wrote.clone();
    now.entries.remove(1);
    let found = compare(&wrote, &now);
    assert_eq!((found.removed, found.added.len()), (vec![1], 0));
}
