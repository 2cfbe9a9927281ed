//! What somebody changed in a list, as differences of its entries: matched by their links, then by
//! their places. Pure: two lists in, differences out.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::homes::{Home, homes};
use crate::directory::{LinkPolicy, LinkUrl};
use crate::transfer::list::{ReadEntry, ReadList};

/// What was accepted once is compared as well.
pub(super) const ANY_LINK: LinkPolicy = LinkPolicy {
    allow_private: true,
    allow_ftp: true,
};

/// How a list differs from the one that we wrote.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Differences {
    /// New entries, as indices into the list as it is.
    pub added: Vec<usize>,
    /// Entries that are gone, as indices into the list that we wrote.
    pub removed: Vec<usize>,
    /// Entries that say something else now: where they were, and where they are.
    pub changed: Vec<(usize, usize)>,
    /// New headings, as indices into the categories of the list as it is.
    pub headings: Vec<usize>,
    /// For each heading of the list as it is, which category it stands for.
    pub homes: Vec<Home>,
    /// What is no proposal, in plain words.
    pub notes: Vec<String>,
}

/// What identifies an entry of a list.
pub(super) fn key(entry: &ReadEntry) -> String {
    match LinkUrl::parse(&entry.url, ANY_LINK) {
        Ok(link) => link.key(),
        Err(_) => entry.url.trim().to_owned(),
    }
}

/// Compares a list `now` with the list that we wrote.
pub(super) fn compare(wrote: &ReadList, now: &ReadList) -> Differences {
    let mut pairs = matched_by_link(wrote, now);
    match_by_place(wrote, now, &mut pairs);
    let (homes, mut notes) = homes(wrote, now, &pairs);
    let there: HashSet<usize> = pairs.values().copied().collect();
    let changed = pairs.iter().filter(|(after, before)| {
        let sides = wrote.entries.get(**before).zip(now.entries.get(**after));
        sides.is_some_and(|(before, after)| {
            says_something_else(before, after) || moved(before, after, &homes)
        })
    });
    let changed: Vec<(usize, usize)> = changed.map(|(now, wrote)| (*wrote, *now)).collect();
    if is_reordered(wrote, &pairs, &changed) {
        notes.push("Lines changed places: the order is the curators’.".to_owned());
    }
    notes.extend(prose(wrote, now, &homes));
    let headings = homes.iter().enumerate();
    let headings = headings.filter(|(_, home)| **home == Home::New);
    Differences {
        added: (0..now.entries.len())
            .filter(|index| !pairs.contains_key(index))
            .collect(),
        removed: (0..wrote.entries.len())
            .filter(|index| !there.contains(index))
            .collect(),
        changed,
        headings: headings.map(|(index, _)| index).collect(),
        homes,
        notes,
    }
}

/// Entries with the same link: index now, index then.
fn matched_by_link(wrote: &ReadList, now: &ReadList) -> BTreeMap<usize, usize> {
    let mut known: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, entry) in wrote.entries.iter().enumerate().rev() {
        known.entry(key(entry)).or_default().push(index);
    }
    let found = now.entries.iter().enumerate();
    found
        .filter_map(|(index, entry)| Some((index, known.get_mut(&key(entry))?.pop()?)))
        .collect()
}

/// An entry whose link was changed keeps its title, or stands where it stood and says the same.
fn match_by_place(wrote: &ReadList, now: &ReadList, pairs: &mut BTreeMap<usize, usize>) {
    let back: HashMap<usize, usize> = pairs.iter().map(|(now, wrote)| (*wrote, *now)).collect();
    // What stands right before each: then, by where that is now.
    let mut before = None;
    let mut gaps: Vec<(usize, Option<usize>)> = Vec::new();
    for index in 0..wrote.entries.len() {
        match back.get(&index) {
            Some(place) => before = Some(*place),
            None => gaps.push((index, before)),
        }
    }
    let mut before = None;
    for (index, entry) in now.entries.iter().enumerate() {
        if pairs.contains_key(&index) {
            before = Some(index);
            continue;
        }
        let same = gaps.iter().position(|(place, gap)| {
            let Some(old) = wrote.entries.get(*place) else {
                return false;
            };
            same_text(&old.title, &entry.title)
                || *gap == before
                    && (same_text(&old.description, &entry.description) || same_host(old, entry))
        });
        if let Some(same) = same {
            let (place, _) = gaps.remove(same);
            pairs.insert(index, place);
        }
    }
}

fn same_text(one: &str, other: &str) -> bool {
    !one.trim().is_empty() && one.trim() == other.trim()
}

fn same_host(one: &ReadEntry, other: &ReadEntry) -> bool {
    let host = |entry: &ReadEntry| LinkUrl::parse(&entry.url, ANY_LINK).ok();
    match (host(one), host(other)) {
        (Some(one), Some(other)) => one.host() == other.host(),
        _ => false,
    }
}

fn says_something_else(before: &ReadEntry, after: &ReadEntry) -> bool {
    let words = |entry: &ReadEntry| {
        let texts = [
            &entry.url,
            &entry.title,
            &entry.description,
            &entry.licence,
            &entry.organisation,
            &entry.language,
        ];
        let texts = texts.map(|text| text.trim().to_owned());
        (texts, entry.caveat.clone(), entry.tags.clone())
    };
    words(before) != words(after)
}

fn moved(before: &ReadEntry, after: &ReadEntry, homes: &[Home]) -> bool {
    match after.category.and_then(|index| homes.get(index)) {
        Some(Home::Known(category)) => before.category != Some(*category),
        // Where it belongs is said with the new heading.
        Some(Home::New) | None => false,
    }
}

fn is_reordered(
    wrote: &ReadList,
    pairs: &BTreeMap<usize, usize>,
    changed: &[(usize, usize)],
) -> bool {
    let changed: HashSet<usize> = changed.iter().map(|(wrote, _)| *wrote).collect();
    let stayed: Vec<usize> = pairs
        .values()
        .copied()
        .filter(|index| !changed.contains(index))
        .collect();
    stayed.windows(2).any(|pair| {
        let &[one, other] = pair else { return false };
        let home = |index: usize| wrote.entries.get(index).map(|entry| entry.category);
        one > other && home(one) == home(other)
    })
}

/// Texts that are no entries.
fn prose(wrote: &ReadList, now: &ReadList, homes: &[Home]) -> Vec<String> {
    let mut notes = Vec::new();
    let own = |list: &ReadList| {
        let title = list.title.as_deref().unwrap_or_default();
        (title.trim().to_owned(), list.introduction.trim().to_owned())
    };
    if own(wrote) != own(now) {
        notes
            .push("The text at the top was changed: curators write it in the settings.".to_owned());
    }
    for (category, home) in now.categories.iter().zip(homes) {
        let Home::Known(before) = home else { continue };
        let Some(before) = wrote.categories.get(*before) else {
            continue;
        };
        if before.introduction.trim() != category.introduction.trim()
            || before.caveat != category.caveat
        {
            let title = &category.title;
            notes.push(format!(
                "The text below the heading “{title}” was changed: moderators write it."
            ));
        }
    }
    notes
}

#[cfg(test)]
#[path = "compare_tests.rs"]
mod tests;
