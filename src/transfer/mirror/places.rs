//! Which categories the headings of our own list are.

use std::collections::HashMap;

use super::compare::key;
use super::past::Past;
use crate::transfer::list::ReadList;

/// Which category each heading of our list is: that of its entries, or else the one of that name
/// at that place.
pub(super) fn categories(
    wrote: &ReadList,
    past: &Past,
    entries: &HashMap<String, i64>,
) -> Vec<Option<i64>> {
    let mut found: Vec<Option<i64>> = vec![None; wrote.categories.len()];
    for line in &wrote.entries {
        let entry = entries.get(&key(line)).and_then(|id| past.entries.get(id));
        let place = line.category.and_then(|index| found.get_mut(index));
        if let (Some(entry), Some(place)) = (entry, place) {
            place.get_or_insert(entry.state.category_id);
        }
    }
    // From the bottom up, a category tells its parent.
    for (index, category) in wrote.categories.iter().enumerate().rev() {
        let above = found.get(index).copied().flatten();
        let above = above.and_then(|id| past.categories.get(&id)?.parent_id);
        let place = category.parent.and_then(|parent| found.get_mut(parent));
        if let (Some(above), Some(place)) = (above, place) {
            place.get_or_insert(above);
        }
    }
    for (index, category) in wrote.categories.iter().enumerate() {
        let above = category
            .parent
            .map(|parent| found.get(parent).copied().flatten());
        let above = match above {
            Some(None) => continue,
            Some(above) => above,
            None => None,
        };
        let mut named = past.live_categories().filter(|(_, parent_id, title)| {
            *parent_id == above && title.trim() == category.title.trim()
        });
        if let (Some(place), Some((id, _, _))) = (found.get_mut(index), named.next()) {
            place.get_or_insert(id);
        }
    }
    found
}
