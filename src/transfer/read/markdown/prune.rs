//! Headings that are about the page and hold nothing of the list.

use super::collect::{Collector, quoted};

/// What such headings say, in lower case.
const ABOUT_THE_PAGE: [&str; 40] = [
    "acknowledgements",
    "acknowledgments",
    "back links",
    "changelog",
    "code of conduct",
    "content",
    "contents",
    "contribute",
    "contributing",
    "contribution",
    "contribution guidelines",
    "contributions",
    "contributor",
    "contributors",
    "copyright",
    "credits",
    "footnotes",
    "how to contribute",
    "index",
    "licence",
    "license",
    "licensing",
    "sponsor",
    "sponsors",
    "star history",
    "support",
    "table of contents",
    "thanks",
    "toc",
    "inhalt",
    "inhaltsverzeichnis",
    "sommaire",
    "contenido",
    "índice",
    "indice",
    "目录",
    "目錄",
    "目次",
    "목차",
    "贡献",
];

/// Takes out the categories of this file that neither hold nor lead to an entry, if they are about
/// the page. `filled` are those under which something stands.
pub(super) fn prune(collector: &mut Collector<'_>, filled: &[usize]) {
    let first = collector.others;
    let count = collector.list.categories.len() - first;
    let mut holds = vec![false; count];
    let mut all_left_out = vec![false; count];
    for at in filled.iter().filter_map(|at| at.checked_sub(first)) {
        all_left_out[at] = collector.list.categories[first + at]
            .introduction
            .is_empty();
    }
    for entry in &collector.list.entries {
        if let Some(at) = entry.category.and_then(|at| at.checked_sub(first)) {
            holds[at] = true;
        }
    }
    // Parents come before their children.
    for at in (0..count).rev() {
        let parent = collector.list.categories[first + at].parent;
        if let Some(parent) = parent
            .filter(|_| holds[at])
            .and_then(|at| at.checked_sub(first))
        {
            holds[parent] = true;
        }
    }
    let mut places: Vec<Option<usize>> = Vec::with_capacity(count);
    let mut kept = collector.list.categories.len() - count;
    let mut said = Vec::new();
    for at in 0..count {
        let category = &collector.list.categories[first + at];
        let above = category.parent.and_then(|parent| parent.checked_sub(first));
        let gone = above.is_some_and(|above| places[above].is_none());
        let words = category
            .title
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        let about_page = ABOUT_THE_PAGE.contains(&words.as_str());
        if holds[at] || !(gone || about_page || all_left_out[at]) {
            places.push(Some(kept));
            kept += 1;
        } else {
            places.push(None);
            if !category.introduction.is_empty() {
                let reason = format!(
                    "the section {} is about the page and holds none of its links",
                    quoted(&category.title)
                );
                said.push((category.place.line, reason));
            }
        }
    }
    let moved = |at: Option<usize>| match at.and_then(|at| at.checked_sub(first)) {
        Some(own) => places[own],
        None => at,
    };
    let mut at = 0;
    collector.list.categories.retain(|_| {
        at += 1;
        at <= first || places[at - 1 - first].is_some()
    });
    for category in &mut collector.list.categories[first..] {
        category.parent = moved(category.parent);
    }
    for entry in &mut collector.list.entries {
        entry.category = moved(entry.category);
    }
    for (line, reason) in said {
        collector.left_out(line, reason);
    }
}
