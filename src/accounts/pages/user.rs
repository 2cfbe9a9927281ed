//! `/admin/users/{id}`: one of the people who moderate.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde::Deserialize;

use super::person_view::{CategoryBox, PersonRow, boxes, paths_of};
use super::users::{roles, scopes};
use crate::accounts::browser::Browser;
use crate::accounts::fresh::Fresh;
use crate::accounts::people::{Changed, PersonForm};
use crate::accounts::shown_once::Secret;
use crate::accounts::state::Accounts;
use crate::accounts::{Account, Administrator, desk_layout, sql};
use crate::error::{AppError, Result};
use crate::paths;
use crate::settings::load_settings;
use crate::text::dates::Dates;
use crate::web::layout::DeskTab;
use crate::web::page::see_other;
use crate::web::{Choice, FormErrors, Layout, Notice, Page};

#[derive(Template)]
#[template(path = "accounts/user.html")]
struct UserPage {
    layout: Layout,
    notice: Option<Notice>,
    errors: FormErrors,
    /// A one-time link, shown now and never again.
    link: Option<String>,
    /// Whether a one-time link goes to them by mail too.
    is_mailed: bool,
    action: String,
    person: PersonRow,
    is_disabled: bool,
    is_self: bool,
    form: PersonForm,
    roles: Vec<Choice>,
    scopes: Vec<Choice>,
    categories: Vec<CategoryBox>,
}

/// What was just done, as the address says after a form.
#[derive(Deserialize)]
pub struct UserQuery {
    #[serde(default)]
    done: String,
}

/// `GET /admin/users/{id}`.
pub async fn user(
    State(accounts): State<Accounts>,
    administrator: Administrator,
    Path(id): Path<String>,
    Query(query): Query<UserQuery>,
) -> Result<Page> {
    let id = number(&id)?;
    let mut page = draw(&accounts, &administrator, id, None).await?;
    page.notice = notice(&query.done);
    let now = accounts.clock.now();
    let wanted = |secret: &Secret| match secret {
        Secret::Link { user_id, address } if *user_id == id => Some(address.clone()),
        _ => None,
    };
    page.link = accounts
        .shown_once
        .take(administrator.session.id, now, wanted);
    Page::private(&page)
}

/// `POST /admin/users/{id}`: `action` is `save`, `disable`, `enable` or `reset`.
pub async fn update_user(
    State(accounts): State<Accounts>,
    Path(id): Path<String>,
    browser: Browser,
    Fresh { by, form }: Fresh<Administrator, PersonForm>,
) -> Result<Response> {
    let id = number(&id)?;
    let done = |word: &str| see_other(&paths::with_query(&paths::admin_user(id), "done", word));
    let (status, errors, warning) = match accounts.change(&by, id, &form, &browser).await? {
        Changed::Done => return Ok(done(&form.action)),
        Changed::Unchanged => return Ok(done("unchanged")),
        Changed::Invalid(errors) => (StatusCode::UNPROCESSABLE_ENTITY, errors, None),
        Changed::Stale => (
            StatusCode::CONFLICT,
            FormErrors::default(),
            Some(Notice::warning(
                "Somebody else changed this person meanwhile, so nothing was saved. What you chose is still on this page; look at how it stands above, then save again.",
            )),
        ),
    };
    let kept = (form.action == "save").then_some(form);
    let mut page = draw(&accounts, &by, id, kept).await?;
    page.errors = errors;
    page.notice = warning;
    Ok(Page::private(&page)?.with_status(status).into_response())
}

/// `typed`: what an administrator chose, if it is to be shown again.
async fn draw(
    accounts: &Accounts,
    administrator: &Administrator,
    id: i64,
    typed: Option<PersonForm>,
) -> Result<UserPage> {
    let mut connection = accounts.db.read().await?;
    let account = sql::find_account(&mut connection, id).await?;
    let account = account.ok_or(AppError::NotFound)?;
    let layout = desk_layout(&mut connection, &administrator.user, DeskTab::Users).await?;
    let settings = load_settings(&mut connection).await?.state;
    let categories = sql::list_categories(&mut connection).await?;
    let stands = PersonForm {
        email: account.user.email.clone().unwrap_or_default(),
        role: account.user.role.as_str().to_owned(),
        scope: account.user.scope.as_str().to_owned(),
        category: paths_of(&categories, account.user.scope.categories()),
        ..PersonForm::default()
    };
    let form = PersonForm {
        version: account.version.to_string(),
        ..typed.unwrap_or(stands)
    };
    Ok(UserPage {
        layout,
        notice: None,
        errors: FormErrors::default(),
        link: None,
        is_mailed: accounts.outbox.sends_mail() && account.user.email.is_some(),
        action: paths::admin_user(id),
        person: PersonRow::new(&account, &categories, &Dates::new(&settings.time_zone)),
        is_disabled: is_disabled(&account),
        is_self: administrator.user.id == id,
        categories: boxes(&categories, &form.category),
        form,
        roles: roles(),
        scopes: scopes(),
    })
}

fn is_disabled(account: &Account) -> bool {
    account.disabled_at.is_some()
}

fn notice(done: &str) -> Option<Notice> {
    Some(match done {
        "added" => {
            Notice::ok("They are added. Hand them the link below: with it they choose a password.")
        }
        "save" => Notice::ok("Saved. It holds from their next click on."),
        "disable" => Notice::ok(
            "They can’t sign in any more, and every browser and program of theirs was signed out.",
        ),
        "enable" => Notice::ok("They can sign in again, with the password that they had."),
        "reset" => Notice::ok(
            "Their password is gone and every browser was signed out. Hand them the link below.",
        ),
        "unchanged" => Notice::warning("Nothing changed: it was so already."),
        _ => return None,
    })
}

/// A number in an address as we print it; anything else is nobody's.
fn number(text: &str) -> Result<i64> {
    let canonical = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    let number = canonical.then(|| text.parse().ok()).flatten();
    number.ok_or(AppError::NotFound)
}
