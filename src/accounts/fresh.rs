//! Security changes ask for the password again when it was given a while ago.
//!
//! A form that was sent meanwhile is not lost: the page that asks carries its fields along, and
//! with the right password they go where they were meant to go.

use axum::extract::{FromRef, FromRequest, FromRequestParts, OriginalUri, Request};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use serde::de::DeserializeOwned;
use url::form_urlencoded;

use super::browser::Browser;
use super::event::SecurityEvent;
use super::event_kind::EventKind;
use super::guard::{Administrator, Moderator, Newcomer};
use super::pages::ask_again;
use super::state::Accounts;
use super::{Session, User, sql};
use crate::error::{AppError, Result};
use crate::paths;

/// The field in which the password is given again.
pub(super) const FIELD: &str = "confirm_password";

/// A form that changes something about security, from somebody who gave their password lately:
/// `Fresh<Administrator, MyForm>` as the last argument of a handler.
pub struct Fresh<A, F> {
    /// Who sent it.
    pub by: A,
    /// What they sent.
    pub form: F,
}

/// Whoever is signed in, in whichever role.
pub trait SignedInAs {
    /// Who.
    fn user(&self) -> &User;
    /// With which browser.
    fn session(&self) -> &Session;
}

impl SignedInAs for Newcomer {
    fn user(&self) -> &User {
        &self.0.user
    }

    fn session(&self) -> &Session {
        &self.0.session
    }
}

impl SignedInAs for Moderator {
    fn user(&self) -> &User {
        &self.user
    }

    fn session(&self) -> &Session {
        &self.session
    }
}

impl SignedInAs for Administrator {
    fn user(&self) -> &User {
        &self.user
    }

    fn session(&self) -> &Session {
        &self.session
    }
}

impl<S, A, F> FromRequest<S> for Fresh<A, F>
where
    S: Send + Sync,
    A: FromRequestParts<S, Rejection = AppError> + SignedInAs + Send,
    F: DeserializeOwned,
    Browser: FromRequestParts<S, Rejection = AppError>,
    Accounts: FromRef<S>,
{
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let by = A::from_request_parts(&mut parts, state).await;
        let by = by.map_err(IntoResponse::into_response)?;
        let browser = Browser::from_request_parts(&mut parts, state).await;
        let browser = browser.map_err(IntoResponse::into_response)?;
        let path = path(&parts);
        let body = Request::from_parts(parts, body);
        let body = Bytes::from_request(body, state).await;
        let mut fields = Fields::read(&body.map_err(IntoResponse::into_response)?);
        let password = fields.take(FIELD);
        let accounts = Accounts::from_ref(state);
        let now = accounts.clock.now();
        if !by.session().is_fresh(now) {
            let given = accounts
                .confirm(by.user(), by.session(), password.as_deref(), &browser)
                .await;
            if !given.map_err(IntoResponse::into_response)? {
                let page = ask_again(&accounts, by.user(), &path, &fields.0, password.is_some());
                return Err(page.await.into_response());
            }
        }
        let form = fields.parse().map_err(IntoResponse::into_response)?;
        Ok(Self { by, form })
    }
}

fn path(parts: &http::request::Parts) -> String {
    let asked = parts.extensions.get::<OriginalUri>();
    let uri = asked.map_or(&parts.uri, |OriginalUri(uri)| uri);
    uri.path_and_query()
        .map_or(paths::ADMIN, |path| path.as_str())
        .to_owned()
}

/// The fields of a form in their order.
struct Fields(Vec<(String, String)>);

impl Fields {
    fn read(body: &[u8]) -> Self {
        Self(form_urlencoded::parse(body).into_owned().collect())
    }

    /// Takes a field out.
    fn take(&mut self, name: &str) -> Option<String> {
        let found = self.0.iter().position(|(field, _)| field == name)?;
        Some(self.0.remove(found).1)
    }

    fn parse<F: DeserializeOwned>(&self) -> Result<F> {
        let text = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&self.0)
            .finish();
        serde_html_form::from_str(&text).map_err(|_| {
            AppError::BadRequest(
                "The form didn’t arrive in one piece. Open the page again and send it once more."
                    .to_owned(),
            )
        })
    }
}

/// Leads to where the password is asked for, for pages that show something secret.
///
/// # Errors
/// [`AppError::Elsewhere`] when the password was given too long ago.
pub(super) fn require_fresh(session: &Session, now: i64, path: &str) -> Result<()> {
    if session.is_fresh(now) {
        return Ok(());
    }
    Err(AppError::Elsewhere {
        path: paths::with_query(paths::ADMIN_CONFIRM, "next", path),
    })
}

impl Accounts {
    /// Whether the password, given again, is right; the session is fresh from then on.
    ///
    /// # Errors
    /// [`AppError::TooManyRequests`] when this network gave a wrong password too often.
    pub(super) async fn confirm(
        &self,
        user: &User,
        session: &Session,
        password: Option<&str>,
        browser: &Browser,
    ) -> Result<bool> {
        let Some(password) = password else {
            return Ok(false);
        };
        let attempt = self.reserve_try(browser.address)?;
        let account = sql::find_account(&mut *self.db.read().await?, user.id).await?;
        let right = self.is_right(account.as_ref(), password).await?;
        let now = self.clock.now();
        let network = self.network(browser.address);
        let kind = match right {
            true => EventKind::Confirmed,
            false => EventKind::ConfirmFailed,
        };
        let mut write = self.db.write().await?;
        if right {
            sql::confirm_session(&mut write, session.id, now).await?;
        } else {
            attempt.keep();
        }
        let event = SecurityEvent::own(kind, user.id, network);
        sql::insert_event(&mut write, &event, now).await?;
        write.commit().await?;
        Ok(right)
    }
}
