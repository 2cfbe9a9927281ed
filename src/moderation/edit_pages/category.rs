//! The form of one category.

use askama::Template;
use axum::extract::Path;
use axum_extra::extract::Query;
use serde::Deserialize;

use super::entry::Done;
use super::{Editor, category_choices, number};
use crate::db::Connection;
use crate::directory::category_input::CategoryInput;
use crate::directory::{Category, Held, count_held, find_category, load_tree};
use crate::error::{AppError, Result};
use crate::paths;
use crate::web::layout::{DeskTab, Layout};
use crate::web::{Choice, Difference, FormErrors, Notice, Page, differences};

/// What a category's form sends, and what it shows again.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct CategoryForm {
    /// The category's own fields.
    #[serde(flatten)]
    pub input: CategoryInput,
    /// Why it changes; public.
    pub why: String,
    /// The row version that the person saw.
    pub version: String,
    /// What to do; empty is `save`.
    pub action: String,
    /// The new home of what it holds: a slug path.
    pub into: String,
}

impl CategoryForm {
    /// Whether the fields were sent to be saved.
    pub(super) fn saves(&self) -> bool {
        matches!(self.action.as_str(), "" | "save")
    }

    /// The reason typed above the save button.
    fn own_why(&self) -> &str {
        if self.saves() { &self.why } else { "" }
    }
}

/// Why a form is shown again.
#[derive(Default)]
pub(super) struct Trouble {
    /// What needs attention.
    pub errors: FormErrors,
    /// Somebody else saved first: both texts are shown.
    pub is_stale: bool,
}

#[derive(Template)]
#[template(path = "moderation/category_form.html")]
struct CategoryFormPage {
    layout: Layout,
    notice: Option<Notice>,
    errors: FormErrors,
    stale: Option<Vec<Difference>>,
    form: CategoryForm,
    category: Category,
    held: Held,
    parents: Vec<Choice>,
    homes: Vec<Choice>,
    caveat_kinds: Vec<Choice>,
}

/// `GET /admin/categories/{id}`
pub async fn category(
    editor: Editor,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Page> {
    let mut connection = editor.db.read().await?;
    let category = find_live(&mut connection, number(&id)?).await?;
    let form = standing(&mut connection, &category).await?;
    editor.check_category(&load_tree(&mut connection).await?, category.id)?;
    let undo = editor.undo_offer(&mut connection, &done.change).await?;
    let back = paths::admin_category(category.id);
    let notice = notice(&done.done).map(|notice| notice.with_undo(undo, &back));
    draw(
        &editor,
        &mut connection,
        category,
        form,
        Trouble::default(),
        notice,
    )
    .await
}

/// The category, unless it was deleted.
pub(super) async fn find_live(connection: &mut Connection, id: i64) -> Result<Category> {
    let category = find_category(connection, id).await?;
    category
        .filter(|category| !category.state.deleted)
        .ok_or(AppError::NotFound)
}

/// The form with what stands.
pub(super) async fn standing(
    connection: &mut Connection,
    category: &Category,
) -> Result<CategoryForm> {
    let tree = load_tree(connection).await?;
    Ok(CategoryForm {
        input: CategoryInput::of(&category.state, &tree),
        ..CategoryForm::default()
    })
}

/// Shows the form with what was typed. It keeps the version that the person saw until they are
/// told that another stands.
pub(super) async fn draw(
    editor: &Editor,
    connection: &mut Connection,
    category: Category,
    mut form: CategoryForm,
    trouble: Trouble,
    notice: Option<Notice>,
) -> Result<Page> {
    let tree = load_tree(connection).await?;
    if trouble.is_stale || form.version.is_empty() {
        form.version = category.version.to_string();
    }
    let stale = trouble.is_stale.then(|| {
        let stands = CategoryInput::of(&category.state, &tree);
        differences(form.input.fields(), stands.fields(), label)
    });
    let below = tree.subtree(category.id);
    let elsewhere = |id| below.iter().all(|node| node.id != id) && editor.reaches(&tree, id);
    Page::private(&CategoryFormPage {
        layout: editor.layout(connection, DeskTab::Categories).await?,
        notice,
        errors: trouble.errors,
        stale,
        held: count_held(connection, category.id).await?,
        parents: category_choices(&tree, elsewhere),
        homes: category_choices(&tree, elsewhere),
        caveat_kinds: Choice::caveat_kinds(),
        form,
        category,
    })
}

fn label(field: &str) -> &'static str {
    match field {
        "title" => "Name",
        "slug" => "Name in the address",
        "parent" => "Inside",
        "introduction" => "Introduction",
        "caveat" => "Caveat",
        _ => "What the caveat is about",
    }
}

fn notice(done: &str) -> Option<Notice> {
    Some(match done {
        "save" => Notice::ok("Saved."),
        "moved" => Notice::ok("Saved. The address changed, and the old one leads to the new one."),
        "unchanged" => Notice::warning("Nothing changed: it was so already."),
        _ => return None,
    })
}
