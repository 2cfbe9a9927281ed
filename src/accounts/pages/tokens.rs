//! `/admin/account/tokens`: one's own API tokens.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde::Deserialize;

use super::moment::Moment;
use crate::accounts::browser::Browser;
use crate::accounts::fresh::Fresh;
use crate::accounts::people::unknown_action;
use crate::accounts::shown_once::Secret;
use crate::accounts::state::Accounts;
use crate::accounts::tokens::{ApiToken, TokenForm};
use crate::accounts::{Moderator, desk_layout};
use crate::error::Result;
use crate::paths;
use crate::settings::load_settings;
use crate::text::dates::Dates;
use crate::web::layout::DeskTab;
use crate::web::page::see_other;
use crate::web::{FormErrors, Layout, Notice, Page};

#[derive(Template)]
#[template(path = "accounts/tokens.html")]
struct TokensPage {
    layout: Layout,
    notice: Option<Notice>,
    errors: FormErrors,
    /// A new token, shown now and never again.
    made: Option<String>,
    tokens: Vec<TokenRow>,
    form: TokenForm,
}

/// A token as its owner reads it.
struct TokenRow {
    id: i64,
    name: String,
    may: &'static str,
    made: Moment,
    ends: Moment,
    used: Option<Moment>,
}

impl TokenRow {
    fn new(token: ApiToken, dates: &Dates) -> Self {
        Self {
            may: match token.scopes.as_str() {
                "read" => "Reads the queue",
                "decide" => "Decides",
                _ => "Reads the queue and decides",
            },
            made: Moment::new(dates, token.created_at),
            ends: Moment::new(dates, token.expires_at),
            used: token.last_used_at.map(|at| Moment::new(dates, at)),
            id: token.id,
            name: token.name,
        }
    }
}

/// What was just done, as the address says after a form.
#[derive(Deserialize)]
pub struct TokensQuery {
    #[serde(default)]
    done: String,
}

/// `GET /admin/account/tokens`.
pub async fn tokens(
    State(accounts): State<Accounts>,
    moderator: Moderator,
    Query(query): Query<TokensQuery>,
) -> Result<Page> {
    let mut page = draw(&accounts, &moderator, TokenForm::fresh()).await?;
    let token = |secret: &Secret| match secret {
        Secret::Token(token) => Some(token.clone()),
        _ => None,
    };
    let now = accounts.clock.now();
    page.made = accounts.shown_once.take(moderator.session.id, now, token);
    page.notice = match query.done.as_str() {
        "revoked" => Some(Notice::ok(
            "The token is revoked: it opens nothing any more.",
        )),
        _ => None,
    };
    Page::private(&page)
}

/// `POST /admin/account/tokens`: `action` is `create` or `revoke`.
pub async fn update_tokens(
    State(accounts): State<Accounts>,
    browser: Browser,
    Fresh { by, form }: Fresh<Moderator, TokenForm>,
) -> Result<Response> {
    match (form.action.as_str(), form.token.parse()) {
        ("create", _) => create(&accounts, &by, form, &browser).await,
        ("revoke", Ok(id)) => {
            accounts.revoke_token(&by, id, &browser).await?;
            Ok(see_other(&paths::with_query(
                paths::ADMIN_TOKENS,
                "done",
                "revoked",
            )))
        }
        _ => Err(unknown_action()),
    }
}

async fn create(
    accounts: &Accounts,
    moderator: &Moderator,
    form: TokenForm,
    browser: &Browser,
) -> Result<Response> {
    let mut errors = FormErrors::default();
    let Some(new) = form.check(&mut errors) else {
        let mut page = draw(accounts, moderator, form).await?;
        page.errors = errors;
        let page = Page::private(&page)?.with_status(StatusCode::UNPROCESSABLE_ENTITY);
        return Ok(page.into_response());
    };
    let token = accounts.make_token(moderator, &new, browser).await?;
    let (id, now) = (moderator.session.id, accounts.clock.now());
    accounts.shown_once.put(id, Secret::Token(token), now);
    Ok(see_other(paths::ADMIN_TOKENS))
}

async fn draw(accounts: &Accounts, moderator: &Moderator, form: TokenForm) -> Result<TokensPage> {
    let tokens = accounts.list_tokens(moderator.user.id).await?;
    let mut connection = accounts.db.read().await?;
    let layout = desk_layout(&mut connection, &moderator.user, DeskTab::Account).await?;
    let settings = load_settings(&mut connection).await?.state;
    let dates = Dates::new(&settings.time_zone);
    Ok(TokensPage {
        layout,
        notice: None,
        errors: FormErrors::default(),
        made: None,
        tokens: tokens
            .into_iter()
            .map(|token| TokenRow::new(token, &dates))
            .collect(),
        form,
    })
}
