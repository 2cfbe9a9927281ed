//! `/admin/account`: one's own password and sessions.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde::Deserialize;

use super::moment::Moment;
use super::setup::password_hint;
use crate::accounts::browser::Browser;
use crate::accounts::second_factor::SecondFactor;
use crate::accounts::state::Accounts;
use crate::accounts::{MailChoice, Moderator, desk_layout, set_mail_choice, sql};
use crate::error::{AppError, Result};
use crate::paths;
use crate::settings;
use crate::text::dates::Dates;
use crate::web::layout::DeskTab;
use crate::web::page::see_other;
use crate::web::{Choice, FormErrors, Layout, Page};

#[derive(Template)]
#[template(path = "accounts/account.html")]
struct AccountPage {
    layout: Layout,
    errors: FormErrors,
    name: String,
    role: &'static str,
    hint: String,
    done: &'static str,
    sessions: Vec<SessionRow>,
    has_second_factor: bool,
    /// How many API tokens they have.
    tokens: usize,
    mail_to: sql::MailTo,
    mail_choices: Vec<Choice>,
}

/// A session as its owner reads it.
struct SessionRow {
    id: i64,
    agent: String,
    is_this: bool,
    began: Moment,
    used: Moment,
}

impl AccountPage {
    async fn new(accounts: &Accounts, moderator: &Moderator, done: &'static str) -> Result<Self> {
        let mut connection = accounts.db.read().await?;
        let layout = desk_layout(&mut connection, &moderator.user, DeskTab::Account).await?;
        let settings = settings::load_settings(&mut connection).await?.state;
        let mail_to = sql::find_mail_to(&mut connection, moderator.user.id).await?;
        drop(connection);
        let dates = Dates::new(&settings.time_zone);
        let moment = |at| Moment::new(&dates, at);
        let factor = accounts.second_factor(moderator.user.id).await?;
        let tokens = accounts.list_tokens(moderator.user.id).await?;
        let sessions = accounts.list_sessions(moderator.user.id).await?;
        let rows = sessions.into_iter().map(|session| SessionRow {
            id: session.id,
            is_this: session.id == moderator.session.id,
            began: moment(session.created_at),
            used: moment(session.last_seen_at),
            agent: session.agent,
        });
        Ok(Self {
            layout,
            errors: FormErrors::default(),
            name: moderator.user.name.clone(),
            role: moderator.user.role.as_str(),
            hint: password_hint(),
            done,
            sessions: rows.collect(),
            has_second_factor: matches!(factor, SecondFactor::On { .. }),
            tokens: tokens.len(),
            mail_to,
            mail_choices: MailChoice::ALL
                .map(|choice| Choice::new(choice.as_str(), choice.label()))
                .into(),
        })
    }
}

/// What was just done, as the address says after a form.
#[derive(Deserialize)]
pub struct AccountQuery {
    #[serde(default)]
    done: String,
}

/// What the forms send.
#[derive(Deserialize)]
pub struct AccountForm {
    #[serde(default)]
    action: String,
    #[serde(default)]
    current: String,
    #[serde(default)]
    password: String,
    session: Option<i64>,
    #[serde(default)]
    notify: String,
}

/// `GET /admin/account`.
pub async fn account(
    State(accounts): State<Accounts>,
    moderator: Moderator,
    Query(query): Query<AccountQuery>,
) -> Result<Page> {
    let done = match query.done.as_str() {
        "password" => "Your password has changed. Every other browser was signed out.",
        "mail" => "Saved.",
        "end" => "That browser was signed out.",
        "end-others" => "Every other browser was signed out.",
        _ => "",
    };
    Page::private(&AccountPage::new(&accounts, &moderator, done).await?)
}

/// `POST /admin/account`: `action` is `password`, `mail`, `end` or `end-others`.
pub async fn update_account(
    State(accounts): State<Accounts>,
    moderator: Moderator,
    browser: Browser,
    Form(form): Form<AccountForm>,
) -> Result<Response> {
    match (form.action.as_str(), form.session) {
        ("password", _) => {
            let done =
                accounts.change_password(&moderator, &form.current, &form.password, &browser);
            match done.await? {
                Ok(signed_in) => Ok(signed_in.go_to(&done_path("password"), &accounts.config)),
                Err(errors) => {
                    let page = AccountPage::new(&accounts, &moderator, "").await?;
                    let page = AccountPage { errors, ..page };
                    let page = Page::private(&page)?.with_status(StatusCode::UNPROCESSABLE_ENTITY);
                    Ok(page.into_response())
                }
            }
        }
        ("mail", _) => {
            let choice = MailChoice::parse(&form.notify).ok_or_else(|| {
                AppError::BadRequest("Choose when you want mail: now, daily or never".to_owned())
            })?;
            let mut write = accounts.db.write().await?;
            set_mail_choice(&mut write, moderator.user.id, choice).await?;
            write.commit().await?;
            Ok(see_other(&done_path("mail")))
        }
        ("end", Some(id)) => {
            accounts.end_session(&moderator, id, &browser).await?;
            Ok(see_other(&done_path("end")))
        }
        ("end-others", _) => {
            accounts.end_other_sessions(&moderator, &browser).await?;
            Ok(see_other(&done_path("end-others")))
        }
        _ => Err(AppError::BadRequest(
            "Nothing on your account page sends this. Open the page again and use its buttons."
                .to_owned(),
        )),
    }
}

fn done_path(done: &str) -> String {
    paths::with_query(paths::ADMIN_ACCOUNT, "done", done)
}
