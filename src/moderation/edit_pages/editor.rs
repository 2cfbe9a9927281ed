//! Who edits the directory directly, and what each of these pages needs.

use std::sync::Arc;

use axum::extract::{FromRef, FromRequestParts};
use http::request::Parts;

use crate::accounts::{Moderator, User, desk_layout};
use crate::clock::{Clock, MINUTE};
use crate::config::Config;
use crate::db::{Connection, Db};
use crate::directory::link_url::LinkPolicy;
use crate::error::{AppError, Result};
use crate::history::{ChangeContext, find_own_change};
use crate::web::Layout;
use crate::web::layout::DeskTab;

/// A signed-in moderator with the parts of the application that an edit takes. Taking one as an
/// argument is the guard of a handler, as with [`Moderator`].
pub struct Editor {
    /// Who edits.
    pub user: User,
    /// The database.
    pub db: Db,
    clock: Clock,
    config: Arc<Config>,
}

impl Editor {
    /// An edit of one's own, made now.
    pub fn context(&self, why: impl Into<String>) -> ChangeContext {
        ChangeContext::by_moderator(self.user.id, why, self.clock.now())
    }

    /// The change that a notice offers to undo: one's own, of the last hour, that still stands.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn undo_offer(
        &self,
        connection: &mut Connection,
        change: &str,
    ) -> Result<Option<i64>> {
        match change.parse() {
            Ok(id) => {
                let since = self.clock.now() - 60 * MINUTE;
                find_own_change(connection, id, (self.user.id, since)).await
            }
            Err(_) => Ok(None),
        }
    }

    /// The frame of a page under `tab`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn layout(&self, connection: &mut Connection, tab: DeskTab) -> Result<Layout> {
        desk_layout(connection, &self.user, tab).await
    }

    /// Which links may be listed here.
    pub fn link_policy(&self) -> LinkPolicy {
        LinkPolicy {
            allow_private: self.config.allow_private_networks,
            allow_ftp: false,
        }
    }
}

impl<S> FromRequestParts<S> for Editor
where
    S: Send + Sync,
    Db: FromRef<S>,
    Clock: FromRef<S>,
    Arc<Config>: FromRef<S>,
{
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let Moderator { user, .. } = Moderator::from_request_parts(parts, state).await?;
        Ok(Self {
            user,
            db: Db::from_ref(state),
            clock: Clock::from_ref(state),
            config: Arc::<Config>::from_ref(state),
        })
    }
}
