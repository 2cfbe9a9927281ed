//! Taking back what happened to tags, which entries carry by name.

use super::past::{Object, Past};
use crate::directory::TagState;
use crate::history::PastRevision;

/// How everything stood that a revision of a tag touched.
pub(super) fn before(past: &Past, revision: &PastRevision) -> Vec<Object> {
    let read = |shape: &Option<serde_json::Value>| {
        let shape = shape.as_ref()?;
        serde_json::from_value::<TagState>(shape.clone()).ok()
    };
    let id = revision.object_id;
    match (read(&revision.old), read(&revision.new)) {
        (Some(old), Some(new)) => renamed(past, id, &old.name, &new.name),
        (Some(merged), None) => merged_away(past, id, &merged),
        (None, Some(split)) => split_off(past, id, &split),
        (None, None) => Vec::new(),
    }
}

fn renamed(past: &Past, id: i64, old: &str, new: &str) -> Vec<Object> {
    let entries = with_tags(past, past.entries.keys(), |tags| {
        let Some(name) = tags.iter_mut().find(|name| *name == new) else {
            return false;
        };
        old.clone_into(name);
        true
    });
    let tag = Object::Tag(id, Some(old.to_owned()));
    std::iter::once(tag).chain(entries).collect()
}

/// The tag had its own entries still; where an entry had both, it stood at a place of its own.
fn merged_away(past: &Past, id: i64, merged: &TagState) -> Vec<Object> {
    let Some(into) = merged.merged_into.and_then(|into| past.tags.get(&into)) else {
        return Vec::new();
    };
    let tag = Object::Tag(id, Some(merged.name.clone()));
    let mut objects = vec![tag];
    for entry in &merged.entries {
        let place = merged.also.iter().find(|(other, _)| other == entry);
        objects.extend(with_tags(past, [entry], |tags| match place {
            Some((_, place)) => {
                tags.insert((*place).min(tags.len()), merged.name.clone());
                true
            }
            None => {
                let Some(name) = tags.iter_mut().find(|name| *name == into) else {
                    return false;
                };
                name.clone_from(&merged.name);
                true
            }
        }));
    }
    objects
}

/// The tag was another one's part still.
fn split_off(past: &Past, id: i64, split: &TagState) -> Vec<Object> {
    let into = split.merged_into.and_then(|into| past.tags.get(&into));
    let mut objects = vec![Object::Tag(id, None)];
    objects.extend(with_tags(past, &split.entries, |tags| {
        let Some(at) = tags.iter().position(|name| *name == split.name) else {
            return false;
        };
        match into.filter(|into| !tags.contains(into)) {
            // It had the other tag alone.
            Some(into) => tags.splice(at..=at, vec![into.clone()]),
            None => tags.splice(at..=at, Vec::new()),
        };
        true
    }));
    objects
}

/// These entries with other tags; those whose tags `change` leaves alone are left out.
fn with_tags<'a>(
    past: &Past,
    ids: impl IntoIterator<Item = &'a i64>,
    change: impl Fn(&mut Vec<String>) -> bool,
) -> Vec<Object> {
    let changed = |id: &i64| {
        let mut entry = past.entries.get(id)?.clone();
        change(&mut entry.state.tags).then_some(Object::Entry(*id, Some(entry)))
    };
    ids.into_iter().filter_map(changed).collect()
}
