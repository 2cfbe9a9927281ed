//! Words that records use and other files explain: categories, tags, licences.

use std::collections::{HashMap, HashSet};

use crate::transfer::list::RemarkKind;
use crate::transfer::read::build::{Builder, named};
use crate::transfer::read::objects::Described;

/// A file, its first entry, and the short names of the records in it.
pub(super) type Named = (usize, usize, Vec<String>);

/// A file whose records are the licences that others name is a register of licences: its links
/// lead to licence texts, and none of them is an entry.
pub(super) fn leave_out_licences(files: &[Named], licences: &[String], builder: &mut Builder<'_>) {
    let used: HashSet<&str> = licences.iter().map(String::as_str).collect();
    let registers: HashSet<usize> = files
        .iter()
        .filter(|(_, _, names)| names.iter().any(|name| used.contains(name.as_str())))
        .map(|(file, ..)| *file)
        .collect();
    builder
        .list
        .entries
        .retain(|entry| !registers.contains(&entry.place.file));
    let mut registers: Vec<usize> = registers.into_iter().collect();
    registers.sort_unstable();
    for file in registers {
        builder.open(file);
        builder.remark(
            0,
            RemarkKind::LeftOut,
            "This file explains the licences that the others name",
        );
    }
}

/// What is said about a word introduces the category of that name.
pub(super) fn explain(described: Vec<Described>, builder: &mut Builder<'_>) {
    let categories: HashMap<String, usize> = builder
        .list
        .categories
        .iter()
        .enumerate()
        .map(|(index, category)| (category.title.to_lowercase(), index))
        .collect();
    let tags: HashSet<String> = builder
        .list
        .entries
        .iter()
        .flat_map(|entry| &entry.tags)
        .map(|tag| tag.to_lowercase())
        .collect();
    for word in described {
        let name = word.name.to_lowercase();
        let category = categories
            .get(&name)
            .and_then(|index| builder.list.categories.get_mut(*index));
        if let Some(category) = category {
            category.introduction = word.description;
            continue;
        }
        let reason = if tags.contains(&name) {
            "this explains a tag, and tags have no text of their own"
        } else {
            "this has no link, and no entry belongs to it"
        };
        builder.open(word.place.file);
        builder.remark(
            word.place.line,
            RemarkKind::LeftOut,
            named(&word.name, reason),
        );
    }
}
