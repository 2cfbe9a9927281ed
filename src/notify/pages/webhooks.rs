//! Where events of this site go: adding, testing and removing webhooks.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Query;
use http::StatusCode;
use serde::Deserialize;

use crate::accounts::{Administrator, Fresh, User, desk_layout};
use crate::clock::Clock;
use crate::db::{Connection, Db};
use crate::error::{AppError, Result};
use crate::history::ChangeContext;
use crate::keys::Keys;
use crate::notify::sql::{self, WebhookRow};
use crate::notify::webhook::{self, Format, Secret, Topic, WebhookForm};
use crate::outgoing::Outgoing;
use crate::paths;
use crate::settings::load_settings;
use crate::settings::pages_desk::{Section, sections};
use crate::text::dates::Dates;
use crate::web::layout::{DeskTab, Layout};
use crate::web::page::see_other;
use crate::web::{Choice, FormErrors, Notice, Page};

#[derive(Template)]
#[template(path = "notify/webhooks.html")]
struct WebhooksPage {
    layout: Layout,
    sections: Vec<Section>,
    notice: Option<Notice>,
    errors: FormErrors,
    form: WebhookForm,
    formats: Vec<Choice>,
    rows: Vec<WebhookRow>,
    dates: Dates,
    /// A new secret, shown this once.
    secret: Option<String>,
    /// Whether the operator lets anything be sent.
    is_on: bool,
}

/// A fixed word for what was just done.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Done {
    done: String,
}

/// `GET /admin/settings/webhooks`
pub async fn webhooks(
    State(db): State<Db>,
    State(outgoing): State<Outgoing>,
    Administrator { user, .. }: Administrator,
    Query(done): Query<Done>,
) -> Result<Page> {
    let mut connection = db.read().await?;
    let form = WebhookForm {
        events: Topic::EVENTS
            .map(|topic| topic.as_str().to_owned())
            .to_vec(),
        format: Format::Signpost.as_str().to_owned(),
        ..WebhookForm::default()
    };
    let mut page = draw(&mut connection, &user, form, &outgoing).await?;
    page.notice = match done.done.as_str() {
        "removed" => Some(Notice::ok("Removed. Nothing more is sent there.")),
        "tested" => Some(Notice::ok(
            "A test is on its way. Open this page again in a moment to see whether it arrived.",
        )),
        "unchanged" => Some(Notice::warning("Nothing changed: it was removed already.")),
        _ => None,
    };
    Page::private(&page)
}

/// `POST /admin/settings/webhooks`
pub async fn update_webhooks(
    State(db): State<Db>,
    State(clock): State<Clock>,
    State(keys): State<Keys>,
    State(outgoing): State<Outgoing>,
    Fresh { by, form }: Fresh<Administrator, WebhookForm>,
) -> Result<Response> {
    let user = by.user;
    let context = ChangeContext::by_moderator(user.id, "", clock.now());
    let mut write = db.write().await?;
    let id = form.id.parse().unwrap_or_default();
    let done = match form.action.as_str() {
        "add" => return add(write, (&user, &context), form, (&keys, &outgoing)).await,
        "remove" if sql::remove_webhook(&mut write, &context, id).await? => "removed",
        "test" if sql::find_webhook(&mut write, id).await?.is_some() => {
            webhook::note_test(&mut write, id, context.at).await?;
            "tested"
        }
        "remove" | "test" => "unchanged",
        _ => return Err(AppError::BadRequest("Choose what to do.".to_owned())),
    };
    write.commit().await?;
    Ok(see_other(&paths::with_query(
        paths::ADMIN_WEBHOOKS,
        "done",
        done,
    )))
}

/// Adds a webhook and shows its secret, which nobody sees again: so this is a page and not, as
/// elsewhere, the way to one.
async fn add(
    mut write: crate::db::Write,
    (user, context): (&User, &ChangeContext),
    form: WebhookForm,
    (keys, outgoing): (&Keys, &Outgoing),
) -> Result<Response> {
    let mut errors = FormErrors::default();
    let checked = form.check(outgoing, &mut errors);
    let rows = sql::list_webhooks(&mut write).await?;
    if rows.len() >= webhook::MOST {
        errors.add("", "There are enough webhooks: remove one first");
    }
    let same = |row: &WebhookRow| {
        checked
            .as_ref()
            .is_some_and(|new| row.webhook.url == new.url)
    };
    if rows.iter().any(same) {
        errors.add("url", "This address is on the list already");
    }
    let Some(checked) = checked.filter(|_| errors.is_empty()) else {
        let mut page = draw(&mut write, user, form, outgoing).await?;
        page.errors = errors;
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(Page::private(&page)?.with_status(status).into_response());
    };
    let secret = Secret::random();
    sql::insert_webhook(&mut write, context, &checked, secret.sealed(keys)).await?;
    let mut page = draw(&mut write, user, WebhookForm::default(), outgoing).await?;
    page.secret = Some(secret.shown());
    let response = Page::private(&page)?.into_response();
    write.commit().await?;
    Ok(response)
}

async fn draw(
    connection: &mut Connection,
    user: &User,
    form: WebhookForm,
    outgoing: &Outgoing,
) -> Result<WebhooksPage> {
    let formats = [
        (Format::Signpost, "Our own JSON, as the README documents it"),
        (
            Format::Text,
            "{\"text\": …}, as Slack, Mattermost, Rocket.Chat and others take it",
        ),
    ];
    Ok(WebhooksPage {
        layout: desk_layout(connection, user, DeskTab::Settings).await?,
        sections: sections(paths::ADMIN_WEBHOOKS),
        notice: None,
        errors: FormErrors::default(),
        form,
        formats: formats
            .map(|(format, hint)| Choice::new(format.as_str(), format.label()).with_hint(hint))
            .to_vec(),
        rows: sql::list_webhooks(connection).await?,
        dates: Dates::new(&load_settings(connection).await?.state.time_zone),
        secret: None,
        is_on: outgoing.is_on(),
    })
}
