//! Categories that a list brings.

use super::category::CategoryState;
use super::category_slugs::free_slug;
use super::change::{ChangeError, OpenChange};
use super::change_categories::{expect_place, record, state, write};
use super::imported::ImportedCategory;
use super::{sql, undo};
use crate::history::Action;
use crate::keys::random_uid;
use crate::text::slugify;

type Done = Result<i64, ChangeError>;

/// A new category at the end of its siblings. One that was deleted here and comes back under the
/// same name in feeds is the same category again.
pub(super) async fn create(open: &mut OpenChange<'_>, category: ImportedCategory) -> Done {
    let ImportedCategory { fields, uid } = category;
    expect_place(open, None, fields.parent_id).await?;
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
    write(open, id, &state).await?;
    record(open, id, Action::Create, None, &state).await?;
    Ok(id)
}
