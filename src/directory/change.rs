//! What may happen to the directory. Everything that changes entries, categories or tags goes
//! through [`apply_change`], so nothing changes without its revision.

use super::category::{CategoryFields, Misplaced};
use super::entry::EntryFields;
use super::import_entries;
use super::imported::ImportedEntry;
use super::{change_categories, change_entries, change_tags, entry_places, merge_entries};
use crate::db::Connection;
use crate::error::{AppError, Result};
use crate::history::{self, ChangeContext, FieldClash};

/// Towards the start or the end of the curator's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// One place earlier.
    Up,
    /// One place later.
    Down,
}

/// One thing that happens to the directory. A `version` is the row version that the person saw;
/// `None` is for callers that hold the row inside the same transaction.
#[derive(Clone, Debug)]
#[expect(
    missing_docs,
    reason = "each field is the `id` of the object or said in its variant"
)]
pub enum Change {
    /// A new entry at the end of its category.
    CreateEntry(EntryFields),
    /// A new entry at the end of its category, with what the list keeps of it.
    ImportEntry(Box<ImportedEntry>),
    /// Everything that a list says of an entry takes the place of what stands.
    OverwriteEntry { id: i64, entry: Box<ImportedEntry> },
    /// New words, or another category, for an entry.
    EditEntry {
        id: i64,
        version: Option<i64>,
        fields: EntryFields,
    },
    /// An entry goes to the end of another category.
    MoveEntry { id: i64, category_id: i64 },
    /// An entry changes places with its neighbour.
    StepEntry { id: i64, direction: Direction },
    /// A person confirms that an entry is still right.
    VerifyEntry { id: i64 },
    /// An entry leaves the lists and keeps its page.
    RetireEntry { id: i64 },
    /// An entry is taken away.
    DeleteEntry { id: i64 },
    /// A retired or deleted entry comes back.
    RestoreEntry { id: i64 },
    /// An entry is the same thing as another: it leaves the lists, its address leads there, and
    /// the other one gets its tags too.
    MergeEntry { id: i64, into: i64 },
    /// A new category at the end of its siblings.
    CreateCategory(CategoryFields),
    /// New words, another slug or another parent for a category.
    EditCategory {
        id: i64,
        version: Option<i64>,
        fields: CategoryFields,
    },
    /// A category changes places with its neighbour.
    StepCategory { id: i64, direction: Direction },
    /// A category's entries and subcategories go to another, and its address leads there.
    MergeCategory { id: i64, into: i64 },
    /// A category is taken away; `into` is the new home of what it holds.
    DeleteCategory { id: i64, into: Option<i64> },
    /// Another name, and so another address, for a tag.
    RenameTag { id: i64, name: String },
    /// A tag's entries get another tag instead, and its address leads there.
    MergeTag { id: i64, into: i64 },
}

/// What a change did: the row that it made or touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The change in history.
    pub change_id: i64,
    /// The entry, category or tag.
    pub object_id: i64,
}

/// Why a change can't happen. Nothing was written; the caller rolls its transaction back.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// There is no such entry, category or tag.
    #[error("no such object")]
    NotFound,
    /// Another live entry has this link.
    #[error("entry {entry_id} has this link already")]
    DuplicateUrl {
        /// The entry that has it.
        entry_id: i64,
    },
    /// Somebody changed it since the form was opened.
    #[error("changed by somebody else since")]
    Stale,
    /// The category can't hang there.
    #[error("misplaced category")]
    Misplaced(Misplaced),
    /// Another category at the same place has this slug.
    #[error("slug taken")]
    SlugTaken,
    /// It holds entries or subcategories, so they need a new home.
    #[error("not empty")]
    NotEmpty,
    /// It would go into itself, or into something that is gone.
    #[error("wrong target")]
    WrongTarget,
    /// Somebody changed these fields since, so they can't be put back.
    #[error("changed since")]
    Overtaken(Vec<FieldClash>),
    /// It is so already, for example at the top when asked to go up.
    #[error("nothing to change")]
    NothingToChange,
    /// The database said no.
    #[error(transparent)]
    Failed(#[from] AppError),
}

/// Carries out one change inside the caller's transaction: rows, addresses, counts, the search
/// index and the revisions, all or nothing.
///
/// # Errors
/// A [`ChangeError`]; the caller must then drop its transaction.
pub async fn apply_change(
    connection: &mut Connection,
    context: &ChangeContext,
    change: Change,
) -> Result<Applied, ChangeError> {
    let change_id = history::open_change(connection, context).await?;
    let object_id = apply_part(connection, context, change_id, change).await?;
    Ok(Applied {
        change_id,
        object_id,
    })
}

/// Carries out one of several things that show in history as one change, opened by
/// [`history::open_change`], and returns the row that it made or touched.
///
/// # Errors
/// A [`ChangeError`]; the caller must then drop its transaction.
pub async fn apply_part(
    connection: &mut Connection,
    context: &ChangeContext,
    change_id: i64,
    change: Change,
) -> Result<i64, ChangeError> {
    apply_in(
        &mut OpenChange {
            connection,
            context,
            change_id,
        },
        change,
    )
    .await
}

/// A change whose revisions are being written.
pub(super) struct OpenChange<'a> {
    pub(super) connection: &'a mut Connection,
    pub(super) context: &'a ChangeContext,
    pub(super) change_id: i64,
}

async fn apply_in(open: &mut OpenChange<'_>, change: Change) -> Result<i64, ChangeError> {
    match change {
        Change::CreateEntry(fields) => change_entries::create(open, fields).await,
        Change::ImportEntry(entry) => import_entries::create(open, *entry).await,
        Change::OverwriteEntry { id, entry } => import_entries::overwrite(open, id, *entry).await,
        Change::EditEntry {
            id,
            version,
            fields,
        } => change_entries::edit(open, id, version, fields).await,
        Change::MoveEntry { id, category_id } => {
            entry_places::relocate(open, id, category_id).await
        }
        Change::StepEntry { id, direction } => entry_places::step(open, id, direction).await,
        Change::VerifyEntry { id } => change_entries::verify(open, id).await,
        Change::RetireEntry { id } => change_entries::retire(open, id).await,
        Change::DeleteEntry { id } => change_entries::delete(open, id).await,
        Change::RestoreEntry { id } => change_entries::restore(open, id).await,
        Change::MergeEntry { id, into } => merge_entries::merge(open, id, into).await,
        Change::CreateCategory(fields) => change_categories::create(open, fields).await,
        Change::EditCategory {
            id,
            version,
            fields,
        } => change_categories::edit(open, id, version, fields).await,
        Change::StepCategory { id, direction } => {
            change_categories::step(open, id, direction).await
        }
        Change::MergeCategory { id, into } => change_categories::merge(open, id, into).await,
        Change::DeleteCategory { id, into } => change_categories::delete(open, id, into).await,
        Change::RenameTag { id, name } => change_tags::rename(open, id, &name).await,
        Change::MergeTag { id, into } => change_tags::merge(open, id, into).await,
    }
}
