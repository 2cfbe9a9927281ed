//! A link that somebody suggested before.

use super::sql::{category_waits, find_declined_link, link_waits};
use super::{Suggestion, SuggestionKind};
use crate::db::Connection;
use crate::directory::category_input::CategoryInput;
use crate::directory::{CategoryTree, LinkUrl, find_entry, find_live_entry_by_key};
use crate::error::Result;

/// Where the link was found, and what the contributor may know about it.
#[derive(Clone, Debug)]
pub enum Duplicate {
    /// In the directory.
    Listed(ListedTwin),
    /// The category is there.
    Category {
        /// The slugs from the root down.
        path: String,
        /// What it is called.
        title: String,
    },
    /// Somebody suggested the same category, and it waits.
    CategoryWaiting,
    /// In the queue; only that it waits is said.
    Waiting,
    /// Declined before.
    Declined {
        /// When, UTC milliseconds.
        at: i64,
        /// The preset's label, when it was one.
        label: Option<String>,
    },
}

/// The entry that has the link.
#[derive(Clone, Debug)]
pub struct ListedTwin {
    /// Its number.
    pub id: i64,
    /// The readable half of its address.
    pub slug: String,
    /// What it is called.
    pub title: String,
    /// Where its link leads, as lists show it.
    pub display_host: String,
    /// The title of its category.
    pub category: String,
    /// When it was added, UTC milliseconds.
    pub added_at: i64,
}

/// Looks for the link of a new entry, or the new link of the entry `of`, in the directory, in the
/// queue and among what was declined, in this order.
pub(super) async fn find(
    connection: &mut Connection,
    tree: &CategoryTree,
    (kind, link): (SuggestionKind, &LinkUrl),
    of: Option<i64>,
    earlier: Option<&Suggestion>,
) -> Result<Option<Duplicate>> {
    let key = link.key();
    let listed = find_live_entry_by_key(connection, &key).await?;
    if let Some(id) = listed.filter(|id| Some(*id) != of)
        && let Some(entry) = find_entry(connection, id).await?
    {
        return Ok(Some(Duplicate::Listed(ListedTwin {
            category: tree
                .get(entry.state.category_id)
                .map(|node| node.title.clone())
                .unwrap_or_default(),
            id,
            slug: entry.slug,
            title: entry.state.title,
            display_host: entry.display_host,
            added_at: entry.added_at,
        })));
    }
    if kind != SuggestionKind::Entry {
        return Ok(None);
    }
    if link_waits(connection, &key, earlier.map(|earlier| earlier.id)).await? {
        return Ok(Some(Duplicate::Waiting));
    }
    let declined = find_declined_link(connection, &key).await?;
    Ok(declined.map(|(at, label)| Duplicate::Declined { at, label }))
}

/// Looks for a category of that name at that place, in the directory and in the queue.
pub(super) async fn find_category(
    connection: &mut Connection,
    tree: &CategoryTree,
    new: &CategoryInput,
    earlier: Option<&Suggestion>,
) -> Result<Option<Duplicate>> {
    let parent = tree.at_path(&new.parent).map(|node| node.id);
    if let Some(node) = tree.sibling_called(parent, &new.title) {
        return Ok(Some(Duplicate::Category {
            path: node.path.clone(),
            title: node.title.clone(),
        }));
    }
    let proposed = (parent, new.title.as_str());
    let waits = category_waits(connection, proposed, earlier.map(|earlier| earlier.id)).await?;
    Ok(waits.then_some(Duplicate::CategoryWaiting))
}
