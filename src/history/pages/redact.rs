//! Covering unlawful text: readers see the reason instead, and no row is edited.

use axum::extract::{Path, State};
use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::number;
use crate::accounts::Administrator;
use crate::clock::Clock;
use crate::db::Db;
use crate::directory::entry_input::why;
use crate::error::{AppError, Result};
use crate::history::{find_change, find_message, insert_redaction, list_covered_fields};
use crate::paths;
use crate::web::FormErrors;
use crate::web::page::see_other;

/// What is covered, and why.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RedactForm {
    field: String,
    why: String,
}

impl RedactForm {
    /// The reason, which is public and needed.
    fn why(&self) -> Result<String> {
        let mut errors = FormErrors::default();
        let reason = why(&self.why, &mut errors);
        if reason.is_empty() || !errors.is_empty() {
            let words = "Write in one line why the text is covered. Readers see it in its place.";
            return Err(AppError::BadRequest(words.to_owned()));
        }
        Ok(reason)
    }
}

/// `POST /admin/revisions/{id}/redact`
pub async fn create_revision_redaction(
    State(db): State<Db>,
    State(clock): State<Clock>,
    Administrator { user, .. }: Administrator,
    Path(id): Path<String>,
    Form(form): Form<RedactForm>,
) -> Result<Response> {
    let id = number(&id)?;
    let mut write = db.write().await?;
    let (change_id, fields) = list_covered_fields(&mut write, id).await?;
    if !fields.contains(&form.field) {
        let words = "Choose the field whose text is covered.";
        return Err(AppError::BadRequest(words.to_owned()));
    }
    let covered = ("revision", id, form.field.as_str());
    insert_redaction(&mut write, covered, &form.why()?, (user.id, clock.now())).await?;
    write.commit().await?;
    let page = paths::admin_change(change_id);
    Ok(see_other(&paths::with_query(&page, "done", "covered")))
}

/// `POST /admin/changes/{id}/redact`: covers why a change was made.
pub async fn create_change_redaction(
    State(db): State<Db>,
    State(clock): State<Clock>,
    Administrator { user, .. }: Administrator,
    Path(id): Path<String>,
    Form(form): Form<RedactForm>,
) -> Result<Response> {
    let id = number(&id)?;
    let mut write = db.write().await?;
    find_change(&mut write, id).await?;
    let covered = ("change", id, "why");
    insert_redaction(&mut write, covered, &form.why()?, (user.id, clock.now())).await?;
    write.commit().await?;
    let page = paths::admin_change(id);
    Ok(see_other(&paths::with_query(&page, "done", "covered")))
}

/// `POST /admin/messages/{id}/redact`: covers what somebody wrote about a suggestion.
pub async fn create_message_redaction(
    State(db): State<Db>,
    State(clock): State<Clock>,
    Administrator { user, .. }: Administrator,
    Path(id): Path<String>,
    Form(form): Form<RedactForm>,
) -> Result<Response> {
    let id = number(&id)?;
    let mut write = db.write().await?;
    let (suggestion_id, decisions) = find_message(&mut write, id).await?;
    let (why, by) = (form.why()?, (user.id, clock.now()));
    insert_redaction(&mut write, ("message", id, "body"), &why, by).await?;
    for decision in decisions {
        insert_redaction(&mut write, ("decision", decision, "message"), &why, by).await?;
    }
    write.commit().await?;
    Ok(see_other(&paths::review(suggestion_id)))
}
