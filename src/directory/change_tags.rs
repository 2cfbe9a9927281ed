//! Changes to tags.

use super::change::{ChangeError, OpenChange};
use super::sql;
use super::tag::{Tag, TagState};
use crate::history::{self, Action, ObjectKind};
use crate::text::tag_slug;

pub(super) async fn rename(
    open: &mut OpenChange<'_>,
    id: i64,
    name: &str,
) -> Result<i64, ChangeError> {
    let tag = load(open, id).await?;
    let slug = tag_slug(name).ok_or(ChangeError::WrongTarget)?;
    if tag.name == name && tag.slug == slug {
        return Err(ChangeError::NothingToChange);
    }
    let other = sql::find_tag_by_slug(open.connection, &slug).await?;
    if other.is_some_and(|other| other.id != id) {
        return Err(ChangeError::SlugTaken);
    }
    sql::rename_tag(open.connection, &tag, (&slug, name), open.context.at).await?;
    let new = TagState {
        slug,
        name: name.to_owned(),
        ..TagState::default()
    };
    record(open, id, Action::Update, Some(&state(&tag)), Some(&new)).await?;
    Ok(id)
}

pub(super) async fn merge(
    open: &mut OpenChange<'_>,
    id: i64,
    into: i64,
) -> Result<i64, ChangeError> {
    if id == into {
        return Err(ChangeError::WrongTarget);
    }
    let tag = load(open, id).await?;
    load(open, into)
        .await
        .map_err(|_| ChangeError::WrongTarget)?;
    let old = TagState {
        entries: sql::list_tagged(open.connection, id).await?,
        also: sql::list_with_both(open.connection, id, into).await?,
        addresses: sql::list_tag_addresses(open.connection, id).await?,
        merged_into: Some(into),
        ..state(&tag)
    };
    sql::move_tag(open.connection, &tag, into, open.context.at).await?;
    record(open, id, Action::Merge, Some(&old), None).await?;
    Ok(into)
}

pub(super) async fn load(open: &mut OpenChange<'_>, id: i64) -> Result<Tag, ChangeError> {
    sql::find_tag(open.connection, id)
        .await?
        .ok_or(ChangeError::NotFound)
}

pub(super) async fn record(
    open: &mut OpenChange<'_>,
    id: i64,
    action: Action,
    old: Option<&TagState>,
    new: Option<&TagState>,
) -> Result<(), ChangeError> {
    let object = (ObjectKind::Tag, id);
    history::record(open.connection, open.change_id, object, action, old, new).await?;
    Ok(())
}

fn state(tag: &Tag) -> TagState {
    TagState {
        slug: tag.slug.clone(),
        name: tag.name.clone(),
        ..TagState::default()
    }
}
