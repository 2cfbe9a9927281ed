//! Categories that a list brings.

use super::category::CategoryState;
use super::category_slugs::free_slug;
use super::change::{ChangeError, OpenChange};
use super::change_categories::{load, record, state};
use super::imported::ImportedCategory;
use super::{MAX_DEPTH, Misplaced, sql, undo};
use crate::db::Connection;
use crate::error::Result;
use crate::history::{Action, ChangeContext};
use crate::keys::random_uid;
use crate::text::slugify;

/// Makes a category at the end of its siblings, inside the change `change_id`, and returns its
/// number. One that was deleted here and comes back under the same name in feeds is the same
/// category again. When all are made, [`settle_tree`] puts them into the order of the tree.
///
/// # Errors
/// A [`ChangeError`]; the caller must then drop its transaction.
pub async fn import_category(
    connection: &mut Connection,
    context: &ChangeContext,
    change_id: i64,
    category: ImportedCategory,
) -> Result<i64, ChangeError> {
    let open = &mut OpenChange {
        connection,
        context,
        change_id,
    };
    let ImportedCategory { fields, uid } = category;
    let above = path_above(open, fields.parent_id).await?;
    let known = match &uid {
        Some(uid) => sql::find_category_by_uid(open.connection, uid).await?,
        None => None,
    };
    let position = sql::next_category_position(open.connection, fields.parent_id).await?;
    let mut state = state(&fields, position);
    let wanted = fields.slug.as_deref().and_then(slugify);
    if let Some(id) = known {
        let old = sql::find_category(open.connection, id).await?;
        if let Some(old) = old.filter(|old| old.state.deleted) {
            let wanted = wanted.unwrap_or_else(|| state.slug.clone());
            state.slug = free_slug(open, id, fields.parent_id, &wanted).await?;
            return undo::put_back(open, old, state).await;
        }
    }
    let uid = uid.filter(|_| known.is_none()).unwrap_or_else(random_uid);
    // The path must be unique at once, but its last resort, the row's number, is not known yet.
    let interim = format!("{}/", random_uid());
    let at = open.context.at;
    let id = sql::insert_category(open.connection, (&uid, &interim), &state, at).await?;
    let named = || slugify(&fields.title).unwrap_or_else(|| format!("category-{id}"));
    let wanted = wanted.unwrap_or_else(named);
    let state = CategoryState {
        slug: free_slug(open, id, fields.parent_id, &wanted).await?,
        ..state
    };
    sql::update_category(open.connection, id, &state, at).await?;
    let path = format!("{above}{}", state.slug);
    sql::set_path(open.connection, id, &path).await?;
    record(open, id, Action::Create, None, &state).await?;
    Ok(id)
}

/// Puts every category into the order in which the tree is written out.
///
/// # Errors
/// When the database can't be written.
pub async fn settle_tree(connection: &mut Connection, at: i64) -> Result<()> {
    sql::write_paths(connection, at).await
}

/// What the path of a category begins with, if there is room for it.
async fn path_above(
    open: &mut OpenChange<'_>,
    parent_id: Option<i64>,
) -> Result<String, ChangeError> {
    let Some(parent_id) = parent_id else {
        return Ok(String::new());
    };
    let parent = load(open, parent_id).await;
    let path = parent.map_err(|_| ChangeError::WrongTarget)?.path;
    let depth = path.split('/').count();
    if depth >= MAX_DEPTH {
        return Err(ChangeError::Misplaced(Misplaced::TooDeep));
    }
    Ok(format!("{path}/"))
}
