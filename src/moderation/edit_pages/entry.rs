//! The form of one entry, new or old.

use askama::Template;
use axum::extract::Path;
use axum_extra::extract::Query;
use serde::Deserialize;

use super::entry_list::status_label;
use super::{Editor, category_choices, number};
use crate::db::Connection;
use crate::directory::entry_input::EntryInput;
use crate::directory::{CategoryTree, Entry, EntryStatus, find_entry, load_tree};
use crate::error::{AppError, Result};
use crate::paths;
use crate::settings::load_settings;
use crate::text::dates::Dates;
use crate::web::layout::{DeskTab, Layout};
use crate::web::{Choice, Difference, FormErrors, Notice, Page, differences};

/// What an entry's form sends, and what it shows again.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct EntryForm {
    /// The entry's own fields.
    #[serde(flatten)]
    pub input: EntryInput,
    /// Why it changes; public.
    pub why: String,
    /// The row version that the person saw.
    pub version: String,
    /// What to do; empty is `save`.
    pub action: String,
    /// The list's query string, when a button of the list was pressed.
    pub back: String,
    /// The entry to merge into: its number, its address or its link.
    pub into: String,
    /// Set once a person saw what merging would do.
    pub confirm: String,
}

impl EntryForm {
    /// Whether the fields were sent to be saved.
    pub(super) fn saves(&self) -> bool {
        matches!(self.action.as_str(), "" | "save")
    }

    /// The reason typed above the save button.
    fn own_why(&self) -> &str {
        if self.saves() { &self.why } else { "" }
    }

    /// The reason typed above the other buttons.
    fn other_why(&self) -> &str {
        if self.saves() { "" } else { &self.why }
    }
}

/// Why a form is shown again.
#[derive(Default)]
pub(super) struct Trouble {
    /// What needs attention.
    pub errors: FormErrors,
    /// The live entry that has the link already.
    pub twin: Option<i64>,
    /// Somebody else saved first: both texts are shown.
    pub is_stale: bool,
}

#[derive(Template)]
#[template(path = "moderation/entry_form.html")]
struct EntryFormPage {
    layout: Layout,
    notice: Option<Notice>,
    form: EntryForm,
    errors: FormErrors,
    twin: Option<Entry>,
    stale: Option<Vec<Difference>>,
    /// The entry as it stands; none while it is new.
    entry: Option<Entry>,
    /// The entry that took its place.
    successor: Option<Entry>,
    category: Option<(String, String)>,
    categories: Vec<Choice>,
    caveat_kinds: Vec<Choice>,
    dates: Dates,
}

/// What may be filled in from the address of the form for a new entry.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Prefill {
    url: String,
    title: String,
    category: String,
}

/// `GET /admin/entries/new`
pub async fn new_entry(editor: Editor, Query(prefill): Query<Prefill>) -> Result<Page> {
    let form = EntryForm {
        input: EntryInput {
            url: prefill.url,
            title: prefill.title,
            category: prefill.category,
            ..EntryInput::default()
        },
        ..EntryForm::default()
    };
    let mut connection = editor.db.read().await?;
    draw(
        &editor,
        &mut connection,
        None,
        form,
        Trouble::default(),
        None,
    )
    .await
}

/// A fixed word for what was just done.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Done {
    pub(super) done: String,
    /// The change that did it.
    pub(super) change: String,
}

/// `GET /admin/entries/{id}`
pub async fn entry(
    editor: Editor,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Page> {
    let mut connection = editor.db.read().await?;
    let entry = find_entry(&mut connection, number(&id)?).await?;
    let entry = entry.ok_or(AppError::NotFound)?;
    let tree = load_tree(&mut connection).await?;
    editor.check_category(&tree, entry.state.category_id)?;
    let form = EntryForm {
        input: input_of(&entry, &tree),
        ..EntryForm::default()
    };
    let undo = editor.undo_offer(&mut connection, &done.change).await?;
    let back = paths::admin_entry(entry.id);
    let notice = notice(&done.done).map(|notice| notice.with_undo(undo, &back));
    draw(
        &editor,
        &mut connection,
        Some(entry),
        form,
        Trouble::default(),
        notice,
    )
    .await
}

pub(super) fn input_of(entry: &Entry, tree: &CategoryTree) -> EntryInput {
    let path = tree
        .get(entry.state.category_id)
        .map_or("", |node| node.path.as_str());
    EntryInput::of(&entry.state, path)
}

/// Shows the form with what was typed. It keeps the version that the person saw until they are
/// told that another stands.
pub(super) async fn draw(
    editor: &Editor,
    connection: &mut Connection,
    entry: Option<Entry>,
    mut form: EntryForm,
    trouble: Trouble,
    notice: Option<Notice>,
) -> Result<Page> {
    let tree = load_tree(connection).await?;
    let mut stale = None;
    if let Some(entry) = &entry {
        if trouble.is_stale || form.version.is_empty() {
            form.version = entry.version.to_string();
        }
        if trouble.is_stale {
            let stands = input_of(entry, &tree);
            stale = Some(differences(form.input.fields(), stands.fields(), label));
        }
    }
    let twin = match trouble.twin {
        Some(id) => find_entry(connection, id).await?,
        None => None,
    };
    let category = entry
        .as_ref()
        .and_then(|entry| tree.get(entry.state.category_id))
        .map(|node| (node.path.clone(), node.title.clone()));
    let successor = match entry.as_ref().and_then(|entry| entry.state.merged_into) {
        Some(id) => find_entry(connection, id).await?,
        None => None,
    };
    Page::private(&EntryFormPage {
        successor,
        layout: editor.layout(connection, DeskTab::Entries).await?,
        notice,
        errors: trouble.errors,
        twin,
        stale,
        category,
        categories: category_choices(&tree, |id| editor.reaches(&tree, id)),
        caveat_kinds: Choice::caveat_kinds(),
        dates: Dates::new(&load_settings(connection).await?.state.time_zone),
        entry,
        form,
    })
}

fn label(field: &str) -> &'static str {
    match field {
        "url" => "Link",
        "title" => "Title",
        "category" => "Category",
        "description" => "Description",
        "caveat" => "Caveat",
        "caveat_kind" => "What the caveat is about",
        "licence" => "Licence",
        "organisation" => "Organisation",
        "tags" => "Tags",
        "language" => "Language",
        "featured" => "On the home page",
        _ => "Question that it answers",
    }
}

fn notice(done: &str) -> Option<Notice> {
    Some(match done {
        "created" => Notice::ok("Added to the directory."),
        "save" => Notice::ok("Saved."),
        "move" => Notice::ok("Moved to the end of its new category."),
        "up" => Notice::ok("Moved up."),
        "down" => Notice::ok("Moved down."),
        "verify" => Notice::ok("Marked as checked today."),
        "retire" => Notice::ok("Retired: it left every list, and its page says so."),
        "delete" => Notice::ok("Deleted. You can restore it on this page."),
        "restore" => Notice::ok("Restored: it’s listed again."),
        "merge" => Notice::ok("Merged: its address leads to the other entry now."),
        "undone" => Notice::ok("Undone."),
        "unchanged" => Notice::warning("Nothing changed: it was so already."),
        _ => return None,
    })
}
