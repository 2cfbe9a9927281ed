//! Which direct edits a moderator of named categories may make.

use super::Editor;
use crate::accounts::Scope;
use crate::db::Connection;
use crate::directory::{CategoryTree, Change, find_entry, load_tree};
use crate::error::{AppError, Result};
use crate::moderation::reach::{reaches, reaches_below};

impl Editor {
    /// Whether they decide on what lies in a category.
    pub fn reaches(&self, tree: &CategoryTree, category_id: i64) -> bool {
        reaches(&self.user.scope, tree, category_id)
    }

    /// Refuses what lies in a category that they don't decide on.
    ///
    /// # Errors
    /// [`AppError::Forbidden`].
    pub fn check_category(&self, tree: &CategoryTree, category_id: i64) -> Result<()> {
        self.allow(self.reaches(tree, category_id))
    }

    /// Refuses entries that lie in categories that they don't decide on.
    ///
    /// # Errors
    /// [`AppError::Forbidden`], or when the database does not answer.
    pub async fn check_entries(&self, connection: &mut Connection, ids: &[i64]) -> Result<()> {
        if self.user.scope == Scope::All {
            return Ok(());
        }
        let tree = load_tree(connection).await?;
        for &id in ids {
            if let Some(entry) = find_entry(connection, id).await? {
                self.check_category(&tree, entry.state.category_id)?;
            }
        }
        Ok(())
    }

    /// Refuses what concerns the whole directory, such as its tags.
    ///
    /// # Errors
    /// [`AppError::Forbidden`].
    pub fn check_everything(&self) -> Result<()> {
        self.allow(self.user.scope == Scope::All)
    }

    /// Refuses a change that touches anything outside of their categories, on either side of a
    /// move. A category that they were named for moves and goes only with what is above it.
    ///
    /// # Errors
    /// [`AppError::Forbidden`], or when the database does not answer.
    pub async fn check_change(&self, connection: &mut Connection, change: &Change) -> Result<()> {
        if self.user.scope == Scope::All {
            return Ok(());
        }
        let tree = load_tree(connection).await?;
        let scope = &self.user.scope;
        let parent = |id: i64| tree.get(id).and_then(|node| node.parent_id);
        let within = |id: i64| reaches(scope, &tree, id);
        let around = |id: i64| within(id) && reaches_below(scope, &tree, parent(id));
        match change {
            Change::CreateEntry(fields) => self.allow(within(fields.category_id)),
            Change::EditEntry { id, fields, .. } => {
                self.check_entries(connection, &[*id]).await?;
                self.allow(within(fields.category_id))
            }
            Change::MoveEntry { id, category_id } => {
                self.check_entries(connection, &[*id]).await?;
                self.allow(within(*category_id))
            }
            Change::StepEntry { id, .. }
            | Change::VerifyEntry { id }
            | Change::RetireEntry { id }
            | Change::DeleteEntry { id }
            | Change::RestoreEntry { id } => self.check_entries(connection, &[*id]).await,
            Change::MergeEntry { id, into } => self.check_entries(connection, &[*id, *into]).await,
            Change::CreateCategory(fields) => {
                self.allow(reaches_below(scope, &tree, fields.parent_id))
            }
            Change::EditCategory { id, fields, .. } => {
                let stays = fields.parent_id == parent(*id);
                let moves = around(*id) && reaches_below(scope, &tree, fields.parent_id);
                self.allow(within(*id) && (stays || moves))
            }
            Change::StepCategory { id, .. } => self.allow(around(*id)),
            Change::MergeCategory { id, into } => self.allow(around(*id) && within(*into)),
            Change::DeleteCategory { id, into } => {
                self.allow(around(*id) && into.is_none_or(within))
            }
            _ => self.check_everything(),
        }
    }

    fn allow(&self, may: bool) -> Result<()> {
        if may {
            Ok(())
        } else {
            Err(AppError::Forbidden)
        }
    }
}
