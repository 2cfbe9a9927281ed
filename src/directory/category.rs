//! A category: a node of the directory's tree, and the tree itself.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::text::{Caveat, SafeHtml, slugify};

/// How deep the tree may grow, the top level being 1.
pub const MAX_DEPTH: usize = 8;

/// What people write about a category, checked.
#[derive(Clone, Debug)]
pub struct CategoryFields {
    /// What it is called.
    pub title: String,
    /// Its name in addresses; made from the title when none is given.
    pub slug: Option<String>,
    /// The category above it; none for the top level.
    pub parent_id: Option<i64>,
    /// Markdown; may be empty.
    pub introduction: String,
    /// A warning that holds for everything in it.
    pub caveat: Option<Caveat>,
}

/// The whole of a category that history keeps: enough to put it back as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryState {
    /// What it is called.
    pub title: String,
    /// Its name in addresses.
    pub slug: String,
    /// The category above it.
    pub parent_id: Option<i64>,
    /// Markdown.
    pub introduction: String,
    /// A warning that holds for everything in it.
    pub caveat: Option<Caveat>,
    /// The curator's order among its siblings.
    pub position: i64,
    /// Whether it was taken away.
    pub deleted: bool,
    /// The category that took what it held.
    pub merged_into: Option<i64>,
}

/// A category as read from the database.
#[derive(Clone, Debug)]
pub struct Category {
    /// Its number.
    pub id: i64,
    /// Its name in feeds and exports, never reused.
    pub uid: String,
    /// The slugs from the root down, joined by `/`.
    pub path: String,
    /// The introduction, rendered and sanitised.
    pub introduction_html: SafeHtml,
    /// Live entries in it and below it.
    pub entry_count: i64,
    /// Live entries in it alone.
    pub own_entry_count: i64,
    /// Moves with every write; what a form was made against.
    pub version: i64,
    /// What people wrote, and its place.
    pub state: CategoryState,
}

/// A category as trees, menus and breadcrumbs show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CategoryNode {
    /// Its number.
    pub id: i64,
    /// The category above it.
    pub parent_id: Option<i64>,
    /// The slugs from the root down, joined by `/`.
    pub path: String,
    /// What it is called.
    pub title: String,
    /// The introduction's first paragraph as plain text; may be empty.
    pub summary: String,
    /// Live entries in it and below it.
    pub entry_count: i64,
    /// Live entries in it alone.
    pub own_entry_count: i64,
    /// How deep it lies, the top level being 1.
    pub depth: usize,
}

/// All live categories in the order in which the tree is written out.
#[derive(Clone, Debug, Default)]
pub struct CategoryTree {
    nodes: Vec<CategoryNode>,
    places: HashMap<i64, usize>,
}

impl CategoryTree {
    /// Builds the tree from nodes of which siblings come in the curator's order. A node whose
    /// parent is missing is left out, and so is a cycle: neither can be reached from the top.
    pub fn new(nodes: Vec<CategoryNode>) -> Self {
        let mut children: HashMap<Option<i64>, Vec<CategoryNode>> = HashMap::new();
        for node in nodes {
            children.entry(node.parent_id).or_default().push(node);
        }
        let mut tree = Self::default();
        let mut waiting: Vec<(CategoryNode, usize)> = Vec::new();
        let push = |waiting: &mut Vec<_>, nodes: Option<Vec<CategoryNode>>, depth| {
            waiting.extend(
                nodes
                    .unwrap_or_default()
                    .into_iter()
                    .rev()
                    .map(|node| (node, depth)),
            );
        };
        push(&mut waiting, children.remove(&None), 1);
        while let Some((mut node, depth)) = waiting.pop() {
            node.depth = depth;
            push(&mut waiting, children.remove(&Some(node.id)), depth + 1);
            tree.places.insert(node.id, tree.nodes.len());
            tree.nodes.push(node);
        }
        tree
    }

    /// Every category, each before those below it.
    pub fn nodes(&self) -> &[CategoryNode] {
        &self.nodes
    }

    /// Whether there is no category at all.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Live entries in the whole directory.
    pub fn entry_count(&self) -> i64 {
        self.children(None).map(|node| node.entry_count).sum()
    }

    /// One category by its number.
    pub fn get(&self, id: i64) -> Option<&CategoryNode> {
        self.places
            .get(&id)
            .and_then(|&place| self.nodes.get(place))
    }

    /// One category by its path.
    pub fn at_path(&self, path: &str) -> Option<&CategoryNode> {
        self.nodes.iter().find(|node| node.path == path)
    }

    /// The categories right below `parent`, or the top level.
    pub fn children(&self, parent: Option<i64>) -> impl Iterator<Item = &CategoryNode> {
        self.nodes
            .iter()
            .filter(move |node| node.parent_id == parent)
    }

    /// The category right below `parent` that is called so, however it is written: as
    /// addresses compare them.
    pub fn sibling_called(&self, parent: Option<i64>, title: &str) -> Option<&CategoryNode> {
        let lower = title.trim().to_lowercase();
        let slug = slugify(title);
        self.children(parent).find(|node| {
            node.title.to_lowercase() == lower || slug.is_some() && slugify(&node.title) == slug
        })
    }

    /// The path that a category called `slug` would have below `parent`.
    pub fn path_below(&self, parent: Option<i64>, slug: &str) -> String {
        match parent.and_then(|parent| self.get(parent)) {
            Some(above) => format!("{}/{slug}", above.path),
            None => slug.to_owned(),
        }
    }

    /// The categories above `id`, from the top down, without itself.
    pub fn ancestors(&self, id: i64) -> Vec<&CategoryNode> {
        let mut above = Vec::new();
        let mut parent = self.get(id).and_then(|node| node.parent_id);
        while let Some(node) = parent.and_then(|parent| self.get(parent)) {
            above.push(node);
            parent = node.parent_id;
        }
        above.reverse();
        above
    }

    /// The category and everything below it, as the tree is written out.
    pub fn subtree(&self, id: i64) -> &[CategoryNode] {
        let Some(&start) = self.places.get(&id) else {
            return &[];
        };
        let rest = self.nodes.get(start..).unwrap_or_default();
        let depth = rest.first().map_or(0, |node| node.depth);
        let below = rest
            .iter()
            .skip(1)
            .take_while(|node| node.depth > depth)
            .count();
        rest.get(..=below).unwrap_or_default()
    }

    /// Whether `id` may hang under `parent`: not under itself or anything below it, and not so
    /// deep that its own subtree would pass [`MAX_DEPTH`].
    pub fn may_hang(&self, id: Option<i64>, parent: Option<i64>) -> Result<(), Misplaced> {
        let subtree = id.map_or(&[] as &[_], |id| self.subtree(id));
        if parent.is_some_and(|parent| subtree.iter().any(|node| node.id == parent)) {
            return Err(Misplaced::BelowItself);
        }
        let top = subtree.first().map_or(0, |node| node.depth);
        let height = subtree
            .iter()
            .map(|node| node.depth - top)
            .max()
            .unwrap_or(0)
            + 1;
        let above = parent
            .and_then(|parent| self.get(parent))
            .map_or(0, |node| node.depth);
        if above + height > MAX_DEPTH {
            Err(Misplaced::TooDeep)
        } else {
            Ok(())
        }
    }
}

/// Why a category can't hang where somebody wants it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misplaced {
    /// Under itself, or under what lies below it.
    BelowItself,
    /// The tree would pass [`MAX_DEPTH`].
    TooDeep,
}
