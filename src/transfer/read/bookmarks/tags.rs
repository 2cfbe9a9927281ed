//! The tags of bookmarks, which some programs part with commas and others with blanks.

use crate::transfer::list::ReadEntry;
use crate::transfer::read::build::one_line;

/// Gives entries the tags that were written beside them. Blanks part tags only in a file where
/// commas never do.
pub(super) fn hand_out(written: Vec<(usize, String)>, entries: &mut [ReadEntry]) {
    let commas = written.iter().any(|(_, tags)| tags.contains(','));
    let parts = |c: char| if commas { c == ',' } else { c.is_whitespace() };
    for (index, words) in written {
        let Some(entry) = entries.get_mut(index) else {
            continue;
        };
        for tag in words.split(parts).map(one_line) {
            if !tag.is_empty() && !entry.tags.contains(&tag) {
                entry.tags.push(tag);
            }
        }
    }
}
