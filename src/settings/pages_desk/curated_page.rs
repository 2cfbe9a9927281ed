//! One of the pages that a curator writes.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::{Form, Query};
use http::StatusCode;
use serde::Deserialize;

use super::{Done, Section, sections};
use crate::accounts::{Administrator, User, desk_layout};
use crate::clock::Clock;
use crate::db::{Connection, Db};
use crate::directory::entry_input::{MODERATOR, block, line, why};
use crate::error::{AppError, Result};
use crate::history::ChangeContext;
use crate::paths;
use crate::settings::{PageSlug, find_page, save_page};
use crate::web::layout::{DeskTab, Layout};
use crate::web::page::see_other;
use crate::web::{Difference, FormErrors, Notice, Page, differences};

/// The longest heading, in characters.
const LONGEST_TITLE: usize = 200;

/// What the form sends, and what it shows again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct PageForm {
    /// The heading.
    title: String,
    /// Markdown.
    body: String,
    /// Why it changes; public.
    why: String,
    /// The row version that the person saw.
    version: String,
}

impl PageForm {
    fn fields(&self) -> [(&'static str, &str); 2] {
        [("title", &self.title), ("body", &self.body)]
    }
}

#[derive(Template)]
#[template(path = "settings/page_form.html")]
struct PageFormPage {
    layout: Layout,
    sections: Vec<Section>,
    notice: Option<Notice>,
    errors: FormErrors,
    stale: Option<Vec<Difference>>,
    slug: PageSlug,
    form: PageForm,
}

/// `GET /admin/settings/pages/{slug}`
pub async fn curated_page(
    State(db): State<Db>,
    Administrator { user, .. }: Administrator,
    Path(slug): Path<String>,
    Query(done): Query<Done>,
) -> Result<Page> {
    let slug = PageSlug::parse(&slug).ok_or(AppError::NotFound)?;
    let mut connection = db.read().await?;
    let form = standing(&mut connection, slug).await?;
    let mut page = draw(&mut connection, &user, slug, form).await?;
    page.notice = done.notice();
    Page::private(&page)
}

/// `POST /admin/settings/pages/{slug}`
pub async fn update_curated_page(
    State(db): State<Db>,
    State(clock): State<Clock>,
    Administrator { user, .. }: Administrator,
    Path(slug): Path<String>,
    Form(form): Form<PageForm>,
) -> Result<Response> {
    let slug = PageSlug::parse(&slug).ok_or(AppError::NotFound)?;
    let mut write = db.write().await?;
    let standing = standing(&mut write, slug).await?;
    let mut errors = FormErrors::default();
    let title = line("title", "heading", &form.title, LONGEST_TITLE, &mut errors);
    if title.is_empty() {
        errors.add("title", "Enter a heading");
    }
    let longest = MODERATOR.description;
    let body = block("body", "text", &form.body, longest, &mut errors);
    let why = why(&form.why, &mut errors);
    if !errors.is_empty() {
        let mut page = draw(&mut write, &user, slug, form).await?;
        page.errors = errors;
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(Page::private(&page)?.with_status(status).into_response());
    }
    if form.version != standing.version {
        let stale = differences(form.fields(), standing.fields(), label);
        let version = standing.version;
        let mut page = draw(&mut write, &user, slug, PageForm { version, ..form }).await?;
        page.stale = Some(stale);
        let status = StatusCode::CONFLICT;
        return Ok(Page::private(&page)?.with_status(status).into_response());
    }
    if title == standing.title && body == standing.body {
        return Ok(see_other(&done(slug, "unchanged")));
    }
    let context = ChangeContext::by_moderator(user.id, why, clock.now());
    let version = standing.version.parse().ok();
    save_page(&mut write, &context, slug, version, (&title, &body)).await?;
    write.commit().await?;
    Ok(see_other(&done(slug, "saved")))
}

/// The form with what stands.
async fn standing(connection: &mut Connection, slug: PageSlug) -> Result<PageForm> {
    let page = find_page(connection, slug).await?;
    Ok(PageForm {
        title: page.title,
        body: page.body,
        version: page.version.to_string(),
        ..PageForm::default()
    })
}

async fn draw(
    connection: &mut Connection,
    user: &User,
    slug: PageSlug,
    form: PageForm,
) -> Result<PageFormPage> {
    Ok(PageFormPage {
        layout: desk_layout(connection, user, DeskTab::Settings).await?,
        sections: sections(&paths::admin_page(slug.as_str())),
        notice: None,
        errors: FormErrors::default(),
        stale: None,
        slug,
        form,
    })
}

fn done(slug: PageSlug, word: &str) -> String {
    paths::with_query(&paths::admin_page(slug.as_str()), "done", word)
}

fn label(field: &str) -> &'static str {
    match field {
        "title" => "Heading",
        _ => "Text",
    }
}
