//! The moderators' tree of categories, with the form for a new one beside it.

use std::collections::{HashMap, HashSet};

use askama::Template;
use axum_extra::extract::Query;
use serde::Deserialize;

use super::{Editor, category_choices};
use crate::db::Connection;
use crate::directory::category_input::CategoryInput;
use crate::directory::{CategoryNode, CategoryTree, load_tree};
use crate::error::Result;
use crate::moderation::reach::part_of;
use crate::paths;
use crate::web::layout::{DeskTab, Layout};
use crate::web::{Choice, FormErrors, Notice, Page};

#[derive(Template)]
#[template(path = "moderation/categories.html")]
struct CategoriesPage {
    layout: Layout,
    notice: Option<Notice>,
    rows: Vec<TreeRow>,
    moved: Option<i64>,
    done: String,
    errors: FormErrors,
    input: CategoryInput,
    why: String,
    parents: Vec<Choice>,
}

/// One category, and how the nested lists around it open and close.
struct TreeRow {
    node: CategoryNode,
    is_first: bool,
    is_last: bool,
    /// Whether a list of subcategories opens below it.
    opens: bool,
    /// How many lists end after it.
    closes: usize,
}

/// The query string of the tree's address.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TreeQuery {
    /// Chosen in the form for a new category: a slug path.
    parent: String,
    /// A fixed word for what was just done.
    done: String,
    /// The category that it was done to.
    at: String,
    /// The change that did it.
    change: String,
}

/// `GET /admin/categories`
pub async fn categories(editor: Editor, Query(query): Query<TreeQuery>) -> Result<Page> {
    let mut connection = editor.db.read().await?;
    let input = CategoryInput {
        parent: query.parent.clone(),
        ..CategoryInput::default()
    };
    let new = NewCategory {
        input,
        ..NewCategory::default()
    };
    draw(&editor, &mut connection, query, new).await
}

/// The form for a new category, as it is shown again.
#[derive(Default)]
pub(super) struct NewCategory {
    pub input: CategoryInput,
    pub why: String,
    pub errors: FormErrors,
}

pub(super) async fn draw(
    editor: &Editor,
    connection: &mut Connection,
    query: TreeQuery,
    new: NewCategory,
) -> Result<Page> {
    let tree = load_tree(connection).await?;
    let moved = query.at.parse().ok();
    let title = moved
        .and_then(|id| tree.get(id))
        .map(|node| node.title.as_str());
    let undo = editor.undo_offer(connection, &query.change).await?;
    Page::private(&CategoriesPage {
        layout: editor.layout(connection, DeskTab::Categories).await?,
        notice: notice(&query.done)
            .map(|notice| notice.about(title).with_undo(undo, paths::ADMIN_CATEGORIES)),
        rows: rows(
            &part_of(&editor.user.scope, &tree),
            editor.check_everything().is_ok(),
        ),
        parents: category_choices(&tree, |id| editor.reaches(&tree, id)),
        moved,
        done: query.done,
        errors: new.errors,
        input: new.input,
        why: new.why,
    })
}

/// Who sees only a part of the tree can't move its top about: what stands beside it is not theirs.
fn rows(tree: &CategoryTree, moves_top: bool) -> Vec<TreeRow> {
    let nodes = tree.nodes();
    let mut last_children = HashMap::new();
    for node in nodes {
        last_children.insert(node.parent_id, node.id);
    }
    let mut begun = HashSet::new();
    let is_fixed = |node: &CategoryNode| !moves_top && node.parent_id.is_none();
    let mut rows: Vec<TreeRow> = Vec::with_capacity(nodes.len());
    for (place, node) in nodes.iter().enumerate() {
        let depth_after = nodes.get(place + 1).map_or(1, |next| next.depth);
        rows.push(TreeRow {
            is_first: begun.insert(node.parent_id) || is_fixed(node),
            is_last: last_children.get(&node.parent_id) == Some(&node.id) || is_fixed(node),
            opens: depth_after > node.depth,
            closes: node.depth.saturating_sub(depth_after),
            node: node.clone(),
        });
    }
    rows
}

fn notice(done: &str) -> Option<Notice> {
    Some(match done {
        "created" => Notice::ok("added."),
        "up" => Notice::ok("moved up."),
        "down" => Notice::ok("moved down."),
        "merge" => {
            Notice::ok("now holds everything of the other category, whose address leads here.")
        }
        "delete" => Notice::ok("The category was deleted."),
        "undone" => Notice::ok("Undone."),
        "unchanged" => Notice::warning("Nothing changed: it was so already."),
        _ => return None,
    })
}
