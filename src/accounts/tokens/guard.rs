//! Who calls the API: `Authorization: Bearer sp_…`. No cookie opens it.

use std::time::Duration;

use axum::extract::{FromRef, FromRequestParts};
use http::header::AUTHORIZATION;
use http::request::Parts;

use super::TokenScope;
use crate::accounts::event::SecurityEvent;
use crate::accounts::event_kind::EventKind;
use crate::accounts::{User, sql};
use crate::clock::{Clock, MINUTE};
use crate::db::Db;
use crate::error::{AppError, Result, TokenProblem};
use crate::keys::token_hash;

/// A program with the token of a moderator who may sign in. Role, scope of categories and whether
/// they may sign in at all are read for each call.
#[derive(Clone, Debug)]
pub struct ApiModerator {
    user: User,
    scopes: Vec<TokenScope>,
}

impl ApiModerator {
    /// The moderator, if their token opens this.
    ///
    /// # Errors
    /// [`AppError::TokenRefused`] when it lacks the scope.
    pub fn with(self, scope: TokenScope) -> Result<User> {
        if self.scopes.contains(&scope) {
            return Ok(self.user);
        }
        let problem = TokenProblem::Scope(scope.as_str());
        Err(AppError::TokenRefused(problem))
    }
}

/// A token as the guard reads it.
pub(in crate::accounts) struct FoundToken {
    pub(in crate::accounts) id: i64,
    pub(in crate::accounts) user: User,
    pub(in crate::accounts) scopes: String,
    pub(in crate::accounts) expires_at: i64,
    pub(in crate::accounts) last_used_at: Option<i64>,
    /// Whether its owner has to set up a second factor before anything else.
    pub(in crate::accounts) must_enrol: bool,
}

impl<S> FromRequestParts<S> for ApiModerator
where
    S: Send + Sync,
    Db: FromRef<S>,
    Clock: FromRef<S>,
{
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let refused = |problem| Err(AppError::TokenRefused(problem));
        let Some(token) = bearer(parts) else {
            return refused(TokenProblem::Missing);
        };
        let (db, now) = (Db::from_ref(state), Clock::from_ref(state).now());
        let found = sql::find_token(&mut *db.read().await?, &token_hash(token)).await?;
        let found = match found {
            Some(found) if now < found.expires_at => found,
            _ => return refused(TokenProblem::Invalid),
        };
        if found.must_enrol {
            return refused(TokenProblem::SecondFactor);
        }
        if found.last_used_at.is_none_or(|at| now >= at + MINUTE) {
            note_use(&db, &found, now).await;
        }
        Ok(Self {
            scopes: TokenScope::parse_all(&found.scopes),
            user: found.user,
        })
    }
}

/// The token of a request. Source: RFC 6750, section 2.1.
fn bearer(parts: &Parts) -> Option<&str> {
    let value = parts.headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// How long a call may wait to write down that it was made.
const NOTE_PATIENCE: Duration = Duration::from_millis(250);

/// Reading goes on while nothing can be written.
async fn note_use(db: &Db, token: &FoundToken, now: i64) {
    let note = async {
        let mut write = db.write().await?;
        let first = sql::touch_token(&mut write, token.id, token.user.id, now).await?;
        if first {
            let event = SecurityEvent {
                user_id: Some(token.user.id),
                ..SecurityEvent::by_operator(EventKind::TokenFirstUse, token.user.id)
            };
            sql::insert_event(&mut write, &event.with("token", token.id), now).await?;
        }
        write.commit().await
    };
    match tokio::time::timeout(NOTE_PATIENCE, note).await {
        Ok(Ok(())) => (),
        Ok(Err(error)) => tracing::debug!(%error, "a token's use was not written down"),
        Err(_) => tracing::debug!("a token's use was not written down: the database is busy"),
    }
}
