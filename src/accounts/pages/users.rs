//! `/admin/users`: the people who moderate.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde::Deserialize;

use super::person_view::{CategoryBox, PersonRow, boxes};
use crate::accounts::browser::Browser;
use crate::accounts::fresh::Fresh;
use crate::accounts::people::{PersonForm, unknown_action};
use crate::accounts::state::Accounts;
use crate::accounts::{Administrator, desk_layout, sql};
use crate::error::Result;
use crate::paths;
use crate::settings::load_settings;
use crate::text::dates::Dates;
use crate::web::layout::DeskTab;
use crate::web::page::see_other;
use crate::web::{Choice, FormErrors, Layout, Notice, Page};

#[derive(Template)]
#[template(path = "accounts/users.html")]
struct UsersPage {
    layout: Layout,
    notice: Option<Notice>,
    errors: FormErrors,
    people: Vec<PersonRow>,
    form: PersonForm,
    roles: Vec<Choice>,
    scopes: Vec<Choice>,
    categories: Vec<CategoryBox>,
    /// Whether everybody needs a second factor.
    required: bool,
}

/// What was just done, as the address says after a form.
#[derive(Deserialize)]
pub struct UsersQuery {
    #[serde(default)]
    done: String,
}

/// `GET /admin/users`.
pub async fn users(
    State(accounts): State<Accounts>,
    administrator: Administrator,
    Query(query): Query<UsersQuery>,
) -> Result<Page> {
    let form = PersonForm {
        role: "moderator".to_owned(),
        scope: "all".to_owned(),
        ..PersonForm::default()
    };
    let mut page = draw(&accounts, &administrator, form, FormErrors::default()).await?;
    page.notice = match query.done.as_str() {
        "required" => Some(Notice::ok(
            "Everybody needs a second factor from now on. Whoever has none sets it up before anything else.",
        )),
        "optional" => Some(Notice::ok("A second factor is everybody’s own choice now.")),
        _ => None,
    };
    Page::private(&page)
}

/// `POST /admin/users`: adds a person, or with `action` = `require` or `optional` says whether
/// everybody needs a second factor.
pub async fn create_user(
    State(accounts): State<Accounts>,
    browser: Browser,
    Fresh { by, form }: Fresh<Administrator, PersonForm>,
) -> Result<Response> {
    match form.action.as_str() {
        "" | "add" => {}
        "require" | "optional" => {
            let required = form.action == "require";
            accounts
                .require_second_factor(&by, required, &browser)
                .await?;
            let done = if required { "required" } else { "optional" };
            return Ok(see_other(&paths::with_query(
                paths::ADMIN_USERS,
                "done",
                done,
            )));
        }
        _ => return Err(unknown_action()),
    }
    match accounts.invite(&by, &form, &browser).await? {
        Ok(id) => Ok(see_other(&paths::with_query(
            &paths::admin_user(id),
            "done",
            "added",
        ))),
        Err(errors) => {
            let page = draw(&accounts, &by, form, errors).await?;
            let page = Page::private(&page)?.with_status(StatusCode::UNPROCESSABLE_ENTITY);
            Ok(page.into_response())
        }
    }
}

async fn draw(
    accounts: &Accounts,
    administrator: &Administrator,
    form: PersonForm,
    errors: FormErrors,
) -> Result<UsersPage> {
    let mut connection = accounts.db.read().await?;
    let layout = desk_layout(&mut connection, &administrator.user, DeskTab::Users).await?;
    let settings = load_settings(&mut connection).await?.state;
    let categories = sql::list_categories(&mut connection).await?;
    let people = sql::list_accounts(&mut connection).await?;
    let dates = Dates::new(&settings.time_zone);
    let row = |account| PersonRow::new(account, &categories, &dates);
    Ok(UsersPage {
        layout,
        notice: None,
        errors,
        people: people.iter().map(row).collect(),
        categories: boxes(&categories, &form.category),
        roles: roles(),
        scopes: scopes(),
        form,
        required: settings.second_factor_required,
    })
}

/// What somebody may do, to choose from.
pub(super) fn roles() -> Vec<Choice> {
    vec![
        Choice::new("moderator", "Moderator")
            .with_hint("Decides on suggestions, edits entries and categories"),
        Choice::new("administrator", "Administrator")
            .with_hint("Also manages people and settings, and always decides on everything"),
    ]
}

/// What a moderator decides on, to choose from.
pub(super) fn scopes() -> Vec<Choice> {
    vec![
        Choice::new("all", "Everything"),
        Choice::new("categories", "Only what belongs to these categories")
            .with_hint("And to those below them"),
    ]
}
