//! Who imports, and with what.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{FromRef, FromRequestParts};
use http::request::Parts;

use crate::accounts::{Administrator, User, desk_layout};
use crate::clock::Clock;
use crate::config::Config;
use crate::db::{Connection, Db};
use crate::directory::LinkPolicy;
use crate::error::{AppError, Result};
use crate::transfer::import::Draft;
use crate::transfer::list::Limits;
use crate::transfer::read::{Format, SourceFile};
use crate::web::Layout;
use crate::web::layout::DeskTab;

/// How long reading a list may take.
const READING: Duration = Duration::from_secs(10);

/// An administrator at the import's pages.
pub struct Importer {
    /// The database.
    pub(super) db: Db,
    /// Who.
    pub(super) user: User,
    /// UTC milliseconds.
    pub(super) now: i64,
    policy: LinkPolicy,
}

impl<S> FromRequestParts<S> for Importer
where
    S: Send + Sync,
    Db: FromRef<S>,
    Clock: FromRef<S>,
    Arc<Config>: FromRef<S>,
{
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let Administrator { user, .. } = Administrator::from_request_parts(parts, state).await?;
        let config = Arc::<Config>::from_ref(state);
        Ok(Self {
            db: Db::from_ref(state),
            user,
            now: Clock::from_ref(state).now(),
            policy: LinkPolicy {
                allow_private: config.allow_private_networks,
                allow_ftp: true,
            },
        })
    }
}

impl Importer {
    /// The frame of the pages.
    pub(super) async fn layout(&self, connection: &mut Connection) -> Result<Layout> {
        desk_layout(connection, &self.user, DeskTab::Import).await
    }

    /// Reads and cleans files apart from what serves other people, and not for ever.
    ///
    /// # Errors
    /// Inside, why nothing can be taken, in plain words.
    pub(super) async fn read(
        &self,
        files: Vec<SourceFile>,
        format: &str,
    ) -> Result<std::result::Result<Draft, String>> {
        let (format, policy) = (Format::parse(format), self.policy);
        let reading =
            tokio::task::spawn_blocking(move || Draft::read(files, format, Limits::UPLOAD, policy));
        match tokio::time::timeout(READING, reading).await {
            Ok(Ok(draft)) => Ok(draft),
            Ok(Err(stopped)) => Err(AppError::Internal(stopped.into())),
            Err(_) => Ok(Err(
                "reading it takes too long here: the command line reads it".to_owned(),
            )),
        }
    }
}
