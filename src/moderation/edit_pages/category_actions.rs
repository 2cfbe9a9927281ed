//! What a moderator does to a category.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use http::StatusCode;

use super::category::{CategoryForm, Trouble, draw, find_live, standing};
use super::category_list::{self, NewCategory, TreeQuery};
use super::{Editor, number, with_change};
use crate::db::Connection;
use crate::directory::entry_input::why;
use crate::directory::{
    CategoryTree, Change, ChangeError, Direction, MAX_DEPTH, Misplaced, apply_change, load_tree,
};
use crate::error::{AppError, Result};
use crate::paths;
use crate::web::FormErrors;
use crate::web::page::see_other;

/// `POST /admin/categories`
pub async fn create_category(editor: Editor, Form(form): Form<CategoryForm>) -> Result<Response> {
    let mut write = editor.db.write().await?;
    let mut errors = FormErrors::default();
    let why = why(&form.why, &mut errors);
    let tree = load_tree(&mut write).await?;
    if let Some(fields) = form.input.check(&tree, &mut errors) {
        let change = Change::CreateCategory(fields);
        editor.check_change(&mut write, &change).await?;
        match apply_change(&mut write, &editor.context(why), change).await {
            Ok(applied) => {
                write.commit().await?;
                let tree = tree_address("created", applied.object_id);
                return Ok(see_other(&with_change(&tree, applied.change_id)));
            }
            Err(error) => explain(error, "parent", &mut errors)?,
        }
    }
    // A refused change may have left its beginnings: what is shown has to be what stands.
    drop(write);
    let mut connection = editor.db.read().await?;
    let new = NewCategory {
        input: form.input,
        why: form.why,
        errors,
    };
    let page = category_list::draw(&editor, &mut connection, TreeQuery::default(), new).await?;
    Ok(page
        .with_status(StatusCode::UNPROCESSABLE_ENTITY)
        .into_response())
}

/// `POST /admin/categories/{id}`
pub async fn update_category(
    editor: Editor,
    Path(id): Path<String>,
    Form(form): Form<CategoryForm>,
) -> Result<Response> {
    let mut write = editor.db.write().await?;
    let category = find_live(&mut write, number(&id)?).await?;
    let mut trouble = Trouble::default();
    let why = why(&form.why, &mut trouble.errors);
    let tree = load_tree(&mut write).await?;
    editor.check_category(&tree, category.id)?;
    let change = change(category.id, &form, &tree, &mut trouble.errors)?;
    if let Some(change) = &change {
        editor.check_change(&mut write, change).await?;
    }
    if let Some(change) = change.filter(|_| trouble.errors.is_empty()) {
        match apply_change(&mut write, &editor.context(why), change).await {
            Ok(applied) => {
                let next = next_page(&mut write, category.id, &category.path, &form).await?;
                write.commit().await?;
                return Ok(see_other(&with_change(&next, applied.change_id)));
            }
            Err(ChangeError::NothingToChange) if form.saves() => {
                let page = paths::admin_category(category.id);
                return Ok(see_other(&paths::with_query(&page, "done", "unchanged")));
            }
            Err(ChangeError::NothingToChange) => {
                return Ok(see_other(&tree_address("unchanged", category.id)));
            }
            Err(ChangeError::Stale) => trouble.is_stale = true,
            Err(error) => {
                let place = if form.saves() { "parent" } else { "into" };
                explain(error, place, &mut trouble.errors)?;
            }
        }
    }
    let status = if trouble.is_stale {
        StatusCode::CONFLICT
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    drop(write);
    let mut connection = editor.db.read().await?;
    let form = if form.saves() {
        form
    } else {
        let input = standing(&mut connection, &category).await?.input;
        CategoryForm { input, ..form }
    };
    let page = draw(&editor, &mut connection, category, form, trouble, None).await?;
    Ok(page.with_status(status).into_response())
}

/// What the pressed button asks for; `None` when a field needs attention.
fn change(
    id: i64,
    form: &CategoryForm,
    tree: &CategoryTree,
    errors: &mut FormErrors,
) -> Result<Option<Change>> {
    let into = tree.at_path(form.into.trim()).map(|node| node.id);
    let must_choose = form.action == "merge" || !form.into.trim().is_empty();
    if must_choose && into.is_none() {
        errors.add("into", "Choose a category from the list");
        return Ok(None);
    }
    Ok(match form.action.as_str() {
        "" | "save" => form
            .input
            .check(tree, errors)
            .map(|fields| Change::EditCategory {
                id,
                // Without the version that the person saw, nobody can say what they overwrite.
                version: Some(form.version.parse().unwrap_or(-1)),
                fields,
            }),
        "up" => Some(Change::StepCategory {
            id,
            direction: Direction::Up,
        }),
        "down" => Some(Change::StepCategory {
            id,
            direction: Direction::Down,
        }),
        "merge" => into.map(|into| Change::MergeCategory { id, into }),
        "delete" => Some(Change::DeleteCategory { id, into }),
        _ => {
            let words = "Choose what should happen to the category.";
            return Err(AppError::BadRequest(words.to_owned()));
        }
    })
}

/// A change that can't be made, in words beside the field that is to blame; `place` is the one
/// that names another category.
fn explain(error: ChangeError, place: &'static str, errors: &mut FormErrors) -> Result<()> {
    match error {
        ChangeError::SlugTaken => errors.add(
            "slug",
            "Another category has this address. Choose another name, or leave it empty",
        ),
        ChangeError::Misplaced(Misplaced::BelowItself) | ChangeError::WrongTarget => {
            errors.add(place, "Choose a category that isn’t this one or below it");
        }
        ChangeError::Misplaced(Misplaced::TooDeep) => errors.add(
            place,
            format!("Choose a place higher up: the tree has up to {MAX_DEPTH} levels"),
        ),
        ChangeError::NotEmpty => errors.add("into", "Choose where everything that it holds goes"),
        ChangeError::Failed(error) => return Err(error),
        _ => return Err(AppError::NotFound),
    }
    Ok(())
}

async fn next_page(
    connection: &mut Connection,
    id: i64,
    old_path: &str,
    form: &CategoryForm,
) -> Result<String> {
    let tree = load_tree(connection).await?;
    Ok(match form.action.as_str() {
        "up" | "down" => tree_address(&form.action, id),
        "merge" => match tree.at_path(form.into.trim()) {
            Some(home) => tree_address("merge", home.id),
            None => paths::ADMIN_CATEGORIES.to_owned(),
        },
        "delete" => paths::with_query(paths::ADMIN_CATEGORIES, "done", "delete"),
        _ => {
            let moved = tree.get(id).is_some_and(|node| node.path != old_path);
            let done = if moved { "moved" } else { "save" };
            paths::with_query(&paths::admin_category(id), "done", done)
        }
    })
}

fn tree_address(done: &str, id: i64) -> String {
    let tree = paths::with_query(paths::ADMIN_CATEGORIES, "done", done);
    paths::with_query(&tree, "at", &id.to_string())
}
