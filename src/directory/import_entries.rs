//! Entries that a list brings.

use super::change::{ChangeError, OpenChange};
use super::change_entries::{expect_category, expect_free, load, record, slug, words, write};
use super::entry::{Entry, EntryState, EntryStatus};
use super::imported::{ImportedEntry, KeptFacts};
use super::link_url::LinkUrl;
use super::sql;
use crate::history::Action;
use crate::keys::random_uid;

type Done = Result<i64, ChangeError>;

/// A new entry at the end of its category. One that was deleted here and comes back under the same
/// name in feeds is the same entry again, at the same address.
pub(super) async fn create(open: &mut OpenChange<'_>, entry: ImportedEntry) -> Done {
    let known = match &entry.kept.uid {
        Some(uid) => sql::find_entry_by_uid(open.connection, uid).await?,
        None => None,
    };
    if let Some(id) = known {
        let old = load(open, id).await?;
        if old.state.status == EntryStatus::Deleted {
            return replace(open, old, entry, Action::Restore).await;
        }
    }
    let ImportedEntry { fields, kept } = entry;
    expect_category(open, fields.category_id).await?;
    let position = sql::next_entry_position(open.connection, fields.category_id).await?;
    let link = fields.url.clone();
    let state = stated(words(fields), &kept, position);
    expect_room(open, &link, &state, None).await?;
    // A name that stands for another entry here can't stand for this one too.
    let uid = kept.uid.clone().filter(|_| known.is_none());
    let uid = uid.unwrap_or_else(random_uid);
    let at = open.context.at;
    let (added_at, updated_at) = (kept.added_at.unwrap_or(at), kept.updated_at.unwrap_or(at));
    let names = (uid.as_str(), slug(&state.title));
    let id = sql::insert_entry(
        open.connection,
        (names.0, &names.1),
        (&link, &state),
        added_at,
    )
    .await?;
    write(open, id, &link, &state, updated_at).await?;
    record(open, id, Action::Create, None, Some(&state)).await?;
    Ok(id)
}

/// Everything that the list says takes the place of what stands.
pub(super) async fn overwrite(open: &mut OpenChange<'_>, id: i64, entry: ImportedEntry) -> Done {
    let old = load(open, id).await?;
    let action = match (old.state.status, entry.kept.retired) {
        (EntryStatus::Live, true) => Action::Retire,
        (EntryStatus::Live, false) | (EntryStatus::Retired, true) => Action::Update,
        (EntryStatus::Retired | EntryStatus::Deleted, _) => Action::Restore,
    };
    let kept = KeptFacts {
        updated_at: None,
        ..entry.kept
    };
    replace(open, old, ImportedEntry { kept, ..entry }, action).await
}

async fn replace(
    open: &mut OpenChange<'_>,
    old: Entry,
    entry: ImportedEntry,
    action: Action,
) -> Done {
    let ImportedEntry { fields, kept } = entry;
    let stays = fields.category_id == old.state.category_id;
    let position = if stays && old.state.status != EntryStatus::Deleted {
        old.state.position
    } else {
        expect_category(open, fields.category_id).await?;
        sql::next_entry_position(open.connection, fields.category_id).await?
    };
    let link = fields.url.clone();
    let mut state = stated(words(fields), &kept, position);
    if state.verified_at == old.state.verified_at {
        state.verified_by = old.state.verified_by;
    }
    if state == old.state {
        return Err(ChangeError::NothingToChange);
    }
    expect_room(open, &link, &state, Some(old.id)).await?;
    let updated_at = kept.updated_at.unwrap_or(open.context.at);
    write(open, old.id, &link, &state, updated_at).await?;
    record(open, old.id, action, Some(&old.state), Some(&state)).await?;
    Ok(old.id)
}

/// Only live entries need a link of their own.
async fn expect_room(
    open: &mut OpenChange<'_>,
    link: &LinkUrl,
    state: &EntryState,
    except: Option<i64>,
) -> Result<(), ChangeError> {
    match state.status {
        EntryStatus::Live => expect_free(open, link, except).await,
        _ => Ok(()),
    }
}

/// The words with the facts that a list keeps; nobody here has confirmed them.
pub(super) fn stated(words: EntryState, kept: &KeptFacts, position: i64) -> EntryState {
    EntryState {
        position,
        status: if kept.retired {
            EntryStatus::Retired
        } else {
            EntryStatus::Live
        },
        verified_at: kept.verified_at,
        ..words
    }
}
