//! `/setup`: one-time links.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde::Deserialize;

use crate::accounts::browser::Browser;
use crate::accounts::password;
use crate::accounts::setup::SetupFor;
use crate::accounts::state::Accounts;
use crate::error::Result;
use crate::paths;
use crate::settings;
use crate::web::{FormErrors, Layout, Page};

#[derive(Template)]
#[template(path = "accounts/setup.html")]
struct SetupPage {
    layout: Layout,
    errors: FormErrors,
    token: String,
    /// Whose password is set; none for the first administrator, who chooses a name.
    name: Option<String>,
    username: String,
    hint: String,
}

impl SetupPage {
    async fn new(accounts: &Accounts, token: String, setup: SetupFor) -> Result<Self> {
        let layout = settings::layout(&mut *accounts.db.read().await?).await?;
        Ok(Self {
            layout: layout.without_search().without_robots(),
            errors: FormErrors::default(),
            token,
            name: match setup {
                SetupFor::FirstAdministrator => None,
                SetupFor::User(account) => Some(account.user.name),
            },
            username: String::new(),
            hint: password_hint(),
        })
    }
}

/// What a password must be, under every field for a new one.
pub(super) fn password_hint() -> String {
    let shortest = password::SHORTEST;
    format!("At least {shortest} characters; a few unrelated words are fine")
}

/// What the link carries.
#[derive(Deserialize)]
pub struct SetupQuery {
    #[serde(default)]
    token: String,
}

/// What the form sends.
#[derive(Deserialize)]
pub struct SetupForm {
    #[serde(default)]
    token: String,
    #[serde(default)]
    username: String,
    #[serde(default)]
    password: String,
}

/// `GET /setup?token=…`: opening the link uses nothing up, as mail scanners open links too.
pub async fn setup(
    State(accounts): State<Accounts>,
    Query(query): Query<SetupQuery>,
) -> Result<Page> {
    let setup = accounts.setup(&query.token).await?;
    Page::private(&SetupPage::new(&accounts, query.token, setup).await?)
}

/// `POST /setup`.
pub async fn create_setup(
    State(accounts): State<Accounts>,
    browser: Browser,
    Form(form): Form<SetupForm>,
) -> Result<Response> {
    let setup = accounts.setup(&form.token).await?;
    let done = accounts.set_up(&form.token, &form.username, &form.password, &browser);
    match done.await? {
        Ok(entrance) => Ok(entrance.go_to(paths::ADMIN, &accounts.config)),
        Err(errors) => {
            let page = SetupPage::new(&accounts, form.token, setup).await?;
            let page = SetupPage {
                errors,
                username: form.username,
                ..page
            };
            let page = Page::private(&page)?.with_status(StatusCode::UNPROCESSABLE_ENTITY);
            Ok(page.into_response())
        }
    }
}
