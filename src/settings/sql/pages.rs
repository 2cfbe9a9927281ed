//! Statements on the curated pages.

use serde::Serialize;

use super::changed_since;
use crate::db::Connection;
use crate::error::{AppError, Result};
use crate::history::{Action, ChangeContext, ObjectKind, open_change, record};
use crate::settings::{CuratedPage, PageSlug};
use crate::text::markdown::{RENDERER_VERSION, SafeHtml, render_page};

/// One of the curated pages.
///
/// # Errors
/// [`AppError::NotFound`] before the site was set up.
pub async fn find_page(connection: &mut Connection, slug: PageSlug) -> Result<CuratedPage> {
    let word = slug.as_str();
    let row = sqlx::query!(
        "SELECT id, title, body, body_html, version, updated_at FROM pages WHERE slug = ?",
        word
    )
    .fetch_one(connection)
    .await?;
    Ok(CuratedPage {
        id: row.id,
        slug,
        title: row.title,
        body: row.body,
        body_html: SafeHtml::from_stored(row.body_html),
        version: row.version,
        updated_at: row.updated_at,
    })
}

#[derive(Serialize)]
struct PageState<'a> {
    slug: PageSlug,
    title: &'a str,
    body: &'a str,
}

/// Writes a page with its revision, making it when it is new. `version` is the one that the form
/// was made against; a new page has none.
///
/// # Errors
/// [`AppError::Conflict`] when somebody else saved since `version`.
pub async fn save_page(
    connection: &mut Connection,
    context: &ChangeContext,
    slug: PageSlug,
    version: Option<i64>,
    (title, body): (&str, &str),
) -> Result<()> {
    let old = match find_page(connection, slug).await {
        Ok(page) => Some(page),
        Err(AppError::NotFound) => None,
        Err(error) => return Err(error),
    };
    if old.as_ref().map(|page| page.version) != version {
        return Err(changed_since());
    }
    let html = render_page(body).to_string();
    let word = slug.as_str();
    let id = sqlx::query_scalar!(
        r#"INSERT INTO pages (slug, title, body, body_html, renderer_version, updated_at)
           VALUES (?1, ?2, ?3, ?4, ?5, ?6)
           ON CONFLICT (slug) DO UPDATE SET title = ?2, body = ?3, body_html = ?4,
               renderer_version = ?5, updated_at = ?6, version = version + 1
           RETURNING id AS "id!""#,
        word,
        title,
        body,
        html,
        RENDERER_VERSION,
        context.at,
    )
    .fetch_one(&mut *connection)
    .await?;
    let before = old.as_ref().map(|page| PageState {
        slug,
        title: &page.title,
        body: &page.body,
    });
    let action = if before.is_some() {
        Action::Update
    } else {
        Action::Create
    };
    let after = PageState { slug, title, body };
    let change_id = open_change(connection, context).await?;
    record(
        connection,
        change_id,
        (ObjectKind::Page, id),
        action,
        before.as_ref(),
        Some(&after),
    )
    .await?;
    Ok(())
}
