//! One thing done to several entries, as one change: first what would happen, then that.

use std::collections::HashSet;

use askama::Template;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use http::StatusCode;
use serde::Deserialize;

use super::entry_filter::EntryFilter;
use super::entry_list::status_label;
use super::{Editor, category_choices, with_change};
use crate::db::Connection;
use crate::directory::entry_input::why;
use crate::directory::{
    CategoryTree, Change, ChangeError, Entry, apply_part, find_entry, load_tree,
};
use crate::error::{AppError, Result};
use crate::history::{ChangeContext, open_change};
use crate::paths::with_query;
use crate::web::layout::{DeskTab, Layout};
use crate::web::page::see_other;
use crate::web::{Choice, FormErrors, Page};

/// More than a page of the list holds.
const MOST: usize = 100;

/// What the list, and then the page that asks again, send.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct BulkForm {
    id: Vec<i64>,
    action: String,
    /// Where to move them: a slug path.
    category: String,
    why: String,
    /// The list's query string.
    back: String,
    /// Set once a person saw what would happen.
    confirm: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Action {
    Verify,
    Move,
    Retire,
    Delete,
    Restore,
}

impl Action {
    fn parse(word: &str) -> Option<Self> {
        [
            Self::Verify,
            Self::Move,
            Self::Retire,
            Self::Delete,
            Self::Restore,
        ]
        .into_iter()
        .find(|action| action.as_str() == word)
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::Verify => "verify",
            Self::Move => "move",
            Self::Retire => "retire",
            Self::Delete => "delete",
            Self::Restore => "restore",
        }
    }

    fn button(self) -> &'static str {
        match self {
            Self::Verify => "Mark as checked",
            Self::Move => "Move",
            Self::Retire => "Retire",
            Self::Delete => "Delete",
            Self::Restore => "Restore",
        }
    }

    fn consequence(self) -> &'static str {
        match self {
            Self::Verify => "You confirm that a person looked at them today and found them right.",
            Self::Move => "They go to the end of the category that you choose, in this order.",
            Self::Retire => {
                "They leave every list. Their pages stay and say that they are retired."
            }
            Self::Delete => {
                "They leave every list and their addresses say that they are gone. \
                 You can restore them from the list of deleted entries."
            }
            Self::Restore => "They are listed again, where they were.",
        }
    }

    fn change(self, id: i64, category_id: i64) -> Change {
        match self {
            Self::Verify => Change::VerifyEntry { id },
            Self::Move => Change::MoveEntry { id, category_id },
            Self::Retire => Change::RetireEntry { id },
            Self::Delete => Change::DeleteEntry { id },
            Self::Restore => Change::RestoreEntry { id },
        }
    }
}

#[derive(Template)]
#[template(path = "moderation/entries_bulk.html")]
struct BulkPage {
    layout: Layout,
    errors: FormErrors,
    action: Action,
    form: BulkForm,
    entries: Vec<Entry>,
    categories: Vec<Choice>,
    list: String,
}

/// `POST /admin/entries`
pub async fn update_entries(editor: Editor, Form(mut form): Form<BulkForm>) -> Result<Response> {
    let action = Action::parse(&form.action).ok_or_else(|| {
        AppError::BadRequest("Choose what should happen to the entries.".to_owned())
    })?;
    let mut seen = HashSet::new();
    form.id.retain(|&id| seen.insert(id));
    if form.id.len() > MOST {
        return Err(AppError::BadRequest(format!(
            "That's more than {MOST} entries. Choose fewer at a time."
        )));
    }
    let back = EntryFilter::from_back(&form.back);
    if form.id.is_empty() {
        return Ok(see_other(&with_query(&back.address(), "done", "none")));
    }
    let mut errors = FormErrors::default();
    if form.confirm.is_empty() {
        let mut connection = editor.db.read().await?;
        editor.check_entries(&mut connection, &form.id).await?;
        let page = draw(&editor, &mut connection, action, form, errors).await?;
        return Ok(page.into_response());
    }
    let mut write = editor.db.write().await?;
    editor.check_entries(&mut write, &form.id).await?;
    let tree = load_tree(&mut write).await?;
    let why = why(&form.why, &mut errors);
    let category_id = target(action, &form.category, &tree, &mut errors);
    if errors.is_empty() {
        if action == Action::Move {
            editor.check_category(&tree, category_id)?;
        }
        let context = editor.context(why);
        match apply_all(&mut write, &context, action, category_id, &form.id).await? {
            Ok(change_id) => {
                // They left the list, so the page that they were on may be gone too.
                let list = EntryFilter { page: None, ..back }.address();
                let Some(change_id) = change_id else {
                    return Ok(see_other(&with_query(&list, "done", "unchanged")));
                };
                write.commit().await?;
                let list = with_query(&list, "done", action.as_str());
                return Ok(see_other(&with_change(&list, change_id)));
            }
            Err(problem) => errors.add("", problem),
        }
    }
    // What is shown has to be what stands, not what could not be finished.
    drop(write);
    let mut connection = editor.db.read().await?;
    let page = draw(&editor, &mut connection, action, form, errors).await?;
    Ok(page
        .with_status(StatusCode::UNPROCESSABLE_ENTITY)
        .into_response())
}

fn target(action: Action, path: &str, tree: &CategoryTree, errors: &mut FormErrors) -> i64 {
    let found = tree.at_path(path.trim()).map(|node| node.id);
    if action == Action::Move && found.is_none() {
        errors.add("category", "Choose a category");
    }
    found.unwrap_or_default()
}

/// Changes every entry that isn't so already, as one change, or says which one can't be changed.
async fn apply_all(
    connection: &mut Connection,
    context: &ChangeContext,
    action: Action,
    category_id: i64,
    ids: &[i64],
) -> Result<Result<Option<i64>, String>> {
    let change_id = open_change(connection, context).await?;
    let mut changed = 0;
    for &id in ids {
        let change = action.change(id, category_id);
        match apply_part(connection, context, change_id, change).await {
            Ok(_) => changed += 1,
            Err(ChangeError::NothingToChange) => {}
            Err(ChangeError::DuplicateUrl { entry_id }) => {
                return Ok(Err(format!(
                    "Untick “{}”: its link is in the list already, as “{}”",
                    title(connection, id).await?,
                    title(connection, entry_id).await?,
                )));
            }
            Err(ChangeError::WrongTarget) if action != Action::Move => {
                return Ok(Err(format!(
                    "Untick “{}”: its category is gone, so move it first",
                    title(connection, id).await?,
                )));
            }
            Err(ChangeError::Failed(error)) => return Err(error),
            Err(_) => return Err(AppError::NotFound),
        }
    }
    Ok(Ok((changed > 0).then_some(change_id)))
}

async fn title(connection: &mut Connection, id: i64) -> Result<String> {
    let entry = find_entry(connection, id).await?;
    Ok(entry.map(|entry| entry.state.title).unwrap_or_default())
}

async fn draw(
    editor: &Editor,
    connection: &mut Connection,
    action: Action,
    form: BulkForm,
    errors: FormErrors,
) -> Result<Page> {
    let tree = load_tree(connection).await?;
    let mut entries = Vec::new();
    for &id in &form.id {
        entries.extend(find_entry(connection, id).await?);
    }
    let list = EntryFilter::from_back(&form.back).address();
    Page::private(&BulkPage {
        layout: editor.layout(connection, DeskTab::Entries).await?,
        errors,
        action,
        entries,
        categories: category_choices(&tree, |id| editor.reaches(&tree, id)),
        list,
        form,
    })
}
