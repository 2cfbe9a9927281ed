//! Changes to categories. None of them loses an entry.

use super::category::{Category, CategoryFields, CategoryState};
use super::category_slugs::{choose_slug, free_slug};
use super::change::{ChangeError, Direction, OpenChange};
use super::entry::EntryState;
use super::{change_entries, sql};
use crate::history::{self, Action, ObjectKind};
use crate::keys::random_uid;
use crate::text::slugify;

type Done = Result<i64, ChangeError>;

pub(super) async fn create(open: &mut OpenChange<'_>, fields: CategoryFields) -> Done {
    expect_place(open, None, fields.parent_id).await?;
    let position = sql::next_category_position(open.connection, fields.parent_id).await?;
    let mut state = state(&fields, position);
    let at = open.context.at;
    // The path must be unique at once, but its last resort, the row's number, is not known yet.
    let interim = format!("{}/", random_uid());
    let id = sql::insert_category(open.connection, (&random_uid(), &interim), &state, at).await?;
    state.slug = choose_slug(open, id, &fields).await?;
    write(open, id, &state).await?;
    record(open, id, Action::Create, None, &state).await?;
    Ok(id)
}

pub(super) async fn edit(
    open: &mut OpenChange<'_>,
    id: i64,
    version: Option<i64>,
    fields: CategoryFields,
) -> Done {
    let category = load(open, id).await?;
    if version.is_some_and(|version| version != category.version) {
        return Err(ChangeError::Stale);
    }
    let moved = fields.parent_id != category.state.parent_id;
    let mut position = category.state.position;
    if moved {
        expect_place(open, Some(id), fields.parent_id).await?;
        position = sql::next_category_position(open.connection, fields.parent_id).await?;
    }
    let slug = choose_slug(open, id, &fields).await?;
    let state = CategoryState {
        slug,
        ..state(&fields, position)
    };
    save(
        open,
        category,
        state,
        if moved { Action::Move } else { Action::Update },
    )
    .await
}

pub(super) async fn step(open: &mut OpenChange<'_>, id: i64, direction: Direction) -> Done {
    let category = load(open, id).await?;
    let place = (category.state.parent_id, category.state.position, id);
    let neighbour = sql::neighbour_category(open.connection, place, direction).await?;
    let neighbour = load(open, neighbour.ok_or(ChangeError::NothingToChange)?).await?;
    let (here, there) = (category.state.position, neighbour.state.position);
    let state = CategoryState {
        position: here,
        ..neighbour.state.clone()
    };
    save(open, neighbour, state, Action::Reorder).await?;
    let state = CategoryState {
        position: there,
        ..category.state.clone()
    };
    save(open, category, state, Action::Reorder).await
}

pub(super) async fn merge(open: &mut OpenChange<'_>, id: i64, into: i64) -> Done {
    hand_over(open, id, into).await?;
    remove(open, id, Some(into), Action::Merge).await
}

pub(super) async fn delete(open: &mut OpenChange<'_>, id: i64, into: Option<i64>) -> Done {
    let children = sql::child_ids(open.connection, id).await?;
    let entries = sql::entry_ids_in(open.connection, id).await?;
    match into {
        Some(into) => hand_over(open, id, into).await?,
        None if children.is_empty() && entries.is_empty() => {}
        None => return Err(ChangeError::NotEmpty),
    }
    remove(open, id, into, Action::Delete).await
}

/// Moves everything that a category holds to the end of another.
async fn hand_over(open: &mut OpenChange<'_>, id: i64, into: i64) -> Result<(), ChangeError> {
    load(open, into)
        .await
        .map_err(|_| ChangeError::WrongTarget)?;
    let tree = sql::load_tree(open.connection).await?;
    if tree.subtree(id).iter().any(|node| node.id == into) {
        return Err(ChangeError::WrongTarget);
    }
    for child in sql::child_ids(open.connection, id).await? {
        tree.may_hang(Some(child), Some(into))
            .map_err(ChangeError::Misplaced)?;
        let child = load(open, child).await?;
        let position = sql::next_category_position(open.connection, Some(into)).await?;
        let slug = free_slug(open, child.id, Some(into), &child.state.slug).await?;
        let state = CategoryState {
            parent_id: Some(into),
            position,
            slug,
            ..child.state.clone()
        };
        save(open, child, state, Action::Move).await?;
    }
    for entry in sql::entry_ids_in(open.connection, id).await? {
        let entry = change_entries::load(open, entry).await?;
        let position = sql::next_entry_position(open.connection, into).await?;
        let state = EntryState {
            category_id: into,
            position,
            ..entry.state.clone()
        };
        change_entries::save(open, entry, state, Action::Move).await?;
    }
    Ok(())
}

async fn remove(
    open: &mut OpenChange<'_>,
    id: i64,
    merged_into: Option<i64>,
    action: Action,
) -> Done {
    let category = load(open, id).await?;
    let path = category.path.clone();
    let state = CategoryState {
        deleted: true,
        merged_into,
        ..category.state.clone()
    };
    save(open, category, state, action).await?;
    if let Some(into) = merged_into {
        sql::leave_address(open.connection, &path, into, open.context.at).await?;
    }
    Ok(id)
}

pub(super) async fn save(
    open: &mut OpenChange<'_>,
    category: Category,
    state: CategoryState,
    action: Action,
) -> Done {
    if state == category.state {
        return Err(ChangeError::NothingToChange);
    }
    let moved = state.parent_id != category.state.parent_id;
    write(open, category.id, &state).await?;
    if moved {
        sql::refresh_subtree(open.connection, category.id).await?;
    }
    record(open, category.id, action, Some(&category.state), &state).await?;
    Ok(category.id)
}

pub(super) async fn write(
    open: &mut OpenChange<'_>,
    id: i64,
    state: &CategoryState,
) -> Result<(), ChangeError> {
    sql::update_category(open.connection, id, state, open.context.at).await?;
    Ok(sql::write_paths(open.connection, open.context.at).await?)
}

pub(super) async fn load(open: &mut OpenChange<'_>, id: i64) -> Result<Category, ChangeError> {
    match sql::find_category(open.connection, id).await? {
        Some(category) if !category.state.deleted => Ok(category),
        _ => Err(ChangeError::NotFound),
    }
}

pub(super) async fn record(
    open: &mut OpenChange<'_>,
    id: i64,
    action: Action,
    old: Option<&CategoryState>,
    new: &CategoryState,
) -> Result<(), ChangeError> {
    let object = (ObjectKind::Category, id);
    history::record(
        open.connection,
        open.change_id,
        object,
        action,
        old,
        Some(new),
    )
    .await?;
    Ok(())
}

pub(super) async fn expect_place(
    open: &mut OpenChange<'_>,
    id: Option<i64>,
    parent_id: Option<i64>,
) -> Result<(), ChangeError> {
    if let Some(parent_id) = parent_id {
        load(open, parent_id)
            .await
            .map_err(|_| ChangeError::WrongTarget)?;
    }
    let tree = sql::load_tree(open.connection).await?;
    tree.may_hang(id, parent_id).map_err(ChangeError::Misplaced)
}

pub(super) fn state(fields: &CategoryFields, position: i64) -> CategoryState {
    CategoryState {
        title: fields.title.clone(),
        slug: slugify(&fields.title).unwrap_or_else(|| "category".to_owned()),
        parent_id: fields.parent_id,
        introduction: fields.introduction.clone(),
        caveat: fields.caveat.clone(),
        position,
        deleted: false,
        merged_into: None,
    }
}
