//! Undoing what a revision did to a tag.

use super::read;
use crate::directory::change::{ChangeError, OpenChange};
use crate::directory::tag::{Tag, TagState};
use crate::directory::{change_tags, sql};
use crate::history::{Action, FieldClash, PastRevision};

pub(super) async fn undo(
    open: &mut OpenChange<'_>,
    past: &PastRevision,
) -> Result<i64, ChangeError> {
    let state =
        |shape: &Option<serde_json::Value>| shape.as_ref().map(read::<TagState>).transpose();
    match (state(&past.old)?, state(&past.new)?) {
        (Some(old), Some(new)) => rename_back(open, past.object_id, &old, &new).await,
        (Some(merged), None) => split(open, past.object_id, merged).await,
        (None, Some(split)) => {
            let into = split.merged_into.ok_or(ChangeError::WrongTarget)?;
            change_tags::merge(open, past.object_id, into).await?;
            Ok(past.object_id)
        }
        (None, None) => Err(ChangeError::NothingToChange),
    }
}

async fn rename_back(
    open: &mut OpenChange<'_>,
    id: i64,
    old: &TagState,
    new: &TagState,
) -> Result<i64, ChangeError> {
    let tag = change_tags::load(open, id).await?;
    if tag.name != new.name && tag.name != old.name {
        return Err(ChangeError::Overtaken(vec![FieldClash {
            field: "name".to_owned(),
            now: tag.name.into(),
            back: old.name.clone().into(),
        }]));
    }
    change_tags::rename(open, id, &old.name).await
}

/// Gives the entries back the tag that was merged into another.
async fn split(open: &mut OpenChange<'_>, id: i64, merged: TagState) -> Result<i64, ChangeError> {
    if let Some(taken) = sql::find_tag_by_slug(open.connection, &merged.slug).await? {
        // It is back already, unless another tag has its address now.
        return Err(if taken.name == merged.name {
            ChangeError::NothingToChange
        } else {
            ChangeError::SlugTaken
        });
    }
    let into = merged.merged_into.ok_or(ChangeError::WrongTarget)?;
    let into = sql::find_tag(open.connection, into).await?;
    let into = into.ok_or(ChangeError::WrongTarget)?;
    let id = sql::insert_tag(open.connection, id, (&merged.slug, &merged.name)).await?;
    for &entry_id in &merged.entries {
        let place = merged.also.iter().find(|(entry, _)| *entry == entry_id);
        give_back(
            open,
            entry_id,
            (&merged.name, &into),
            place.map(|(_, place)| *place),
        )
        .await?;
    }
    sql::return_addresses(open.connection, (into.id, id), &merged.addresses).await?;
    change_tags::record(open, id, Action::Restore, None, Some(&merged)).await?;
    Ok(id)
}

/// Puts one entry's tag back in the other's place, or beside it where the entry had both; an entry
/// that lost the other tag since stays as it is.
async fn give_back(
    open: &mut OpenChange<'_>,
    entry_id: i64,
    (name, into): (&str, &Tag),
    place: Option<usize>,
) -> Result<(), ChangeError> {
    let Some(entry) = sql::find_entry(open.connection, entry_id).await? else {
        return Ok(());
    };
    let mut names = entry.state.tags;
    let Some(at) = names.iter().position(|other| *other == into.name) else {
        return Ok(());
    };
    match place {
        Some(place) => names.insert(place.min(names.len()), name.to_owned()),
        None => {
            if let Some(slot) = names.get_mut(at) {
                name.clone_into(slot);
            }
        }
    }
    Ok(sql::set_entry_tags(open.connection, entry_id, &names).await?)
}
