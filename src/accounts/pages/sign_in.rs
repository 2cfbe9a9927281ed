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
use crate::accounts::second_factor::{CodeAnswer, WaitingForCode};
use crate::accounts::state::Accounts;
use crate::error::Result;
use crate::paths;
use crate::settings;
use crate::web::next::safe_next;
use crate::web::page::see_other;
use crate::web::{FormErrors, Layout, Page};

/// One text for every cause, so that nobody learns which names exist.
const WRONG: &str = "The user name or the password isn’t right. Check both and try again";
const WRONG_CODE: &str = "That code isn’t right, or was used before. Wait for the next one";
const TOO_LATE: &str = "That took too long. Sign in again";

#[derive(Template)]
#[template(path = "accounts/login.html")]
struct LoginPage {
    layout: Layout,
    errors: FormErrors,
    username: String,
    next: Option<String>,
}

/// The second step.
#[derive(Template)]
#[template(path = "accounts/login_code.html")]
struct CodePage {
    layout: Layout,
    errors: FormErrors,
    next: Option<String>,
    /// Whether the app's codes can be checked, and not only recovery codes.
    readable: bool,
}

/// What the address of the form carries.
#[derive(Deserialize)]
pub struct LoginQuery {
    #[serde(default)]
    next: String,
}

/// What the forms send.
#[derive(Deserialize)]
pub struct LoginForm {
    #[serde(default)]
    username: String,
    #[serde(default)]
    password: String,
    /// The second step's.
    code: Option<String>,
    #[serde(default)]
    next: String,
}

/// `GET /login`. Somebody who is signed in goes on at once; whose password was right is asked for
/// the code.
pub async fn login(
    State(accounts): State<Accounts>,
    MaybeModerator(moderator): MaybeModerator,
    browser: Browser,
    Query(query): Query<LoginQuery>,
) -> Result<Response> {
    let next = safe_next(&query.next);
    if moderator.is_some() {
        return Ok(see_other(next.as_deref().unwrap_or(paths::ADMIN)));
    }
    let errors = FormErrors::default();
    if let Some(waiting) = accounts.waiting_for_code(&browser).await? {
        return ask_for_code(&accounts, waiting, errors, next).await;
    }
    let page = LoginPage {
        layout: layout(&accounts).await?,
        errors,
        username: String::new(),
        next,
    };
    Ok(Page::private(&page)?.into_response())
}

/// `POST /login`: user name and password, or the code that is awaited after them.
pub async fn create_session(
    State(accounts): State<Accounts>,
    browser: Browser,
    Form(form): Form<LoginForm>,
) -> Result<Response> {
    match &form.code {
        Some(code) if form.password.is_empty() => {
            second_step(&accounts, &browser, &form, code).await
        }
        _ => first_step(&accounts, &browser, form).await,
    }
}

async fn first_step(accounts: &Accounts, browser: &Browser, form: LoginForm) -> Result<Response> {
    let next = safe_next(&form.next);
    let entrance = accounts.sign_in(&form.username, &form.password, browser);
    if let Some(entrance) = entrance.await? {
        let next = next.as_deref().unwrap_or(paths::ADMIN);
        return Ok(entrance.go_to(next, &accounts.config));
    }
    sign_in_again(accounts, form.username, next, WRONG).await
}

async fn second_step(
    accounts: &Accounts,
    browser: &Browser,
    form: &LoginForm,
    code: &str,
) -> Result<Response> {
    let next = safe_next(&form.next);
    let waiting = accounts.waiting_for_code(browser).await?;
    let Some(waiting) = waiting else {
        return sign_in_again(accounts, String::new(), next, TOO_LATE).await;
    };
    match accounts.sign_in_with_code(code, browser).await? {
        CodeAnswer::Right(signed_in) => {
            let next = next.as_deref().unwrap_or(paths::ADMIN);
            let mut response = signed_in.go_to(next, &accounts.config);
            let forget = Cookie::Pending.clear(&accounts.config);
            response.headers_mut().append(SET_COOKIE, forget);
            Ok(response)
        }
        CodeAnswer::Wrong => {
            let mut errors = FormErrors::default();
            errors.add("code", WRONG_CODE);
            ask_for_code(accounts, waiting, errors, next).await
        }
        CodeAnswer::Over => sign_in_again(accounts, String::new(), next, TOO_LATE).await,
    }
}

async fn ask_for_code(
    accounts: &Accounts,
    waiting: WaitingForCode,
    errors: FormErrors,
    next: Option<String>,
) -> Result<Response> {
    let status = status(&errors);
    let page = CodePage {
        layout: layout(accounts).await?,
        errors,
        next,
        readable: waiting.readable,
    };
    Ok(Page::private(&page)?.with_status(status).into_response())
}

async fn sign_in_again(
    accounts: &Accounts,
    username: String,
    next: Option<String>,
    why: &'static str,
) -> Result<Response> {
    let mut errors = FormErrors::default();
    errors.add("", why);
    let page = LoginPage {
        layout: layout(accounts).await?,
        errors,
        username,
        next,
    };
    let page = Page::private(&page)?.with_status(StatusCode::UNPROCESSABLE_ENTITY);
    Ok(page.into_response())
}

fn status(errors: &FormErrors) -> StatusCode {
    match errors.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// `POST /logout`, which also gives up a sign-in that waits for its code.
pub async fn delete_session(
    State(accounts): State<Accounts>,
    browser: Browser,
) -> Result<Response> {
    accounts.sign_out(&browser).await?;
    let mut response = see_other(match browser.pending {
        Some(_) => paths::LOGIN,
        None => paths::HOME,
    });
    let headers = response.headers_mut();
    headers.append(SET_COOKIE, Cookie::Session.clear(&accounts.config));
    if browser.pending.is_some() {
        headers.append(SET_COOKIE, Cookie::Pending.clear(&accounts.config));
    }
    Ok(response)
}

async fn layout(accounts: &Accounts) -> Result<Layout> {
    let layout = settings::layout(&mut *accounts.db.read().await?).await?;
    Ok(layout.without_search().without_robots())
}
