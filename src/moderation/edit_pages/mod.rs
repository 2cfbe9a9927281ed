//! Direct edits of entries, categories and tags, through the same door as every decision.

mod blocked;
mod blocked_hosts;
mod blocked_words;
mod bulk;
mod category;
mod category_actions;
mod category_list;
mod editor;
mod entry;
mod entry_actions;
mod entry_filter;
mod entry_list;
mod entry_merge;
mod reach;
mod tag;
mod tag_list;

pub use blocked_hosts::{blocked_hosts, update_blocked_hosts};
pub use blocked_words::{blocked_words, update_blocked_words};
pub use bulk::update_entries;
pub use category::category;
pub use category_actions::{create_category, update_category};
pub use category_list::categories;
pub use editor::Editor;
pub use entry::{entry, new_entry};
pub use entry_actions::{create_entry, update_entry};
pub use entry_list::entries;
pub use tag::{tag, update_tag};
pub use tag_list::tags;

use crate::directory::CategoryTree;
use crate::error::{AppError, Result};
use crate::paths::with_query;
use crate::web::Choice;

/// Reads a number in an address; what can't be one leads nowhere.
fn number(text: &str) -> Result<i64> {
    text.parse().map_err(|_| AppError::NotFound)
}

/// An address that names the change that was just made, so that its notice can offer to undo it.
fn with_change(path: &str, change_id: i64) -> String {
    with_query(path, "change", &change_id.to_string())
}

/// Every category that `may` be chosen, by its path.
fn category_choices(tree: &CategoryTree, may: impl Fn(i64) -> bool) -> Vec<Choice> {
    tree.nodes()
        .iter()
        .filter(|node| may(node.id))
        .map(|node| Choice::new(&node.path, &node.title).at_depth(node.depth - 1))
        .collect()
}
