//! The shared state, and the middleware stack.

use std::sync::Arc;

use axum::Router;
use axum::extract::FromRef;

use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::keys::Keys;
use crate::operations::health::Readiness;
use crate::routes;
use crate::server::Shutdown;

/// Everything that handlers share; they take the parts that they need.
#[derive(Clone, Debug, FromRef)]
pub struct App {
    /// The operator's settings.
    pub config: Arc<Config>,
    /// The database.
    pub db: Db,
    /// The only reader of the time.
    pub clock: Clock,
    /// The server's key.
    pub keys: Keys,
    /// Whether requests should be sent here.
    pub readiness: Readiness,
}

impl App {
    /// The state of a site whose database is open, and which ends with `shutdown`.
    pub fn new(config: Config, db: Db, clock: Clock, keys: Keys, shutdown: Shutdown) -> Self {
        Self {
            readiness: Readiness::new(db.clone(), shutdown),
            config: Arc::new(config),
            db,
            clock,
            keys,
        }
    }

    /// The whole site: every route inside every layer.
    pub fn router(self) -> Router {
        routes::all().with_state(self)
    }
}
