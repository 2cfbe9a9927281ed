//! Carrying a plan out, inside the caller's transaction: everything or nothing.

use anyhow::anyhow;

use super::plan::{Addition, Place, Plan};
use super::report::Report;
use super::{queue, site};
use crate::db::Connection;
use crate::directory::{
    CategoryFields, Change, ChangeError, ImportedCategory, ImportedEntry, apply_part,
    import_category, import_entries, settle_tree,
};
use crate::error::{AppError, Result};
use crate::history::{ChangeContext, open_change};

/// Is told from time to time how many entries are written, of how many.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Send + Sync);

/// How many entries are written before somebody is told.
const STRIDE: usize = 500;

/// Does what a plan says, and reports it with the change that it made in history, if any. The plan
/// was made inside the same transaction.
///
/// # Errors
/// When the database can't be written; the caller must then drop its transaction.
pub async fn carry_out(
    connection: &mut Connection,
    mut plan: Plan,
    context: &ChangeContext,
    progress: Progress<'_>,
) -> Result<Report> {
    let mut report = Report::of(&plan);
    let total = plan.additions.len() + plan.updates.len() + plan.queued.len();
    let told = |done: usize| {
        if done.is_multiple_of(STRIDE) {
            progress(done, total);
        }
    };
    let mut done = 0;
    if plan.changes_directory() {
        let change_id = open_change(connection, context).await?;
        report.change = Some(change_id);
        if let Some((words, pages)) = &plan.site {
            site::restore(connection, (change_id, context.at), words, pages).await?;
        }
        make_categories(connection, (context, change_id), &mut plan).await?;
        let additions = additions(&mut plan)?;
        let added = additions.len();
        let every = |done| progress(done, total);
        settled(import_entries(connection, context, change_id, additions, &every).await)?;
        done += added;
        for update in std::mem::take(&mut plan.updates) {
            let (id, entry) = (update.id, Box::new(update.entry));
            let change = Change::OverwriteEntry { id, entry };
            settled(apply_part(connection, context, change_id, change).await)?;
            done += 1;
            told(done);
        }
    }
    for queued in std::mem::take(&mut plan.queued) {
        queue::put(connection, &plan.places, queued, context.at).await?;
        done += 1;
        told(done);
    }
    progress(total, total);
    report.dry_run = false;
    Ok(report)
}

/// Makes the categories that are missing, parents before their children, and writes the words of
/// those that change.
async fn make_categories(
    connection: &mut Connection,
    (context, change_id): (&ChangeContext, i64),
    plan: &mut Plan,
) -> Result<()> {
    let new: Vec<(usize, Place)> = plan
        .places
        .new_ones()
        .map(|(index, place)| (index, place.clone()))
        .collect();
    for (index, place) in new {
        let parent_id = match place.parent {
            Some(parent) => Some(number(plan, parent)?),
            None => None,
        };
        let category = ImportedCategory {
            fields: CategoryFields {
                title: place.title,
                slug: place.slug,
                parent_id,
                introduction: place.introduction,
                caveat: place.caveat,
            },
            uid: place.uid,
        };
        let made = import_category(connection, context, change_id, category).await;
        if let Some(id) = settled(made)? {
            plan.places.made(index, id);
        }
    }
    settle_tree(connection, context.at).await?;
    for (id, fields) in std::mem::take(&mut plan.category_updates) {
        let change = Change::EditCategory {
            id,
            version: None,
            fields,
        };
        settled(apply_part(connection, context, change_id, change).await)?;
    }
    Ok(())
}

/// The new entries, each in its category.
fn additions(plan: &mut Plan) -> Result<Vec<ImportedEntry>> {
    let additions = std::mem::take(&mut plan.additions).into_iter();
    let entry = |addition: Addition| {
        let mut fields = addition.fields;
        fields.category_id = number(plan, addition.place)?;
        let kept = addition.kept;
        Ok(ImportedEntry { fields, kept })
    };
    additions.map(entry).collect()
}

/// The number of a category that is there by now.
fn number(plan: &Plan, place: usize) -> Result<i64> {
    let id = plan.places.get(place).and_then(|place| place.id);
    id.ok_or_else(|| AppError::Internal(anyhow!("a category of the import was not made")))
}

/// What stands as it should is fine; anything else that stands in the way is a fault of the plan.
fn settled<T>(outcome: Result<T, ChangeError>) -> Result<Option<T>> {
    match outcome {
        Ok(id) => Ok(Some(id)),
        Err(ChangeError::NothingToChange) => Ok(None),
        Err(ChangeError::Failed(error)) => Err(error),
        Err(other) => Err(AppError::Internal(
            anyhow!(other).context("the import does not fit the directory"),
        )),
    }
}
