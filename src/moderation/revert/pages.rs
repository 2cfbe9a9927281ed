//! `POST /admin/changes/{id}/revert`, `/admin/revisions/{id}/revert` and
//! `/admin/decisions/{id}/undo`.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use http::StatusCode;
use serde::Deserialize;
use serde_json::Value;

use super::{Clash, Reverted, revert_change, revert_revision, undo_decision};
use crate::db::Connection;
use crate::directory::entry_input::why;
use crate::error::{AppError, Result};
use crate::history::{Names, field_label, field_text, load_names};
use crate::moderation::pages::Reviewer;
use crate::paths;
use crate::settings::load_settings;
use crate::text::dates::Dates;
use crate::web::next::safe_next;
use crate::web::page::see_other;
use crate::web::{FormErrors, Layout, Page};

/// What the button sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RevertForm {
    /// Why; public.
    why: String,
    /// The moderators' page to come back to.
    back: String,
}

impl RevertForm {
    /// The reason as it is kept; one that is too long to be kept is not.
    fn why(&self) -> String {
        why(&self.why, &mut FormErrors::default())
    }
}

/// `POST /admin/changes/{id}/revert`
pub async fn create_change_revert(
    reviewer: Reviewer,
    Path(id): Path<String>,
    Form(form): Form<RevertForm>,
) -> Result<Response> {
    let id = number(&id)?;
    let mut write = reviewer.db.write().await?;
    let done = revert_change(&mut write, &reviewer.by(&[]), id, &form.why()).await?;
    if matches!(done, Reverted::Done { .. }) {
        write.commit().await?;
    } else {
        drop(write);
    }
    answer(&reviewer, done, &form).await
}

/// `POST /admin/revisions/{id}/revert`
pub async fn create_revision_revert(
    reviewer: Reviewer,
    Path(id): Path<String>,
    Form(form): Form<RevertForm>,
) -> Result<Response> {
    let id = number(&id)?;
    let mut write = reviewer.db.write().await?;
    let done = revert_revision(&mut write, &reviewer.by(&[]), id, &form.why()).await?;
    if matches!(done, Reverted::Done { .. }) {
        write.commit().await?;
    } else {
        drop(write);
    }
    answer(&reviewer, done, &form).await
}

/// `POST /admin/decisions/{id}/undo`
pub async fn create_decision_undo(
    reviewer: Reviewer,
    Path(id): Path<String>,
    Form(form): Form<RevertForm>,
) -> Result<Response> {
    let id = number(&id)?;
    let mut write = reviewer.db.write().await?;
    let done = undo_decision(&mut write, &reviewer.by(&[]), id).await?;
    if matches!(done, Reverted::Done { .. }) {
        write.commit().await?;
    } else {
        drop(write);
    }
    answer(&reviewer, done, &form).await
}

fn number(text: &str) -> Result<i64> {
    text.parse().map_err(|_| AppError::NotFound)
}

async fn answer(reviewer: &Reviewer, done: Reverted, form: &RevertForm) -> Result<Response> {
    let back = safe_next(&form.back).filter(|path| path.starts_with(paths::ADMIN));
    match done {
        Reverted::Done {
            change_id,
            reopened,
        } => {
            let next = match (back, reopened.as_slice()) {
                (Some(back), _) => back,
                (None, [one]) => paths::review(*one),
                _ => paths::ADMIN_HISTORY.to_owned(),
            };
            let next = paths::with_query(&next, "done", "undone");
            Ok(see_other(&match change_id {
                Some(id) => paths::with_query(&next, "change", &id.to_string()),
                None => next,
            }))
        }
        Reverted::Nothing => {
            let next = back.unwrap_or_else(|| paths::ADMIN_HISTORY.to_owned());
            Ok(see_other(&paths::with_query(&next, "done", "unchanged")))
        }
        Reverted::Forbidden => Err(AppError::Forbidden),
        Reverted::Clash(clashes) => {
            let mut connection = reviewer.db.read().await?;
            let page = draw(&mut connection, reviewer, clashes).await?;
            Ok(page.with_status(StatusCode::CONFLICT).into_response())
        }
    }
}

#[derive(Template)]
#[template(path = "moderation/clash.html")]
struct ClashPage {
    layout: Layout,
    clashes: Vec<ClashView>,
}

struct ClashView {
    clash: Clash,
    href: Option<String>,
    fields: Vec<ClashField>,
}

struct ClashField {
    label: String,
    now: String,
    back: String,
}

async fn draw(
    connection: &mut Connection,
    reviewer: &Reviewer,
    clashes: Vec<Clash>,
) -> Result<Page> {
    let names = load_names(connection).await?;
    let dates = Dates::new(&load_settings(connection).await?.state.time_zone);
    let layout = reviewer.layout(connection).await?;
    let view = |clash: Clash| ClashView {
        href: clash.href(),
        fields: fields(&clash, &names, &dates),
        clash,
    };
    Page::private(&ClashPage {
        layout,
        clashes: clashes.into_iter().map(view).collect(),
    })
}

fn fields(clash: &Clash, names: &Names, dates: &Dates) -> Vec<ClashField> {
    let text = |field: &str, value: &Value| field_text(field, value, names, dates);
    clash
        .fields
        .iter()
        .map(|field| ClashField {
            label: field_label(clash.kind, &field.field),
            now: text(&field.field, &field.now),
            back: text(&field.field, &field.back),
        })
        .collect()
}
