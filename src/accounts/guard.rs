//! Who may open a page: taking one of these as an argument is the guard of a handler.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{FromRef, FromRequestParts, OriginalUri};
use http::header::REFERER;
use http::request::Parts;
use http::{HeaderMap, Method, Uri};

use super::cookie::Cookie;
use super::{Session, User, sql};
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::error::{AppError, Result};
use crate::keys::token_hash;
use crate::paths;

/// Somebody who is signed in and not disabled, with whichever role.
#[derive(Clone, Debug)]
pub struct Moderator {
    /// Who.
    pub user: User,
    /// With which browser.
    pub session: Session,
    /// Whether they have to set up a second factor before anything else.
    pub(super) must_enrol: bool,
}

/// Somebody who is signed in, and may still have to set up a second factor: for the pages that
/// lead there.
#[derive(Clone, Debug)]
pub struct Newcomer(pub Moderator);

/// Somebody who is signed in as an administrator. The role is read for each request.
#[derive(Clone, Debug)]
pub struct Administrator {
    /// Who.
    pub user: User,
    /// With which browser.
    pub session: Session,
}

/// For pages that are open to everybody and offer more to whom is signed in. Not for public
/// pages, which are the same bytes for every reader.
#[derive(Clone, Debug)]
pub struct MaybeModerator(pub Option<Moderator>);

impl<S> FromRequestParts<S> for MaybeModerator
where
    S: Send + Sync,
    Db: FromRef<S>,
    Clock: FromRef<S>,
    Arc<Config>: FromRef<S>,
{
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let config = Arc::<Config>::from_ref(state);
        let Some(token) = Cookie::Session.read(&config, &parts.headers) else {
            return Ok(Self(None));
        };
        let now = Clock::from_ref(state).now();
        find_moderator(&Db::from_ref(state), token, now)
            .await
            .map(Self)
    }
}

impl<S> FromRequestParts<S> for Newcomer
where
    S: Send + Sync,
    Db: FromRef<S>,
    Clock: FromRef<S>,
    Arc<Config>: FromRef<S>,
{
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let MaybeModerator(moderator) = MaybeModerator::from_request_parts(parts, state).await?;
        let moderator = moderator.ok_or_else(|| AppError::SignInRequired {
            return_to: return_to(parts),
        });
        moderator.map(Self)
    }
}

impl<S> FromRequestParts<S> for Moderator
where
    S: Send + Sync,
    Db: FromRef<S>,
    Clock: FromRef<S>,
    Arc<Config>: FromRef<S>,
{
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let Newcomer(moderator) = Newcomer::from_request_parts(parts, state).await?;
        if moderator.must_enrol {
            return Err(AppError::Elsewhere {
                path: paths::ADMIN_SECOND_FACTOR.to_owned(),
            });
        }
        Ok(moderator)
    }
}

impl<S> FromRequestParts<S> for Administrator
where
    S: Send + Sync,
    Db: FromRef<S>,
    Clock: FromRef<S>,
    Arc<Config>: FromRef<S>,
{
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let Moderator { user, session, .. } = Moderator::from_request_parts(parts, state).await?;
        if user.is_administrator() {
            Ok(Self { user, session })
        } else {
            Err(AppError::Forbidden)
        }
    }
}

async fn find_moderator(db: &Db, token: &str, now: i64) -> Result<Option<Moderator>> {
    let hash = token_hash(token);
    let mut connection = db.read().await?;
    let found = sql::find_session(&mut connection, &hash).await?;
    drop(connection);
    let Some(moderator) = found else {
        return Ok(None);
    };
    if !moderator.session.is_alive(now) {
        // Whatever the clock does next, what was over stays over.
        keep_note(end_session(db, &hash)).await;
        return Ok(None);
    }
    if moderator.session.is_worth_touching(now) {
        keep_note(touch_session(
            db,
            moderator.session.id,
            moderator.user.id,
            now,
        ))
        .await;
    }
    Ok(Some(moderator))
}

/// How long reading a page may wait to write down that somebody was here.
const NOTE_PATIENCE: Duration = Duration::from_millis(250);

/// Reading goes on while nothing can be written.
async fn keep_note(note: impl Future<Output = Result<()>>) {
    match tokio::time::timeout(NOTE_PATIENCE, note).await {
        Ok(Ok(())) => (),
        Ok(Err(error)) => tracing::debug!(%error, "a session's use was not written down"),
        Err(_) => tracing::debug!("a session's use was not written down: the database is busy"),
    }
}

async fn touch_session(db: &Db, id: i64, user_id: i64, now: i64) -> Result<()> {
    let mut write = db.write().await?;
    sql::touch_session(&mut write, id, user_id, now).await?;
    write.commit().await
}

async fn end_session(db: &Db, hash: &[u8]) -> Result<()> {
    let mut write = db.write().await?;
    sql::delete_session(&mut write, hash).await?;
    write.commit().await
}

/// Where to go on after signing in: the page that was asked for, or the one whose form was sent.
fn return_to(parts: &Parts) -> String {
    let asked = parts.extensions.get::<OriginalUri>();
    let asked = asked.map_or(&parts.uri, |OriginalUri(uri)| uri);
    if matches!(parts.method, Method::GET | Method::HEAD) {
        return path_and_query(asked);
    }
    sent_from(&parts.headers).unwrap_or_else(|| paths::ADMIN.to_owned())
}

/// The page of a form: our referrer policy makes browsers name it on our own requests.
fn sent_from(headers: &HeaderMap) -> Option<String> {
    let page: Uri = headers.get(REFERER)?.to_str().ok()?.parse().ok()?;
    let below = page.path().strip_prefix(paths::ADMIN)?;
    (below.is_empty() || below.starts_with('/')).then(|| path_and_query(&page))
}

fn path_and_query(uri: &Uri) -> String {
    uri.path_and_query()
        .map_or(paths::ADMIN, |path| path.as_str())
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(method: &str, path: &str, referer: Option<&str>) -> String {
        let mut request = http::Request::builder().method(method).uri(path);
        if let Some(referer) = referer {
            request = request.header(REFERER, referer);
        }
        return_to(&request.body(()).unwrap().into_parts().0)
    }

    #[test]
    fn after_signing_in_people_see_the_page_they_were_on() {
        let queue = "/admin?kind=edit&page=2";
        assert_eq!(asked("GET", queue, None), queue);
        let decision = "/admin/suggestions/7/decision";
        let on = |page| asked("POST", decision, Some(page));
        assert_eq!(
            on("https://links.example/admin/suggestions/7?x=1"),
            "/admin/suggestions/7?x=1"
        );
        assert_eq!(on("https://links.example/admin"), "/admin");
        assert_eq!(on("https://links.example/administration"), "/admin");
        assert_eq!(on("https://evil.example/else"), "/admin");
        assert_eq!(on("nonsense"), "/admin");
        assert_eq!(asked("POST", decision, None), "/admin");
    }
}
