//! The site's own settings.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::{Form, Query};
use http::StatusCode;
use serde::Deserialize;

use super::site_input::SiteInput;
use super::{Done, Section, sections};
use crate::accounts::{Administrator, User, desk_layout};
use crate::clock::Clock;
use crate::db::{Connection, Db};
use crate::directory::entry_input::why;
use crate::error::Result;
use crate::history::ChangeContext;
use crate::paths;
use crate::settings::{SettingsState, load_settings, save_settings};
use crate::web::layout::{DeskTab, Layout};
use crate::web::page::see_other;
use crate::web::{Choice, Difference, FormErrors, Notice, Page, differences};

/// What the form sends, and what it shows again.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SiteForm {
    /// The settings.
    #[serde(flatten)]
    input: SiteInput,
    /// Why they change; public.
    why: String,
    /// The row version that the person saw.
    version: String,
}

#[derive(Template)]
#[template(path = "settings/site_form.html")]
struct SiteFormPage {
    layout: Layout,
    sections: Vec<Section>,
    notice: Option<Notice>,
    errors: FormErrors,
    stale: Option<Vec<Difference>>,
    form: SiteForm,
    caveat_kinds: Vec<Choice>,
}

/// `GET /admin/settings`
pub async fn site(
    State(db): State<Db>,
    Administrator { user, .. }: Administrator,
    Query(done): Query<Done>,
) -> Result<Page> {
    let mut connection = db.read().await?;
    let settings = load_settings(&mut connection).await?;
    let form = SiteForm {
        input: SiteInput::of(&settings.state),
        version: settings.version.to_string(),
        ..SiteForm::default()
    };
    let mut page = draw(&mut connection, &user, form, FormErrors::default()).await?;
    page.notice = done.notice();
    Page::private(&page)
}

/// `POST /admin/settings`
pub async fn update_site(
    State(db): State<Db>,
    State(clock): State<Clock>,
    Administrator { user, .. }: Administrator,
    Form(mut form): Form<SiteForm>,
) -> Result<Response> {
    let mut write = db.write().await?;
    let settings = load_settings(&mut write).await?;
    form.input.keep_unsent(&settings.state);
    let mut errors = FormErrors::default();
    let state = form.input.check(&mut errors).map(|state| SettingsState {
        // What the page of people sets.
        second_factor_required: settings.state.second_factor_required,
        ..state
    });
    let why = why(&form.why, &mut errors);
    let Some(state) = state.filter(|_| errors.is_empty()) else {
        let page = draw(&mut write, &user, form, errors).await?;
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(Page::private(&page)?.with_status(status).into_response());
    };
    if form.version.parse() != Ok(settings.version) {
        let stands = SiteInput::of(&settings.state);
        let stale = differences(form.input.fields(), stands.fields(), label);
        let form = SiteForm {
            version: settings.version.to_string(),
            ..form
        };
        let mut page = draw(&mut write, &user, form, errors).await?;
        page.stale = Some(stale);
        let status = StatusCode::CONFLICT;
        return Ok(Page::private(&page)?.with_status(status).into_response());
    }
    if state == settings.state {
        return Ok(see_other(&done("unchanged")));
    }
    let context = ChangeContext::by_moderator(user.id, why, clock.now());
    save_settings(&mut write, &context, settings.version, &state).await?;
    write.commit().await?;
    Ok(see_other(&done("saved")))
}

fn done(word: &str) -> String {
    paths::with_query(paths::ADMIN_SETTINGS, "done", word)
}

async fn draw(
    connection: &mut Connection,
    user: &User,
    form: SiteForm,
    errors: FormErrors,
) -> Result<SiteFormPage> {
    Ok(SiteFormPage {
        layout: desk_layout(connection, user, DeskTab::Settings).await?,
        sections: sections(paths::ADMIN_SETTINGS),
        notice: None,
        errors,
        stale: None,
        form,
        caveat_kinds: Choice::caveat_kinds(),
    })
}

fn label(field: &str) -> &'static str {
    match field {
        "title" => "Title",
        "introduction" => "Introduction",
        "invitation" => "Invitation",
        "caveat" => "Caveat",
        "caveat_kind" => "What the caveat is about",
        "contact" => "Contact",
        "data_licence" => "Licence of the descriptions",
        "time_zone" => "Time zone",
        "personal_data_days" => "Days until contributors’ details are deleted",
        _ => "Days within which you mean to decide",
    }
}
