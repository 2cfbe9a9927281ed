//! Which category each heading of a changed list stands for.

use std::collections::{BTreeMap, HashMap};

use crate::transfer::list::ReadList;

/// What a heading stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Home {
    /// A category of the list that we wrote, by its index there.
    Known(usize),
    /// One that is not there yet.
    New,
}

/// Finds the home of each heading: the same words below the same heading, or else where most of
/// its entries came from, when that heading is gone. With `pairs` of entries, now and then.
pub(super) fn homes(
    wrote: &ReadList,
    now: &ReadList,
    pairs: &BTreeMap<usize, usize>,
) -> (Vec<Home>, Vec<String>) {
    let called = |title: &str| title.trim().to_lowercase();
    let mut known: HashMap<(Option<usize>, String), usize> = HashMap::new();
    for (index, category) in wrote.categories.iter().enumerate().rev() {
        known.insert((category.parent, called(&category.title)), index);
    }
    let mut homes: Vec<Home> = Vec::new();
    let mut notes = Vec::new();
    for (index, category) in now.categories.iter().enumerate() {
        let above = category.parent.map(|parent| homes.get(parent).copied());
        let above = match above {
            None => Some(None),
            Some(Some(Home::Known(above))) => Some(Some(above)),
            Some(_) => None,
        };
        let same = above.and_then(|above| known.get(&(above, called(&category.title))).copied());
        let home = same.or_else(|| {
            let came_from = origin(wrote, now, pairs, index)?;
            let old = wrote.categories.get(came_from)?;
            let is_gone = !now
                .categories
                .iter()
                .any(|other| called(&other.title) == called(&old.title));
            if !is_gone || above != Some(old.parent) {
                return None;
            }
            notes.push(format!(
                "The heading “{}” was changed to “{}”: moderators rename categories.",
                old.title, category.title
            ));
            Some(came_from)
        });
        homes.push(home.map_or(Home::New, Home::Known));
    }
    (homes, notes)
}

/// The category from which most entries of a heading came, if that is more than half of them.
fn origin(
    wrote: &ReadList,
    now: &ReadList,
    pairs: &BTreeMap<usize, usize>,
    heading: usize,
) -> Option<usize> {
    let mut came: BTreeMap<usize, usize> = BTreeMap::new();
    let mut held = 0;
    for (index, entry) in now.entries.iter().enumerate() {
        if entry.category == Some(heading) {
            held += 1;
            let before = pairs.get(&index).and_then(|then| wrote.entries.get(*then));
            if let Some(from) = before.and_then(|before| before.category) {
                *came.entry(from).or_default() += 1;
            }
        }
    }
    let (from, count) = came.into_iter().max_by_key(|(_, count)| *count)?;
    (2 * count > held).then_some(from)
}
