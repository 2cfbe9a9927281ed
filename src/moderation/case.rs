//! One suggestion with what it is about: everything that a review shows and a decision goes by.

use super::merge::{MergedField, merge, resolve};
use crate::db::Connection;
use crate::directory::category_input::CategoryInput;
use crate::directory::entry_input::{EntryInput, NOT_SURE};
use crate::directory::{CategoryTree, Entry, find_entry, find_former_category, load_tree};
use crate::error::{AppError, Result};
use crate::keys::token_hash;
use crate::suggestions::{Payload, Suggestion, find_suggestion, list_open_reports};

/// A suggestion and its surroundings.
#[derive(Clone, Debug)]
pub struct Case {
    /// The suggestion.
    pub suggestion: Suggestion,
    /// Of an open report: the other open reports on its entry, oldest first. One decision closes
    /// them all.
    pub others: Vec<Suggestion>,
    /// Of an edit or a report: the entry as it stands.
    pub entry: Option<Entry>,
    /// Every category.
    pub tree: CategoryTree,
    /// Of an edit or a report: the entry's fields as a form shows them.
    pub current: Option<EntryInput>,
    /// Of an edit: each field in its three versions.
    pub merged: Vec<MergedField>,
    /// The fields that the moderator starts from: of a new entry as proposed, of an edit as they
    /// would stand, of a report as they stand.
    pub fields: EntryInput,
    /// Of a new category: its fields as proposed.
    pub category: Option<CategoryInput>,
}

/// Reads a suggestion and what it is about.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such suggestion.
pub async fn load_case(connection: &mut Connection, id: i64) -> Result<Case> {
    let suggestion = find_suggestion(connection, id).await?;
    let suggestion = suggestion.ok_or(AppError::NotFound)?;
    let others = other_reports(connection, &suggestion).await?;
    let tree = load_tree(connection).await?;
    let entry = match suggestion.entry_id {
        Some(entry_id) => find_entry(connection, entry_id).await?,
        None => None,
    };
    let current = entry.as_ref().map(|entry| {
        let category = tree.get(entry.state.category_id);
        EntryInput::of(&entry.state, category.map_or("", |node| &node.path))
    });
    let stands = current.clone().unwrap_or_default();
    let mut merged = Vec::new();
    let mut category = None;
    let fields = match &suggestion.payload {
        Payload::Entry(new) => at_todays_address(connection, &tree, &new.fields).await?,
        Payload::Edit(edit) => {
            let base = at_todays_address(connection, &tree, &edit.base).await?;
            let proposed = at_todays_address(connection, &tree, &edit.fields).await?;
            merged = merge(&base, &stands, &proposed);
            resolve(&stands, &merged)
        }
        Payload::Report(_) => stands,
        Payload::Category(new) => {
            let mut fields = new.fields.clone();
            fields.parent = todays_path(connection, &tree, &fields.parent).await?;
            category = Some(fields);
            stands
        }
    };
    Ok(Case {
        suggestion,
        others,
        entry,
        tree,
        current,
        merged,
        fields,
        category,
    })
}

async fn other_reports(
    connection: &mut Connection,
    suggestion: &Suggestion,
) -> Result<Vec<Suggestion>> {
    let Some(entry_id) = suggestion.reports_on() else {
        return Ok(Vec::new());
    };
    let mut reports = list_open_reports(connection, entry_id).await?;
    reports.retain(|report| report.id != suggestion.id);
    Ok(reports)
}

/// The same fields with the category's address of today, in case it was renamed or moved since.
async fn at_todays_address(
    connection: &mut Connection,
    tree: &CategoryTree,
    fields: &EntryInput,
) -> Result<EntryInput> {
    let category = todays_path(connection, tree, &fields.category).await?;
    Ok(EntryInput {
        category,
        ..fields.clone()
    })
}

async fn todays_path(
    connection: &mut Connection,
    tree: &CategoryTree,
    path: &str,
) -> Result<String> {
    let found = path.is_empty() || path == NOT_SURE || tree.at_path(path).is_some();
    let former = if found {
        None
    } else {
        find_former_category(connection, path).await?
    };
    Ok(former.unwrap_or_else(|| path.to_owned()))
}

impl Case {
    /// Moves whenever the suggestion, its entry or the reports beside it change: what a decision is
    /// made against. Both counters only ever rise, so their sum does too; other reports come and
    /// go, so they are named by a fingerprint.
    pub fn version(&self) -> String {
        let own = self.suggestion.version + self.entry.as_ref().map_or(0, |entry| entry.version);
        if self.others.is_empty() {
            return own.to_string();
        }
        let others = self.others.iter();
        let others: Vec<_> = others
            .map(|report| format!("{}.{}", report.id, report.version))
            .collect();
        let fingerprint = token_hash(&others.join(" "));
        let fingerprint = fingerprint.iter().take(6);
        let fingerprint: String = fingerprint.map(|byte| format!("{byte:02x}")).collect();
        format!("{own}-{fingerprint}")
    }

    /// The category that it belongs to: its entry's, or the one that it is proposed for. None where
    /// nobody was sure, or where that category is gone.
    pub fn category_id(&self) -> Option<i64> {
        let of_entry = self.entry.as_ref().map(|entry| entry.state.category_id);
        of_entry
            .or(self.suggestion.category_id)
            .filter(|&id| self.tree.get(id).is_some())
    }

    /// Everything that one decision closes: the suggestion, and the other reports on its entry;
    /// oldest first.
    pub fn together(&self) -> Vec<&Suggestion> {
        let mut together: Vec<_> = self.others.iter().chain([&self.suggestion]).collect();
        together.sort_by_key(|suggestion| (suggestion.created_at, suggestion.id));
        together
    }

    /// What the suggestion is about, in its own or its entry's words.
    pub fn title(&self) -> &str {
        match (&self.entry, &self.category) {
            (Some(entry), _) => &entry.state.title,
            (None, Some(category)) => &category.title,
            (None, None) => &self.fields.title,
        }
    }
}
