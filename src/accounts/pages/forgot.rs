//! `/login/forgot`: a new link for whoever forgot their password.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde::Deserialize;

use crate::accounts::browser::Browser;
use crate::accounts::state::Accounts;
use crate::error::Result;
use crate::paths;
use crate::settings;
use crate::web::page::see_other;
use crate::web::{FormErrors, Layout, Page};

#[derive(Template)]
#[template(path = "accounts/forgot.html")]
struct ForgotPage {
    layout: Layout,
    errors: FormErrors,
    /// Whether the site can send mail at all.
    sends_mail: bool,
    was_sent: bool,
}

/// What the address says after the form.
#[derive(Deserialize)]
pub struct ForgotQuery {
    #[serde(default)]
    sent: String,
}

/// What the form sends.
#[derive(Deserialize)]
pub struct ForgotForm {
    #[serde(default)]
    username: String,
}

/// `GET /login/forgot`.
pub async fn forgot(
    State(accounts): State<Accounts>,
    Query(query): Query<ForgotQuery>,
) -> Result<Page> {
    let page = draw(&accounts, FormErrors::default()).await?;
    Page::private(&ForgotPage {
        was_sent: page.sends_mail && !query.sent.is_empty(),
        ..page
    })
}

/// `POST /login/forgot`: the answer is the same whether there is such a person or not.
pub async fn create_link(
    State(accounts): State<Accounts>,
    browser: Browser,
    Form(form): Form<ForgotForm>,
) -> Result<Response> {
    if form.username.trim().is_empty() || !accounts.outbox.sends_mail() {
        let mut errors = FormErrors::default();
        if accounts.outbox.sends_mail() {
            errors.add("username", "Enter your user name or your e-mail address");
        }
        let page = draw(&accounts, errors).await?;
        let page = Page::private(&page)?.with_status(StatusCode::UNPROCESSABLE_ENTITY);
        return Ok(page.into_response());
    }
    accounts.send_link(&form.username, &browser).await?;
    Ok(see_other(&paths::with_query(paths::FORGOT, "sent", "1")))
}

async fn draw(accounts: &Accounts, errors: FormErrors) -> Result<ForgotPage> {
    let layout = settings::layout(&mut *accounts.db.read().await?).await?;
    Ok(ForgotPage {
        layout: layout.without_search().without_robots(),
        errors,
        sends_mail: accounts.outbox.sends_mail(),
        was_sent: false,
    })
}
