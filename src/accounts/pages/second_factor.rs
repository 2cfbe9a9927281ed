//! `/admin/account/second-factor`: one's own second factor.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde::Deserialize;

use super::moment::Moment;
use crate::accounts::browser::Browser;
use crate::accounts::fresh::{Fresh, require_fresh};
use crate::accounts::people::unknown_action;
use crate::accounts::second_factor::SecondFactor;
use crate::accounts::second_factor::qr::QrPicture;
use crate::accounts::shown_once::Secret;
use crate::accounts::state::Accounts;
use crate::accounts::{Moderator, Newcomer, desk_layout};
use crate::error::Result;
use crate::paths;
use crate::settings::load_settings;
use crate::text::dates::Dates;
use crate::web::layout::DeskTab;
use crate::web::page::see_other;
use crate::web::{FormErrors, Layout, Notice, Page};

#[derive(Template)]
#[template(path = "accounts/second_factor.html")]
struct SecondFactorPage {
    layout: Layout,
    notice: Option<Notice>,
    errors: FormErrors,
    /// Whether it has to be set up before anything else.
    must_enrol: bool,
    /// Whether everybody needs one.
    required: bool,
    stands: Stands,
    /// Recovery codes, shown now and never again.
    codes: Vec<String>,
}

/// What the page shows.
enum Stands {
    Off,
    Begun {
        secret: String,
        picture: Option<QrPicture>,
    },
    On {
        since: Moment,
        codes_left: i64,
        readable: bool,
    },
}

/// What was just done, as the address says after a form.
#[derive(Deserialize)]
pub struct SecondFactorQuery {
    #[serde(default)]
    done: String,
}

/// What the forms send.
#[derive(Deserialize)]
pub struct SecondFactorForm {
    #[serde(default)]
    action: String,
    #[serde(default)]
    code: String,
}

/// `GET /admin/account/second-factor`. A secret that is to be scanned is shown after a fresh
/// sign-in only.
pub async fn second_factor(
    State(accounts): State<Accounts>,
    Newcomer(moderator): Newcomer,
    Query(query): Query<SecondFactorQuery>,
) -> Result<Page> {
    let mut page = draw(&accounts, &moderator).await?;
    let now = accounts.clock.now();
    if let Stands::Begun { .. } = page.stands {
        require_fresh(&moderator.session, now, paths::ADMIN_SECOND_FACTOR)?;
    }
    let codes = |secret: &Secret| match secret {
        Secret::Codes(codes) => Some(codes.clone()),
        _ => None,
    };
    let taken = accounts.shown_once.take(moderator.session.id, now, codes);
    page.codes = taken.unwrap_or_default();
    page.notice = match query.done.as_str() {
        "on" => Some(Notice::ok(
            "Your second factor is on. Every other browser was signed out.",
        )),
        "off" => Some(Notice::ok(
            "Your second factor is off. Every other browser was signed out.",
        )),
        "codes" => Some(Notice::ok(
            "These are your new recovery codes. The old ones don’t work any more.",
        )),
        _ => None,
    };
    Page::private(&page)
}

/// `POST /admin/account/second-factor`: `action` is `begin`, `confirm` (with `code`), `codes` or
/// `off`.
pub async fn update_second_factor(
    State(accounts): State<Accounts>,
    browser: Browser,
    Fresh { by, form }: Fresh<Newcomer, SecondFactorForm>,
) -> Result<Response> {
    let Newcomer(moderator) = by;
    match form.action.as_str() {
        "begin" => {
            accounts.begin_second_factor(moderator.user.id).await?;
            Ok(see_other(paths::ADMIN_SECOND_FACTOR))
        }
        "confirm" => confirm(&accounts, &moderator, &form.code, &browser).await,
        "codes" => {
            let codes = accounts.renew_recovery_codes(&moderator, &browser).await?;
            let (id, now) = (moderator.session.id, accounts.clock.now());
            accounts.shown_once.put(id, Secret::Codes(codes), now);
            Ok(see_other(&done("codes")))
        }
        "off" => {
            let signed_in = accounts
                .switch_second_factor_off(&moderator, &browser)
                .await?;
            Ok(signed_in.go_to(&done("off"), &accounts.config))
        }
        _ => Err(unknown_action()),
    }
}

async fn confirm(
    accounts: &Accounts,
    moderator: &Moderator,
    code: &str,
    browser: &Browser,
) -> Result<Response> {
    let confirmed = accounts.confirm_second_factor(moderator, code, browser);
    if let Some((signed_in, codes)) = confirmed.await? {
        let now = accounts.clock.now();
        accounts
            .shown_once
            .put(signed_in.id, Secret::Codes(codes), now);
        return Ok(signed_in.go_to(&done("on"), &accounts.config));
    }
    let mut page = draw(accounts, moderator).await?;
    page.errors.add(
        "code",
        "That code isn’t right. Check that your telephone’s clock is, and enter the code it shows now",
    );
    let page = Page::private(&page)?.with_status(StatusCode::UNPROCESSABLE_ENTITY);
    Ok(page.into_response())
}

async fn draw(accounts: &Accounts, moderator: &Moderator) -> Result<SecondFactorPage> {
    let stored = accounts.second_factor(moderator.user.id).await?;
    let mut connection = accounts.db.read().await?;
    let layout = desk_layout(&mut connection, &moderator.user, DeskTab::Account).await?;
    let settings = load_settings(&mut connection).await?.state;
    let stands = match stored {
        SecondFactor::Off => Stands::Off,
        SecondFactor::Begun(secret) => Stands::Begun {
            picture: QrPicture::draw(&secret.address(&settings.title, &moderator.user.name)),
            secret: secret.text(),
        },
        SecondFactor::On {
            since,
            codes_left,
            readable,
        } => Stands::On {
            since: Moment::new(&Dates::new(&settings.time_zone), since),
            codes_left,
            readable,
        },
    };
    Ok(SecondFactorPage {
        layout,
        notice: None,
        errors: FormErrors::default(),
        must_enrol: moderator.must_enrol,
        required: settings.second_factor_required,
        stands,
        codes: Vec::new(),
    })
}

fn done(word: &str) -> String {
    paths::with_query(paths::ADMIN_SECOND_FACTOR, "done", word)
}
