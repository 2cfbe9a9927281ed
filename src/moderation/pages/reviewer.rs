//! Who decides, and what each of these pages needs.

use std::sync::Arc;

use axum::extract::{FromRef, FromRequestParts};
use http::request::Parts;

use crate::accounts::{ApiModerator, Moderator, TokenScope, User, desk_layout};
use crate::clock::Clock;
use crate::config::Config;
use crate::db::{Connection, Db};
use crate::directory::link_url::LinkPolicy;
use crate::error::{AppError, Result};
use crate::moderation::decide::{Batch, By};
use crate::notify::Outbox;
use crate::settings::DeclinePreset;
use crate::web::Layout;
use crate::web::layout::DeskTab;

/// A signed-in moderator with the parts of the application that a decision takes. Taking one as
/// an argument is the guard of a handler, as with [`Moderator`].
pub struct Reviewer {
    /// Who decides.
    pub user: User,
    /// The database.
    pub db: Db,
    /// UTC milliseconds, the same throughout the request.
    pub now: i64,
    outbox: Outbox,
    config: Arc<Config>,
}

impl Reviewer {
    /// What a decision needs to know of who makes it.
    pub fn by<'a>(&'a self, presets: &'a [DeclinePreset]) -> By<'a> {
        By {
            user: &self.user,
            now: self.now,
            outbox: &self.outbox,
            policy: LinkPolicy {
                allow_private: self.config.allow_private_networks,
                allow_ftp: false,
            },
            presets,
            batch: Batch::Alone,
        }
    }

    /// The frame of a page about suggestions.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn layout(&self, connection: &mut Connection) -> Result<Layout> {
        desk_layout(connection, &self.user, DeskTab::Queue).await
    }
}

impl<S> FromRequestParts<S> for Reviewer
where
    S: Send + Sync,
    Db: FromRef<S>,
    Clock: FromRef<S>,
    Outbox: FromRef<S>,
    Arc<Config>: FromRef<S>,
{
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let Moderator { user, .. } = Moderator::from_request_parts(parts, state).await?;
        Ok(Self {
            user,
            db: Db::from_ref(state),
            now: Clock::from_ref(state).now(),
            outbox: Outbox::from_ref(state),
            config: Arc::<Config>::from_ref(state),
        })
    }
}

/// A program with a moderator's token, and the parts of the application that a decision takes.
pub struct ApiReviewer {
    moderator: ApiModerator,
    db: Db,
    now: i64,
    outbox: Outbox,
    config: Arc<Config>,
}

impl ApiReviewer {
    /// The moderator, if their token opens this.
    ///
    /// # Errors
    /// [`AppError::TokenRefused`] when it lacks the scope.
    pub fn with(self, scope: TokenScope) -> Result<Reviewer> {
        Ok(Reviewer {
            user: self.moderator.with(scope)?,
            db: self.db,
            now: self.now,
            outbox: self.outbox,
            config: self.config,
        })
    }
}

impl<S> FromRequestParts<S> for ApiReviewer
where
    S: Send + Sync,
    Db: FromRef<S>,
    Clock: FromRef<S>,
    Outbox: FromRef<S>,
    Arc<Config>: FromRef<S>,
{
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        Ok(Self {
            moderator: ApiModerator::from_request_parts(parts, state).await?,
            db: Db::from_ref(state),
            now: Clock::from_ref(state).now(),
            outbox: Outbox::from_ref(state),
            config: Arc::<Config>::from_ref(state),
        })
    }
}
