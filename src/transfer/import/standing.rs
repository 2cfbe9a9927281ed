//! What stands already, as far as a list has anything to do with it.

use std::collections::{HashMap, HashSet};

use super::draft::Draft;
use crate::db::Connection;
use crate::directory::{
    Category, CategoryTree, EntryStatus, StandingEntry, find_category, list_former_tags,
    list_standing_entries, load_tree,
};
use crate::error::Result;
use crate::suggestions::{EarlierLinks, list_earlier_links};

/// How many links are looked up at once.
const AT_ONCE: usize = 500;

/// What stands already. The default is a directory with nothing in it.
#[derive(Debug, Default)]
pub struct Standing {
    /// Every category.
    pub(super) tree: CategoryTree,
    /// The same with all their words.
    pub(super) categories: HashMap<i64, Category>,
    entries: Vec<StandingEntry>,
    by_key: HashMap<String, usize>,
    by_uid: HashMap<String, usize>,
    /// Tags that used to be called otherwise: the slug of then, and of today.
    pub(super) former_tags: HashMap<String, String>,
    /// The list's links that wait in the queue or were declined.
    pub(super) earlier: EarlierLinks,
}

/// Finds what of a list stands already.
///
/// # Errors
/// When the database does not answer.
pub async fn look_up(connection: &mut Connection, draft: &Draft) -> Result<Standing> {
    let mut standing = Standing {
        tree: load_tree(connection).await?,
        former_tags: list_former_tags(connection).await?.into_iter().collect(),
        ..Standing::default()
    };
    let ids: Vec<i64> = standing.tree.nodes().iter().map(|node| node.id).collect();
    for id in ids {
        if let Some(category) = find_category(connection, id).await? {
            standing.categories.insert(id, category);
        }
    }
    let mut known = HashSet::new();
    for entries in draft.entries.chunks(AT_ONCE) {
        let keys: Vec<&str> = entries.iter().map(|entry| &*entry.key).collect();
        let uids: Vec<&str> = entries
            .iter()
            .filter_map(|entry| entry.kept.uid.as_deref())
            .collect();
        for entry in list_standing_entries(connection, (&keys, &uids)).await? {
            if known.insert(entry.id) {
                standing.add(entry);
            }
        }
        list_earlier_links(connection, &keys, &mut standing.earlier).await?;
    }
    Ok(standing)
}

impl Standing {
    fn add(&mut self, entry: StandingEntry) {
        let place = self.entries.len();
        self.by_uid.insert(entry.uid.clone(), place);
        // Of several with one link, the live one counts, of which there is one at most.
        if entry.state.status == EntryStatus::Live {
            self.by_key.insert(entry.url_key.clone(), place);
        } else {
            self.by_key.entry(entry.url_key.clone()).or_insert(place);
        }
        self.entries.push(entry);
    }

    /// The entry with this link.
    pub(super) fn with_link(&self, key: &str) -> Option<&StandingEntry> {
        self.entries.get(*self.by_key.get(key)?)
    }

    /// The entry with this name in feeds.
    pub(super) fn with_uid(&self, uid: &str) -> Option<&StandingEntry> {
        self.entries.get(*self.by_uid.get(uid)?)
    }

    /// Whether there is neither a category nor an entry.
    pub(super) fn is_empty(&self) -> bool {
        self.tree.is_empty()
    }

    /// The slug of today of a tag.
    pub(super) fn tag_today<'a>(&'a self, slug: &'a str) -> &'a str {
        self.former_tags.get(slug).map_or(slug, String::as_str)
    }
}
