//! `/admin/confirm`: the password, asked for again before security changes.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde::Deserialize;

use crate::accounts::browser::Browser;
use crate::accounts::fresh::FIELD;
use crate::accounts::state::Accounts;
use crate::accounts::{Newcomer, User, desk_layout};
use crate::error::Result;
use crate::paths;
use crate::web::layout::DeskTab;
use crate::web::next::safe_next;
use crate::web::page::see_other;
use crate::web::{FormErrors, Layout, Page};

#[derive(Template)]
#[template(path = "accounts/confirm.html")]
struct ConfirmPage {
    layout: Layout,
    errors: FormErrors,
    name: String,
    field: &'static str,
    /// Where the form goes.
    action: String,
    /// What it carries along.
    carried: Vec<(String, String)>,
    /// Where to go back to without it.
    back: String,
}

/// What is never carried along: it would stand in the page.
const SECRETS: [&str; 3] = ["password", "current", "code"];

/// The page that asks for the password on the way of a form to `action`. `is_wrong`: it was given,
/// and isn't right.
///
/// # Errors
/// When the database does not answer.
pub(in crate::accounts) async fn ask_again(
    accounts: &Accounts,
    user: &User,
    action: &str,
    fields: &[(String, String)],
    is_wrong: bool,
) -> Result<Page> {
    let mut connection = accounts.db.read().await?;
    let mut errors = FormErrors::default();
    if is_wrong {
        errors.add(FIELD, "That isn’t your password");
    }
    let carried = fields
        .iter()
        .filter(|(name, _)| !SECRETS.contains(&name.as_str()));
    let page = ConfirmPage {
        layout: desk_layout(&mut connection, user, DeskTab::None).await?,
        errors,
        name: user.name.clone(),
        field: FIELD,
        action: action.to_owned(),
        back: match action {
            paths::ADMIN_CONFIRM => paths::ADMIN.to_owned(),
            form => form.to_owned(),
        },
        carried: carried.cloned().collect(),
    };
    let status = match is_wrong {
        true => StatusCode::UNPROCESSABLE_ENTITY,
        false => StatusCode::OK,
    };
    Ok(Page::private(&page)?.with_status(status))
}

/// Where to go on.
#[derive(Deserialize)]
pub struct ConfirmQuery {
    #[serde(default)]
    next: String,
}

/// What the form sends.
#[derive(Deserialize)]
pub struct ConfirmForm {
    #[serde(default)]
    confirm_password: String,
    #[serde(default)]
    next: String,
}

/// `GET /admin/confirm`.
pub async fn confirm(
    State(accounts): State<Accounts>,
    Newcomer(moderator): Newcomer,
    Query(query): Query<ConfirmQuery>,
) -> Result<Page> {
    let carried = [("next".to_owned(), query.next)];
    ask_again(
        &accounts,
        &moderator.user,
        paths::ADMIN_CONFIRM,
        &carried,
        false,
    )
    .await
}

/// `POST /admin/confirm`.
pub async fn create_confirmation(
    State(accounts): State<Accounts>,
    Newcomer(moderator): Newcomer,
    browser: Browser,
    Form(form): Form<ConfirmForm>,
) -> Result<Response> {
    let given = Some(form.confirm_password.as_str());
    let right = accounts.confirm(&moderator.user, &moderator.session, given, &browser);
    if right.await? {
        let next = safe_next(&form.next);
        return Ok(see_other(next.as_deref().unwrap_or(paths::ADMIN_ACCOUNT)));
    }
    let carried = [("next".to_owned(), form.next)];
    let page = ask_again(
        &accounts,
        &moderator.user,
        paths::ADMIN_CONFIRM,
        &carried,
        true,
    );
    Ok(page.await?.into_response())
}
