//! A category's page in the curator's order: its entries under the sub-categories they are in.

use super::rows::Row;
use crate::directory::{CategoryNode, CategoryTree, ListedEntry};

/// Entries of one sub-category, or those that are in the category itself.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// The sub-category; none for the category itself.
    pub(super) category: Option<CategoryNode>,
    /// Whether the page before ends in the middle of it.
    pub(super) continued: bool,
    pub(super) rows: Vec<Row>,
}

/// Sorts a page of entries, which come in the tree's order, into groups. `before` is the category
/// of the last entry of the page before.
pub(super) fn group(
    tree: &CategoryTree,
    parent_id: i64,
    before: Option<i64>,
    entries: Vec<ListedEntry>,
) -> Vec<Group> {
    let home = |category_id| child_above(tree, parent_id, category_id);
    let mut groups: Vec<Group> = Vec::new();
    for entry in entries {
        let category = home(entry.category_id);
        let id = category.map(|node| node.id);
        let row = Row {
            placed: id.is_some_and(|id| id != entry.category_id),
            ..Row::new(entry)
        };
        match groups.last_mut() {
            Some(last) if last.category.as_ref().map(|node| node.id) == id => last.rows.push(row),
            _ => {
                let first = groups.is_empty();
                let same = |before| home(before).map(|node| node.id) == id;
                groups.push(Group {
                    category: category.cloned(),
                    continued: first && before.is_some_and(same),
                    rows: vec![row],
                });
            }
        }
    }
    groups
}

/// The child of `parent_id` that `id` is, or lies below; none for `parent_id` itself.
fn child_above(tree: &CategoryTree, parent_id: i64, id: i64) -> Option<&CategoryNode> {
    let own = tree.get(id);
    let mut chain = tree.ancestors(id).into_iter().chain(own);
    chain.find(|node| node.parent_id == Some(parent_id))
}
