//! `/login` and `/logout`.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::SET_COOKIE;
use serde::Deserialize;

use crate::accounts::MaybeModerator;
use crate::accounts::browser::Browser;
use crate::accounts::cookie::Cookie;
use crate::accounts::state::Accounts;
use crate::error::Result;
use crate::paths;
use crate::settings;
use crate::web::next::safe_next;
use crate::web::page::see_other;
use crate::web::{FormErrors, Layout, Page};

/// One text for every cause, so that nobody learns which names exist.
const WRONG: &str = "The user name or the password isn’t right. Check both and try again";

#[derive(Template)]
#[template(path = "accounts/login.html")]
struct LoginPage {
    layout: Layout,
    errors: FormErrors,
    username: String,
    next: Option<String>,
}

/// What the address of the form carries.
#[derive(Deserialize)]
pub struct LoginQuery {
    #[serde(default)]
    next: String,
}

/// What the form sends.
#[derive(Deserialize)]
pub struct LoginForm {
    #[serde(default)]
    username: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

/// `GET /login`. Somebody who is signed in goes on at once.
pub async fn login(
    State(accounts): State<Accounts>,
    MaybeModerator(moderator): MaybeModerator,
    Query(query): Query<LoginQuery>,
) -> Result<Response> {
    let next = safe_next(&query.next);
    if moderator.is_some() {
        return Ok(see_other(next.as_deref().unwrap_or(paths::ADMIN)));
    }
    let page = LoginPage {
        layout: layout(&accounts).await?,
        errors: FormErrors::default(),
        username: String::new(),
        next,
    };
    Ok(Page::private(&page)?.into_response())
}

/// `POST /login`.
pub async fn create_session(
    State(accounts): State<Accounts>,
    browser: Browser,
    Form(form): Form<LoginForm>,
) -> Result<Response> {
    let next = safe_next(&form.next);
    let signed_in = accounts.sign_in(&form.username, &form.password, &browser);
    if let Some(signed_in) = signed_in.await? {
        let next = next.as_deref().unwrap_or(paths::ADMIN);
        return Ok(signed_in.go_to(next, &accounts.config));
    }
    let mut errors = FormErrors::default();
    errors.add("", WRONG);
    let page = LoginPage {
        layout: layout(&accounts).await?,
        errors,
        username: form.username,
        next,
    };
    let page = Page::private(&page)?.with_status(StatusCode::UNPROCESSABLE_ENTITY);
    Ok(page.into_response())
}

/// `POST /logout`.
pub async fn delete_session(
    State(accounts): State<Accounts>,
    browser: Browser,
) -> Result<Response> {
    accounts.sign_out(&browser).await?;
    let mut response = see_other(paths::HOME);
    let forget = Cookie::Session.clear(&accounts.config);
    response.headers_mut().append(SET_COOKIE, forget);
    Ok(response)
}

async fn layout(accounts: &Accounts) -> Result<Layout> {
    let layout = settings::layout(&mut *accounts.db.read().await?).await?;
    Ok(layout.without_search().without_robots())
}
