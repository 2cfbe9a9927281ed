//! Many entries at once, as a list brings them: the same rows, addresses, counts, words and
//! revisions as one by one, in a few statements for hundreds.

use std::collections::{HashMap, HashSet};

use super::change::{ChangeError, OpenChange};
use super::change_entries::{expect_category, expect_free, slug, words};
use super::import_entries::{create, stated};
use super::imported::ImportedEntry;
use super::sql::bulk::{self, NewEntryRow};
use super::{EntryStatus, sql};
use crate::db::Connection;
use crate::error::AppError;
use crate::history::{self, ChangeContext, ObjectKind};
use crate::keys::random_uid;
use crate::text::tag_slug;

/// How many entries one statement takes: SQLite allows 32,766 values in one.
const AT_ONCE: usize = 200;

/// What is known from the entries before.
#[derive(Default)]
struct Known {
    /// The next place in each category.
    positions: HashMap<i64, i64>,
    /// The number of each tag, by the slug of its name.
    tags: HashMap<String, i64>,
}

/// Writes new entries at the end of their categories, in their order, inside the change
/// `change_id`. `told` hears how many are written.
///
/// # Errors
/// A [`ChangeError`] as for one entry; the caller must then drop its transaction.
pub async fn import_entries(
    connection: &mut Connection,
    context: &ChangeContext,
    change_id: i64,
    entries: Vec<ImportedEntry>,
    told: &(dyn Fn(usize) + Send + Sync),
) -> Result<(), ChangeError> {
    let open = &mut OpenChange {
        connection,
        context,
        change_id,
    };
    let mut known = Known::default();
    let mut done = 0;
    let mut entries = entries.into_iter().peekable();
    while entries.peek().is_some() {
        let some: Vec<ImportedEntry> = entries.by_ref().take(AT_ONCE).collect();
        done += some.len();
        if comes_back(open, &some).await? {
            for entry in some {
                create(open, entry).await?;
            }
            known.positions.clear();
        } else {
            write(open, &mut known, some).await?;
        }
        told(done);
    }
    Ok(())
}

/// Whether any of them was here before, which one at a time is looked at.
async fn comes_back(
    open: &mut OpenChange<'_>,
    entries: &[ImportedEntry],
) -> Result<bool, ChangeError> {
    let uids = entries.iter().filter_map(|entry| entry.kept.uid.as_deref());
    let uids: Vec<&str> = uids.collect();
    let unique: HashSet<&str> = uids.iter().copied().collect();
    Ok(unique.len() < uids.len() || bulk::is_any_uid_known(open.connection, &uids).await?)
}

async fn write(
    open: &mut OpenChange<'_>,
    known: &mut Known,
    entries: Vec<ImportedEntry>,
) -> Result<(), ChangeError> {
    let mut id = bulk::next_entry_id(open.connection).await?;
    let first = id;
    let mut rows = Vec::with_capacity(entries.len());
    for ImportedEntry { fields, kept } in entries {
        let position = next_position(open, known, fields.category_id).await?;
        let link = fields.url.clone();
        let state = stated(words(fields), &kept, position);
        let at = open.context.at;
        rows.push(NewEntryRow {
            id,
            uid: kept.uid.unwrap_or_else(random_uid),
            slug: slug(&state.title),
            key: link.key(),
            link,
            added_at: kept.added_at.unwrap_or(at),
            updated_at: kept.updated_at.unwrap_or(at),
            state,
        });
        id += 1;
    }
    expect_free_links(open, &rows).await?;
    bulk::insert_entries(open.connection, &rows).await?;
    tie_tags(open, known, &rows).await?;
    bulk::index_and_place(open.connection, (first, id - 1)).await?;
    let new = rows.iter().map(|row| (row.id, &row.state));
    let kind = ObjectKind::Entry;
    Ok(history::record_created(open.connection, open.change_id, kind, new).await?)
}

async fn next_position(
    open: &mut OpenChange<'_>,
    known: &mut Known,
    category_id: i64,
) -> Result<i64, ChangeError> {
    if let Some(next) = known.positions.get_mut(&category_id) {
        *next += 1;
        return Ok(*next);
    }
    expect_category(open, category_id).await?;
    let next = sql::next_entry_position(open.connection, category_id).await?;
    known.positions.insert(category_id, next);
    Ok(next)
}

/// No two live entries have one link, neither among these nor beside what stands.
async fn expect_free_links(
    open: &mut OpenChange<'_>,
    rows: &[NewEntryRow],
) -> Result<(), ChangeError> {
    let live = rows
        .iter()
        .filter(|row| row.state.status == EntryStatus::Live);
    let mut keys: HashMap<&str, i64> = HashMap::new();
    for row in live.clone() {
        if let Some(entry_id) = keys.insert(&row.key, row.id) {
            return Err(ChangeError::DuplicateUrl { entry_id });
        }
    }
    let keys: Vec<&str> = keys.into_keys().collect();
    if bulk::is_any_link_live(open.connection, &keys).await? {
        // Which one it is, is worth a look at each.
        for row in live {
            expect_free(open, &row.link, None).await?;
        }
    }
    Ok(())
}

/// Ties the entries to their tags, making those that are new.
async fn tie_tags(
    open: &mut OpenChange<'_>,
    known: &mut Known,
    rows: &[NewEntryRow],
) -> Result<(), ChangeError> {
    let mut ties = Vec::new();
    for row in rows {
        for (position, name) in (0_i64..).zip(&row.state.tags) {
            let Some(slug) = tag_slug(name) else { continue };
            let tag_id = match known.tags.get(&slug) {
                Some(id) => *id,
                None => {
                    let id = tag_called(open, &slug, name).await?;
                    known.tags.insert(slug, id);
                    id
                }
            };
            ties.push((row.id, tag_id, position));
        }
    }
    Ok(bulk::insert_entry_tags(open.connection, &ties).await?)
}

async fn tag_called(open: &mut OpenChange<'_>, slug: &str, name: &str) -> Result<i64, AppError> {
    match sql::find_tag_called(open.connection, name).await? {
        Some(tag) => Ok(tag.id),
        None => bulk::insert_new_tag(open.connection, (slug, name)).await,
    }
}
