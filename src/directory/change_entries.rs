//! Changes to entries.

use super::change::{ChangeError, OpenChange};
use super::entry::{EntryFields, EntryState, EntryStatus};
use super::link_url::{LinkPolicy, LinkUrl};
use super::{Entry, sql};
use crate::history::{self, Action, ObjectKind};
use crate::keys::random_uid;
use crate::text::slugify;

/// The link was accepted once; a stricter policy since must not lock its entry.
const STORED: LinkPolicy = LinkPolicy {
    allow_private: true,
    allow_ftp: true,
};

type Done = Result<i64, ChangeError>;

pub(super) async fn create(open: &mut OpenChange<'_>, fields: EntryFields) -> Done {
    expect_category(open, fields.category_id).await?;
    expect_free(open, &fields.url, None).await?;
    let position = sql::next_entry_position(open.connection, fields.category_id).await?;
    let link = fields.url.clone();
    // Who adds an entry, or approves it, has looked at it.
    let verified_by = open.context.user_id;
    let state = EntryState {
        position,
        status: EntryStatus::Live,
        merged_into: None,
        verified_at: verified_by.map(|_| open.context.at),
        verified_by,
        ..words(fields)
    };
    let slug = slug(&state.title);
    let at = open.context.at;
    let id =
        sql::insert_entry(open.connection, (&random_uid(), &slug), (&link, &state), at).await?;
    write(open, id, &link, &state, at).await?;
    record(open, id, Action::Create, None, Some(&state)).await?;
    Ok(id)
}

pub(super) async fn edit(
    open: &mut OpenChange<'_>,
    id: i64,
    version: Option<i64>,
    fields: EntryFields,
) -> Done {
    let entry = load(open, id).await?;
    if version.is_some_and(|version| version != entry.version) {
        return Err(ChangeError::Stale);
    }
    let moved = fields.category_id != entry.state.category_id;
    let position = if moved {
        expect_category(open, fields.category_id).await?;
        sql::next_entry_position(open.connection, fields.category_id).await?
    } else {
        entry.state.position
    };
    let old = entry.state.clone();
    let state = EntryState {
        position,
        status: old.status,
        merged_into: old.merged_into,
        verified_at: old.verified_at,
        verified_by: old.verified_by,
        ..words(fields)
    };
    save(
        open,
        entry,
        state,
        if moved { Action::Move } else { Action::Update },
    )
    .await
}

pub(super) async fn verify(open: &mut OpenChange<'_>, id: i64) -> Done {
    let entry = load(open, id).await?;
    let state = EntryState {
        verified_at: Some(open.context.at),
        verified_by: open.context.user_id,
        ..entry.state.clone()
    };
    save(open, entry, state, Action::Verify).await
}

pub(super) async fn retire(open: &mut OpenChange<'_>, id: i64) -> Done {
    set_status(open, id, EntryStatus::Retired, Action::Retire).await
}

pub(super) async fn delete(open: &mut OpenChange<'_>, id: i64) -> Done {
    set_status(open, id, EntryStatus::Deleted, Action::Delete).await
}

pub(super) async fn restore(open: &mut OpenChange<'_>, id: i64) -> Done {
    set_status(open, id, EntryStatus::Live, Action::Restore).await
}

async fn set_status(
    open: &mut OpenChange<'_>,
    id: i64,
    status: EntryStatus,
    action: Action,
) -> Done {
    let entry = load(open, id).await?;
    if status != EntryStatus::Deleted {
        // The category may have gone while nothing in it was left but what was deleted.
        expect_category(open, entry.state.category_id).await?;
    }
    let state = EntryState {
        status,
        merged_into: None,
        ..entry.state.clone()
    };
    save(open, entry, state, action).await
}

/// Writes a new state of an existing entry with its revision. Also how a category hands over
/// what it holds.
pub(super) async fn save(
    open: &mut OpenChange<'_>,
    entry: Entry,
    state: EntryState,
    action: Action,
) -> Done {
    if state == entry.state {
        return Err(ChangeError::NothingToChange);
    }
    let link = LinkUrl::parse(&state.url, STORED).map_err(|_| ChangeError::WrongTarget)?;
    if state.status == EntryStatus::Live {
        expect_free(open, &link, Some(entry.id)).await?;
    }
    let quiet = matches!(action, Action::Reorder | Action::Verify);
    let updated_at = if quiet {
        entry.updated_at
    } else {
        open.context.at
    };
    if state.tags == entry.state.tags {
        // Undoing an import does this thousands of times.
        write_words(open, entry.id, &link, &state, updated_at).await?;
        sql::index_entry(open.connection, entry.id).await?;
        sql::refresh_entry(open.connection, entry.id).await?;
    } else {
        write(open, entry.id, &link, &state, updated_at).await?;
    }
    record(open, entry.id, action, Some(&entry.state), Some(&state)).await?;
    Ok(entry.id)
}

pub(super) async fn load(open: &mut OpenChange<'_>, id: i64) -> Result<Entry, ChangeError> {
    sql::find_entry(open.connection, id)
        .await?
        .ok_or(ChangeError::NotFound)
}

pub(super) async fn write(
    open: &mut OpenChange<'_>,
    id: i64,
    link: &LinkUrl,
    state: &EntryState,
    updated_at: i64,
) -> Result<(), ChangeError> {
    write_words(open, id, link, state, updated_at).await?;
    sql::set_entry_tags(open.connection, id, &state.tags).await?;
    Ok(sql::refresh_entry(open.connection, id).await?)
}

async fn write_words(
    open: &mut OpenChange<'_>,
    id: i64,
    link: &LinkUrl,
    state: &EntryState,
    updated_at: i64,
) -> Result<(), ChangeError> {
    let slug = slug(&state.title);
    sql::update_entry(open.connection, (id, &slug), (link, state), updated_at).await?;
    Ok(())
}

pub(super) async fn record(
    open: &mut OpenChange<'_>,
    id: i64,
    action: Action,
    old: Option<&EntryState>,
    new: Option<&EntryState>,
) -> Result<(), ChangeError> {
    let object = (ObjectKind::Entry, id);
    history::record(open.connection, open.change_id, object, action, old, new).await?;
    Ok(())
}

pub(super) async fn expect_free(
    open: &mut OpenChange<'_>,
    link: &LinkUrl,
    except: Option<i64>,
) -> Result<(), ChangeError> {
    match sql::find_live_entry_by_key(open.connection, &link.key()).await? {
        Some(entry_id) if Some(entry_id) != except => Err(ChangeError::DuplicateUrl { entry_id }),
        _ => Ok(()),
    }
}

pub(super) async fn expect_category(open: &mut OpenChange<'_>, id: i64) -> Result<(), ChangeError> {
    match sql::find_category(open.connection, id).await? {
        Some(category) if !category.state.deleted => Ok(()),
        _ => Err(ChangeError::WrongTarget),
    }
}

pub(super) fn slug(title: &str) -> String {
    slugify(title).unwrap_or_else(|| "entry".to_owned())
}

/// The words of a form as a state; place and status are the caller's to fill in.
pub(super) fn words(fields: EntryFields) -> EntryState {
    EntryState {
        url: fields.url.as_str().to_owned(),
        title: fields.title,
        category_id: fields.category_id,
        description: fields.description,
        caveat: fields.caveat,
        licence: fields.licence.field().to_owned(),
        organisation: fields.organisation,
        tags: fields.tags,
        language: fields.language,
        featured: fields.featured,
        question: fields.question,
        position: 0,
        status: EntryStatus::Live,
        merged_into: None,
        verified_at: None,
        verified_by: None,
    }
}
