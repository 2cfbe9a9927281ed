//! One tag: another name for it, or another tag instead.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use http::StatusCode;
use serde::Deserialize;

use super::{Editor, number, with_change};
use crate::directory::entry_input::{MODERATOR, line, why};
use crate::directory::{Change, ChangeError, Tag, apply_change, find_tag, list_tags};
use crate::error::{AppError, Result};
use crate::paths;
use crate::text::tag_slug;
use crate::web::layout::{DeskTab, Layout};
use crate::web::page::see_other;
use crate::web::{Choice, FormErrors, Page};

/// What the forms of a tag send.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TagForm {
    /// `rename` or `merge`.
    action: String,
    /// The tag.
    id: String,
    /// Its new name.
    name: String,
    /// The number of the tag that takes its place.
    into: String,
    /// Why it changes; public.
    why: String,
}

#[derive(Template)]
#[template(path = "moderation/tag_form.html")]
struct TagFormPage {
    layout: Layout,
    errors: FormErrors,
    form: TagForm,
    tag: Tag,
    others: Vec<Choice>,
}

/// `GET /admin/tags/{id}`
pub async fn tag(editor: Editor, Path(id): Path<String>) -> Result<Page> {
    let mut connection = editor.db.read().await?;
    let tag = find_tag(&mut connection, number(&id)?).await?;
    let tag = tag.ok_or(AppError::NotFound)?;
    drop(connection);
    let form = TagForm {
        name: tag.name.clone(),
        ..TagForm::default()
    };
    draw(&editor, tag, form, FormErrors::default()).await
}

/// `POST /admin/tags`
pub async fn update_tag(editor: Editor, Form(form): Form<TagForm>) -> Result<Response> {
    editor.check_everything()?;
    let id = number(&form.id)?;
    let mut write = editor.db.write().await?;
    let tag = find_tag(&mut write, id).await?.ok_or(AppError::NotFound)?;
    let mut errors = FormErrors::default();
    let why = why(&form.why, &mut errors);
    let change = change(id, &form, &mut errors)?;
    if errors.is_empty() {
        match apply_change(&mut write, &editor.context(why), change).await {
            Ok(applied) => {
                write.commit().await?;
                let list = done(&form.action, applied.object_id);
                return Ok(see_other(&with_change(&list, applied.change_id)));
            }
            Err(ChangeError::NothingToChange) => return Ok(see_other(&done("unchanged", id))),
            Err(ChangeError::SlugTaken) => errors.add(
                "name",
                "Another tag has this name. Merge this one with it instead",
            ),
            Err(ChangeError::WrongTarget) => errors.add("into", "Choose another tag from the list"),
            Err(ChangeError::Failed(error)) => return Err(error),
            Err(_) => return Err(AppError::NotFound),
        }
    }
    drop(write);
    let page = draw(&editor, tag, form, errors).await?;
    Ok(page
        .with_status(StatusCode::UNPROCESSABLE_ENTITY)
        .into_response())
}

fn change(id: i64, form: &TagForm, errors: &mut FormErrors) -> Result<Change> {
    match form.action.as_str() {
        "rename" => {
            let name = line("name", "name", &form.name, MODERATOR.tag, errors);
            if name.contains(',') {
                errors.add("name", "Leave out the comma: it stands between tags");
            }
            if tag_slug(&name).is_none() {
                errors.add("name", "Enter a name with letters or digits");
            }
            Ok(Change::RenameTag { id, name })
        }
        "merge" => {
            let into = form.into.parse().unwrap_or_default();
            Ok(Change::MergeTag { id, into })
        }
        _ => {
            let words = "Choose what should happen to the tag.";
            Err(AppError::BadRequest(words.to_owned()))
        }
    }
}

async fn draw(editor: &Editor, tag: Tag, mut form: TagForm, errors: FormErrors) -> Result<Page> {
    let mut connection = editor.db.read().await?;
    if form.action == "merge" {
        form.name = tag.name.clone();
    }
    let others = list_tags(&mut connection).await?;
    Page::private(&TagFormPage {
        layout: editor.layout(&mut connection, DeskTab::Tags).await?,
        errors,
        form,
        others: others
            .into_iter()
            .filter(|other| other.id != tag.id)
            .map(|other| Choice::new(other.id.to_string(), other.name))
            .collect(),
        tag,
    })
}

fn done(word: &str, id: i64) -> String {
    let list = paths::with_query(paths::ADMIN_TAGS, "done", word);
    paths::with_query(&list, "at", &id.to_string())
}
