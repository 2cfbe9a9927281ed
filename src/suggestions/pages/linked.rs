//! Where a receipt leads to.

use crate::db::Connection;
use crate::directory::{CategoryTree, find_entry};
use crate::error::Result;
use crate::paths;
use crate::suggestions::Suggestion;

/// An entry or a category that a receipt leads to.
#[derive(Debug)]
pub(in crate::suggestions) struct Linked {
    pub(in crate::suggestions) title: String,
    pub(in crate::suggestions) address: String,
}

/// What it became, repeats or is about, whichever is nearest to the answer.
pub(in crate::suggestions) async fn linked(
    connection: &mut Connection,
    tree: &CategoryTree,
    suggestion: &Suggestion,
) -> Result<Option<Linked>> {
    if let Some(id) = suggestion.result_category_id {
        return Ok(tree.get(id).map(|node| Linked {
            title: node.title.clone(),
            address: paths::category(&node.path),
        }));
    }
    let id = suggestion
        .result_entry_id
        .or(suggestion.duplicate_of_entry_id)
        .or(suggestion.entry_id);
    let entry = match id {
        Some(id) => find_entry(connection, id).await?,
        None => None,
    };
    Ok(entry.map(|entry| Linked {
        address: paths::entry(entry.id, &entry.slug),
        title: entry.state.title,
    }))
}
