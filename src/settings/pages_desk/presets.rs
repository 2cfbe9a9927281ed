//! The reasons that a decline offers.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::{Form, Query};
use http::StatusCode;

use super::presets_input::{PresetRow, PresetsForm, as_text};
use super::{Done, Section, sections};
use crate::accounts::{Administrator, User, desk_layout};
use crate::clock::Clock;
use crate::db::{Connection, Db};
use crate::directory::entry_input::why;
use crate::error::Result;
use crate::history::{ChangeContext, ObjectKind, latest_revision};
use crate::paths;
use crate::settings::{list_presets, save_presets};
use crate::web::layout::{DeskTab, Layout};
use crate::web::page::see_other;
use crate::web::{Difference, FormErrors, Notice, Page, differences};

#[derive(Template)]
#[template(path = "settings/presets.html")]
struct PresetsPage {
    layout: Layout,
    sections: Vec<Section>,
    notice: Option<Notice>,
    errors: FormErrors,
    stale: Option<Vec<Difference>>,
    rows: Vec<PresetRow>,
    form: PresetsForm,
}

/// `GET /admin/settings/presets`
pub async fn presets(
    State(db): State<Db>,
    Administrator { user, .. }: Administrator,
    Query(done): Query<Done>,
) -> Result<Page> {
    let mut connection = db.read().await?;
    let presets = list_presets(&mut connection).await?;
    let form = PresetsForm::of(&presets, version(&mut connection).await?);
    let mut page = draw(&mut connection, &user, form).await?;
    page.notice = done.notice();
    Page::private(&page)
}

/// `POST /admin/settings/presets`
pub async fn update_presets(
    State(db): State<Db>,
    State(clock): State<Clock>,
    Administrator { user, .. }: Administrator,
    Form(form): Form<PresetsForm>,
) -> Result<Response> {
    let mut write = db.write().await?;
    let mut errors = FormErrors::default();
    let wanted = form.check(&mut errors);
    let why = why(&form.why, &mut errors);
    let Some(wanted) = wanted.filter(|_| errors.is_empty()) else {
        let mut page = draw(&mut write, &user, form).await?;
        page.errors = errors;
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(Page::private(&page)?.with_status(status).into_response());
    };
    let standing = list_presets(&mut write).await?;
    let version = version(&mut write).await?;
    if form.version != version {
        let both = |presets: Vec<(String, String)>| as_text(&presets);
        let typed = both(
            form.rows()
                .into_iter()
                .map(|r| (r.label, r.message))
                .collect(),
        );
        let stands = both(standing.into_iter().map(|p| (p.label, p.message)).collect());
        let form = PresetsForm { version, ..form };
        let mut page = draw(&mut write, &user, form).await?;
        let label = |_: &str| "Reasons";
        page.stale = Some(differences(
            [("presets", typed.as_str())],
            [("presets", stands.as_str())],
            label,
        ));
        let status = StatusCode::CONFLICT;
        return Ok(Page::private(&page)?.with_status(status).into_response());
    }
    if wanted == standing {
        return Ok(see_other(&done("unchanged")));
    }
    let context = ChangeContext::by_moderator(user.id, why, clock.now());
    save_presets(&mut write, &context, &wanted).await?;
    write.commit().await?;
    Ok(see_other(&done("saved")))
}

/// What an edit made now is made against. A list that was never written has no revision.
async fn version(connection: &mut Connection) -> Result<String> {
    let revision = latest_revision(connection, ObjectKind::Presets, 1).await?;
    Ok(revision.unwrap_or_default().to_string())
}

async fn draw(connection: &mut Connection, user: &User, form: PresetsForm) -> Result<PresetsPage> {
    let mut rows = form.rows();
    let has_empty = rows
        .last()
        .is_some_and(|row| row.label.is_empty() && row.message.is_empty());
    if !has_empty {
        rows.push(PresetRow {
            number: rows.len() + 1,
            place: (rows.len() + 1).to_string(),
            ..PresetRow::default()
        });
    }
    Ok(PresetsPage {
        layout: desk_layout(connection, user, DeskTab::Settings).await?,
        sections: sections(paths::ADMIN_PRESETS),
        notice: None,
        errors: FormErrors::default(),
        stale: None,
        rows,
        form,
    })
}

fn done(word: &str) -> String {
    paths::with_query(paths::ADMIN_PRESETS, "done", word)
}
