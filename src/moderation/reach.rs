//! How far a moderator of named categories reaches.

use super::case::Case;
use crate::accounts::Scope;
use crate::directory::{CategoryNode, CategoryTree};

/// Whether something may be done in a category: in one of theirs, or below it.
pub fn reaches(scope: &Scope, tree: &CategoryTree, category_id: i64) -> bool {
    let above = tree.ancestors(category_id);
    let mut path: Vec<i64> = above.iter().map(|node| node.id).collect();
    path.push(category_id);
    scope.covers(&path)
}

/// Whether a new category may hang there. The top level is for those who decide on everything.
pub fn reaches_below(scope: &Scope, tree: &CategoryTree, parent_id: Option<i64>) -> bool {
    match parent_id {
        Some(id) => reaches(scope, tree, id),
        None => *scope == Scope::All,
    }
}

/// The categories that somebody was named for; none for who decides on everything.
pub fn roots(scope: &Scope) -> Option<Vec<i64>> {
    match scope {
        Scope::All => None,
        Scope::Categories(named) => Some(named.clone()),
    }
}

/// The tree as far as they decide on it, each of their categories at its top.
pub fn part_of(scope: &Scope, tree: &CategoryTree) -> CategoryTree {
    let reached = tree
        .nodes()
        .iter()
        .filter(|node| reaches(scope, tree, node.id));
    let nodes = reached.map(|node| CategoryNode {
        parent_id: node.parent_id.filter(|&id| reaches(scope, tree, id)),
        ..node.clone()
    });
    CategoryTree::new(nodes.collect())
}

/// Whether a suggestion is theirs to decide. What belongs to no category yet is everybody's.
pub fn may_decide(scope: &Scope, case: &Case) -> bool {
    case.category_id()
        .is_none_or(|id| reaches(scope, &case.tree, id))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(id: i64, parent_id: Option<i64>) -> CategoryNode {
        CategoryNode {
            id,
            parent_id,
            path: id.to_string(),
            title: id.to_string(),
            summary: String::new(),
            entry_count: 0,
            own_entry_count: 0,
            depth: 0,
        }
    }

    #[test]
    fn a_scope_reaches_down_and_never_up_or_aside() {
        let nodes = [(1, None), (2, Some(1)), (3, Some(2)), (4, None)];
        let tree = CategoryTree::new(nodes.map(|(id, parent)| node(id, parent)).into());
        let two = Scope::Categories(vec![2]);
        let reached = |scope: &Scope| [1, 2, 3, 4].map(|id| reaches(scope, &tree, id));
        assert_eq!(reached(&two), [false, true, true, false]);
        assert_eq!(reached(&Scope::All), [true; 4]);
        assert_eq!(reached(&Scope::Categories(Vec::new())), [false; 4]);
        assert!(reaches_below(&two, &tree, Some(3)));
        assert!(!reaches_below(&two, &tree, Some(1)) && !reaches_below(&two, &tree, None));
        assert!(reaches_below(&Scope::All, &tree, None));
        let part = part_of(&two, &tree);
        let part: Vec<_> = part
            .nodes()
            .iter()
            .map(|node| (node.id, node.depth))
            .collect();
        assert_eq!(part, [(2, 1), (3, 2)]);
    }
}
