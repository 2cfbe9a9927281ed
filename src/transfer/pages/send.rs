//! `GET` and `POST /admin/import`: the form, and what was imported lately.

use askama::Template;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Query};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde::Deserialize;

use super::form::{ImportForm, receive};
use super::importer::Importer;
use crate::directory::load_tree;
use crate::error::{AppError, Result};
use crate::paths;
use crate::settings::load_settings;
use crate::text::dates::Dates;
use crate::transfer::import::{StagedImport, insert_import, list_imports};
use crate::transfer::read::Format;
use crate::web::page::see_other;
use crate::web::{Choice, FormErrors, Layout, Notice, Page};

/// How many imports the page remembers.
const RECENT: i64 = 20;

#[derive(Template)]
#[template(path = "transfer/import.html")]
struct ImportPage {
    layout: Layout,
    notice: Option<Notice>,
    errors: FormErrors,
    form: ImportForm,
    formats: Vec<Choice>,
    categories: Vec<Choice>,
    ways: Vec<Choice>,
    updates: Vec<Choice>,
    recent: Vec<RecentImport>,
}

/// An import of late.
struct RecentImport {
    href: String,
    files: String,
    who: String,
    at: (String, String),
    is_done: bool,
}

/// What was just done, as the address says after a form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ImportQuery {
    done: String,
}

/// `GET /admin/import`
pub async fn import(importer: Importer, Query(query): Query<ImportQuery>) -> Result<Page> {
    let notice = match query.done.as_str() {
        "given-up" => Some(Notice::ok("Given up. Nothing was imported.")),
        _ => None,
    };
    let form = ImportForm {
        to: "directory".to_owned(),
        ..ImportForm::default()
    };
    let page = draw(&importer, form, FormErrors::default()).await?;
    Page::private(&ImportPage { notice, ..page })
}

/// `POST /admin/import`: the list is kept, and its plan is shown next.
pub async fn create_import(
    importer: Importer,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Response> {
    let parts = parts.map_err(|_| {
        AppError::BadRequest("Send the list with the form of this page.".to_owned())
    })?;
    let received = receive(parts).await?;
    let mut errors = FormErrors::default();
    if received.is_too_large {
        errors.add(
            "file",
            "Uploads can have up to 8 MiB and 1,000 files. signpost import takes longer lists",
        );
        let page = draw(&importer, received.form, errors).await?;
        let page = Page::private(&page)?.with_status(StatusCode::PAYLOAD_TOO_LARGE);
        return Ok(page.into_response());
    }
    let (asked, files) = received.form.check(received.files, &mut errors);
    if errors.is_empty()
        && let Err(reason) = importer.read(files.clone(), &asked.format).await?
    {
        errors.add("file", reason);
    }
    if !errors.is_empty() {
        let page = draw(&importer, received.form, errors).await?;
        let page = Page::private(&page)?.with_status(StatusCode::UNPROCESSABLE_ENTITY);
        return Ok(page.into_response());
    }
    let mut write = importer.db.write().await?;
    let by = (importer.user.id, importer.now);
    let id = insert_import(&mut write, by, &asked, &files).await?;
    write.commit().await?;
    Ok(see_other(&paths::admin_import(id)))
}

async fn draw(importer: &Importer, form: ImportForm, errors: FormErrors) -> Result<ImportPage> {
    let mut connection = importer.db.read().await?;
    let tree = load_tree(&mut connection).await?;
    let settings = load_settings(&mut connection).await?.state;
    let dates = Dates::new(&settings.time_zone);
    let recent = list_imports(&mut connection, RECENT).await?;
    let nodes = tree.nodes().iter();
    Ok(ImportPage {
        layout: importer.layout(&mut connection).await?,
        notice: None,
        errors,
        formats: formats(),
        categories: nodes
            .map(|node| Choice::new(&node.path, &node.title).at_depth(node.depth - 1))
            .collect(),
        ways: ways(),
        updates: updates(),
        recent: recent
            .into_iter()
            .map(|staged| RecentImport::new(staged, &dates))
            .collect(),
        form,
    })
}

impl RecentImport {
    fn new(staged: StagedImport, dates: &Dates) -> Self {
        let at = staged.applied_at.unwrap_or(staged.created_at);
        Self {
            href: paths::admin_import(staged.id),
            files: staged.asked.files.join(", "),
            who: staged.user_name,
            at: (dates.machine(at), dates.day_and_time(at)),
            is_done: staged.applied_at.is_some(),
        }
    }
}

fn formats() -> Vec<Choice> {
    let formats = Format::ALL.into_iter();
    let formats = formats.map(|format| Choice::new(format.as_str(), format.label()));
    std::iter::once(Choice::new("", "Find out"))
        .chain(formats)
        .collect()
}

fn ways() -> Vec<Choice> {
    vec![
        Choice::new("directory", "Straight into the directory")
            .with_hint("Links that the file marks as private go to the queue all the same"),
        Choice::new("queue", "Into the queue").with_hint("Moderators decide on each"),
    ]
}

fn updates() -> Vec<Choice> {
    vec![
        Choice::new("", "As usual")
            .with_hint("An export of this product replaces, any other list fills in"),
        Choice::new("fill", "Fill in what is empty"),
        Choice::new("replace", "Replace what the list says otherwise"),
        Choice::new("never", "Leave it as it is"),
    ]
}
