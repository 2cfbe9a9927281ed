//! What a moderator does to one entry.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use http::StatusCode;

use super::entry::{EntryForm, Trouble, draw, input_of};
use super::entry_filter::EntryFilter;
use super::{Editor, entry_merge, number, with_change};
use crate::db::Connection;
use crate::directory::entry_input::{MODERATOR, why};
use crate::directory::link_url::LinkPolicy;
use crate::directory::{
    Change, ChangeError, Direction, Entry, EntryFields, apply_change, find_entry, load_tree,
};
use crate::error::{AppError, Result};
use crate::paths;
use crate::web::FormErrors;
use crate::web::page::see_other;

/// `POST /admin/entries/new`
pub async fn create_entry(editor: Editor, Form(form): Form<EntryForm>) -> Result<Response> {
    let mut write = editor.db.write().await?;
    let mut errors = FormErrors::default();
    let why = why(&form.why, &mut errors);
    let fields = fields(&mut write, &form, editor.link_policy(), &mut errors).await?;
    let trouble = match fields {
        Some(fields) => {
            let change = Change::CreateEntry(fields);
            editor.check_change(&mut write, &change).await?;
            match apply_change(&mut write, &editor.context(why), change).await {
                Ok(applied) => {
                    write.commit().await?;
                    let page = paths::admin_entry(applied.object_id);
                    let page = paths::with_query(&page, "done", "created");
                    return Ok(see_other(&with_change(&page, applied.change_id)));
                }
                Err(error) => trouble(error)?,
            }
        }
        None => errors.into(),
    };
    // A refused change may have left its beginnings: what is shown has to be what stands.
    drop(write);
    show_again(&editor, None, form, trouble).await
}

/// `POST /admin/entries/{id}`
pub async fn update_entry(
    editor: Editor,
    Path(id): Path<String>,
    Form(form): Form<EntryForm>,
) -> Result<Response> {
    let id = number(&id)?;
    let mut write = editor.db.write().await?;
    let entry = find_entry(&mut write, id)
        .await?
        .ok_or(AppError::NotFound)?;
    editor.check_entries(&mut write, &[id]).await?;
    if form.action == "merge" {
        return entry_merge::merge(&editor, write, entry, form).await;
    }
    let mut errors = FormErrors::default();
    let why = why(&form.why, &mut errors);
    // A link that was accepted once may stay, whatever is accepted today.
    let policy = if form.input.url.trim() == entry.state.url {
        LinkPolicy {
            allow_private: true,
            allow_ftp: true,
        }
    } else {
        editor.link_policy()
    };
    let change = change(&mut write, id, &form, policy, &mut errors).await?;
    if let Some(change) = &change {
        editor.check_change(&mut write, change).await?;
    }
    let trouble = match change.filter(|_| errors.is_empty()) {
        Some(change) => match apply_change(&mut write, &editor.context(why), change).await {
            Ok(applied) => {
                write.commit().await?;
                let page = done(id, &form, &form.action);
                return Ok(see_other(&with_change(&page, applied.change_id)));
            }
            Err(ChangeError::NothingToChange) => {
                return Ok(see_other(&done(id, &form, "unchanged")));
            }
            Err(error) => trouble(error)?,
        },
        None => errors.into(),
    };
    drop(write);
    show_again(&editor, Some(entry), form, trouble).await
}

pub(super) async fn show_again(
    editor: &Editor,
    entry: Option<Entry>,
    mut form: EntryForm,
    trouble: Trouble,
) -> Result<Response> {
    let mut connection = editor.db.read().await?;
    if let Some(entry) = entry.as_ref().filter(|_| !form.saves()) {
        // Only the save button sends the fields; beside any other they are as they stand.
        form.input = input_of(entry, &load_tree(&mut connection).await?);
    }
    let status = if trouble.is_stale || trouble.twin.is_some() {
        StatusCode::CONFLICT
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = draw(editor, &mut connection, entry, form, trouble, None).await?;
    Ok(page.with_status(status).into_response())
}

/// What the pressed button asks for; `None` when a field needs attention.
async fn change(
    connection: &mut Connection,
    id: i64,
    form: &EntryForm,
    policy: LinkPolicy,
    errors: &mut FormErrors,
) -> Result<Option<Change>> {
    Ok(Some(match form.action.as_str() {
        "" | "save" => {
            let Some(fields) = fields(connection, form, policy, errors).await? else {
                return Ok(None);
            };
            // Without the version that the person saw, nobody can say what they would overwrite.
            let version = Some(form.version.parse().unwrap_or(-1));
            Change::EditEntry {
                id,
                version,
                fields,
            }
        }
        "move" => {
            let tree = load_tree(connection).await?;
            let Some(category) = tree.at_path(form.input.category.trim()) else {
                errors.add("category", "Choose a category from the list");
                return Ok(None);
            };
            Change::MoveEntry {
                id,
                category_id: category.id,
            }
        }
        "up" => Change::StepEntry {
            id,
            direction: Direction::Up,
        },
        "down" => Change::StepEntry {
            id,
            direction: Direction::Down,
        },
        "verify" => Change::VerifyEntry { id },
        "retire" => Change::RetireEntry { id },
        "delete" => Change::DeleteEntry { id },
        "restore" => Change::RestoreEntry { id },
        _ => {
            let words = "Choose what should happen to the entry.";
            return Err(AppError::BadRequest(words.to_owned()));
        }
    }))
}

async fn fields(
    connection: &mut Connection,
    form: &EntryForm,
    policy: LinkPolicy,
    errors: &mut FormErrors,
) -> Result<Option<EntryFields>> {
    let tree = load_tree(connection).await?;
    let checked = form.input.check(&tree, policy, MODERATOR, errors);
    Ok(checked.and_then(|checked| {
        let category_id = checked.category_id?;
        Some(checked.in_category(category_id))
    }))
}

/// Back to the list after one of its buttons, else to the entry.
fn done(id: i64, form: &EntryForm, word: &str) -> String {
    let word = if word.is_empty() { "save" } else { word };
    let from_list = matches!(form.action.as_str(), "up" | "down");
    if from_list {
        let list = EntryFilter::from_back(&form.back).address();
        let list = paths::with_query(&list, "done", word);
        return paths::with_query(&list, "at", &id.to_string());
    }
    paths::with_query(&paths::admin_entry(id), "done", word)
}

/// A change that can't be made, as something that the form shows.
fn trouble(error: ChangeError) -> Result<Trouble> {
    let mut trouble = Trouble::default();
    match error {
        ChangeError::DuplicateUrl { entry_id } => {
            trouble
                .errors
                .add("url", "This link is already in the list");
            trouble.twin = Some(entry_id);
        }
        ChangeError::Stale => trouble.is_stale = true,
        ChangeError::WrongTarget => trouble.errors.add(
            "category",
            "Its category is gone. Choose another, save, then restore it",
        ),
        ChangeError::Failed(error) => return Err(error),
        _ => return Err(AppError::NotFound),
    }
    Ok(trouble)
}

impl From<FormErrors> for Trouble {
    fn from(errors: FormErrors) -> Self {
        Self {
            errors,
            ..Self::default()
        }
    }
}
