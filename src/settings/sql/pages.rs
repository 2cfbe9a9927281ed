//! Statements on the curated pages.

use serde::{Deserialize, Serialize};

use super::changed_since;
use crate::db::Connection;
use crate::error::{AppError, Result};
use crate::history::{
    Action, ChangeContext, ObjectKind, PastRevision, Undone, open_change, record, undo,
};
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

/// What history keeps of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct PageState {
    slug: PageSlug,
    title: String,
    body: String,
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
    let before = old.map(|page| PageState {
        slug,
        title: page.title,
        body: page.body,
    });
    let after = PageState {
        slug,
        title: title.to_owned(),
        body: body.to_owned(),
    };
    let change_id = open_change(connection, context).await?;
    write_page(
        connection,
        (change_id, context.at),
        (before.as_ref(), &after),
    )
    .await
}

/// Undoes one revision of a page inside the change `change_id`.
///
/// # Errors
/// When the database can't be written.
pub async fn undo_page(
    connection: &mut Connection,
    (change_id, at): (i64, i64),
    past: &PastRevision,
) -> Result<Undone> {
    let (Some(old), Some(new)) = (&past.old, &past.new) else {
        return Ok(Undone::Never(
            "A site always has this page; change its text instead.",
        ));
    };
    let slug = serde_json::from_value::<PageState>(new.clone())?.slug;
    let page = find_page(connection, slug).await?;
    let standing = PageState {
        slug,
        title: page.title,
        body: page.body,
    };
    let state = match undo(old, new, &serde_json::to_value(&standing)?, &[]) {
        Ok(state) => serde_json::from_value(state)?,
        Err(clashes) => return Ok(Undone::Clash(clashes)),
    };
    if state == standing {
        return Ok(Undone::Nothing);
    }
    write_page(connection, (change_id, at), (Some(&standing), &state)).await?;
    Ok(Undone::Done)
}

/// Writes other words of a page with their revision, inside the change `change_id`.
pub(in crate::settings) async fn write_page_words(
    connection: &mut Connection,
    change: (i64, i64),
    slug: PageSlug,
    (before, after): (Option<(&str, &str)>, (&str, &str)),
) -> Result<()> {
    let state = |(title, body): (&str, &str)| PageState {
        slug,
        title: title.to_owned(),
        body: body.to_owned(),
    };
    let before = before.map(state);
    write_page(connection, change, (before.as_ref(), &state(after))).await
}

async fn write_page(
    connection: &mut Connection,
    (change_id, at): (i64, i64),
    (before, after): (Option<&PageState>, &PageState),
) -> Result<()> {
    let html = render_page(&after.body).to_string();
    let word = after.slug.as_str();
    let id = sqlx::query_scalar!(
        r#"INSERT INTO pages (slug, title, body, body_html, renderer_version, updated_at)
           VALUES (?1, ?2, ?3, ?4, ?5, ?6)
           ON CONFLICT (slug) DO UPDATE SET title = ?2, body = ?3, body_html = ?4,
               renderer_version = ?5, updated_at = ?6, version = version + 1
           RETURNING id AS "id!""#,
        word,
        after.title,
        after.body,
        html,
        RENDERER_VERSION,
        at,
    )
    .fetch_one(&mut *connection)
    .await?;
    let action = if before.is_some() {
        Action::Update
    } else {
        Action::Create
    };
    let object = (ObjectKind::Page, id);
    record(connection, change_id, object, action, before, Some(after)).await?;
    Ok(())
}
