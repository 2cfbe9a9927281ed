//! Ending mail, from the mail itself. Opening the page changes nothing, as mail programs open links
//! to look at them; one button does, or one click in the mail program (RFC 8058).

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use serde::Deserialize;

use crate::accounts::{MailChoice, set_mail_choice};
use crate::clock::Clock;
use crate::db::{Connection, Db};
use crate::error::{AppError, Result};
use crate::keys::Keys;
use crate::notify::{Recipient, sql};
use crate::paths;
use crate::settings;
use crate::web::page::see_other;
use crate::web::{Layout, Page};

#[derive(Template)]
#[template(path = "notify/unsubscribe.html")]
struct UnsubscribePage {
    layout: Layout,
    path: String,
    is_moderator: bool,
    has_ended: bool,
}

/// What the button sends; a mail program sends `List-Unsubscribe=One-Click` alone.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct UnsubscribeForm {
    action: String,
}

/// Nothing of the address counts but its token.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Nothing {}

/// `GET /unsubscribe/{token}`
pub async fn unsubscribe(
    State(db): State<Db>,
    State(keys): State<Keys>,
    Path(token): Path<String>,
    Query(Nothing {}): Query<Nothing>,
) -> Result<Page> {
    let recipient = Recipient::of_token(&token, &keys).ok_or(AppError::NotFound)?;
    let mut connection = db.read().await?;
    Page::private(&UnsubscribePage {
        layout: settings::layout(&mut connection).await?.without_robots(),
        path: paths::unsubscribe(&token),
        is_moderator: matches!(recipient, Recipient::User(_)),
        has_ended: has_ended(&mut connection, &recipient).await?,
    })
}

async fn has_ended(connection: &mut Connection, recipient: &Recipient) -> Result<bool> {
    match recipient {
        Recipient::Address(hash) => sql::is_refused(connection, hash).await,
        Recipient::User(id) => {
            let user = sql::find_user_address(connection, *id).await?;
            Ok(user.is_none_or(|user| user.notify == MailChoice::Never.as_str()))
        }
    }
}

/// `POST /unsubscribe/{token}`: ends mail; `action=again` lets it come again.
pub async fn create_refusal(
    State(db): State<Db>,
    State(keys): State<Keys>,
    State(clock): State<Clock>,
    Path(token): Path<String>,
    Form(form): Form<UnsubscribeForm>,
) -> Result<Response> {
    let recipient = Recipient::of_token(&token, &keys).ok_or(AppError::NotFound)?;
    let again = form.action == "again";
    let mut write = db.write().await?;
    match recipient {
        Recipient::Address(hash) => {
            sql::save_refusal(&mut write, &hash, again, clock.now()).await?;
        }
        Recipient::User(id) => {
            let choice = if again {
                MailChoice::Now
            } else {
                MailChoice::Never
            };
            set_mail_choice(&mut write, id, choice).await?;
        }
    }
    write.commit().await?;
    Ok(see_other(&paths::unsubscribe(&token)))
}
