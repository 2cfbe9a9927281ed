//! The shared state, and the middleware stack.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRef};
use axum::middleware::{from_fn, from_fn_with_state};
use http::StatusCode;
use tokio_util::task::TaskTracker;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use crate::accounts::Accounts;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::keys::Keys;
use crate::notify::Outbox;
use crate::operations::health::Readiness;
use crate::outgoing::Outgoing;
use crate::routes;
use crate::server::{BODY_BYTES, REQUEST_TIME, Shutdown, UPLOAD_BYTES, UPLOAD_TIME};
use crate::settings;
use crate::suggestions::ReceiptMisses;
use crate::transfer::export::Exports;
use crate::web::api;
use crate::web::client_address::{self, TrustedProxies};
use crate::web::cross_site::{self, CrossSite};
use crate::web::directory_version::DirectoryVersion;
use crate::web::error_pages::{self, ErrorPages, LayoutSource};
use crate::web::finish;
use crate::web::layout::Layout;
use crate::web::page_cache::{self, PageCache};
use crate::web::request_id;
use crate::web::security_headers::{self, SecurityHeaders};

/// How often what another process wrote is looked for.
const NOTICE_EVERY: Duration = Duration::from_secs(1);

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
    /// Signing in and out.
    pub accounts: Accounts,
    /// Writes that run to their end even when their client has gone.
    pub writes: TaskTracker,
    /// Sends requests to other sites.
    pub outgoing: Outgoing,
    /// Takes note of what is to be told.
    pub outbox: Outbox,
    /// Who guesses at receipts.
    pub receipt_misses: ReceiptMisses,
    /// Makes the directory in other formats.
    pub exports: Exports,
}

impl App {
    /// The shared state of a server over `db` that ends with `shutdown`.
    pub fn new(config: Config, db: Db, clock: Clock, keys: Keys, shutdown: Shutdown) -> Self {
        let config = Arc::new(config);
        let readiness = Readiness::new(db.clone(), shutdown);
        let (its_db, its_clock) = (db.clone(), clock.clone());
        Self {
            accounts: Accounts::new(config.clone(), its_db, its_clock, keys.clone()),
            outgoing: Outgoing::new(&config),
            outbox: Outbox::new(&config, keys.clone()),
            writes: TaskTracker::new(),
            exports: Exports::new(&config, db.clone()),
            receipt_misses: ReceiptMisses::new(&config.limits, clock.clone()),
            readiness,
            config,
            db,
            clock,
            keys,
        }
    }

    /// The whole site: every route inside every layer, the outermost layer last.
    pub fn router(self) -> Router {
        let https = self
            .config
            .base_url
            .as_ref()
            .is_some_and(|url| url.is_https());
        let proxies = TrustedProxies::new(self.config.trusted_proxies.iter().copied());
        let own_site = CrossSite::new(self.config.base_url.as_ref());
        let errors = ErrorPages::new(self.frame(), &api::absolute(&self.config, ""));
        let version = DirectoryVersion::from(self.db.version());
        let cache = PageCache::new(version, page_cache::DEFAULT_BYTES)
            .with_shared_seconds(self.config.shared_cache_seconds);
        let finish = from_fn_with_state(self.writes.clone(), finish::finish);
        let within = |time| TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, time);
        // The form of uploads says itself when they are too long.
        let long_work = routes::long_work()
            .layer(finish.clone())
            .layer(DefaultBodyLimit::max(UPLOAD_BYTES))
            .layer(within(UPLOAD_TIME));
        routes::all(cache)
            .layer(finish)
            .layer(DefaultBodyLimit::disable())
            .layer(RequestBodyLimitLayer::new(BODY_BYTES))
            .layer(within(REQUEST_TIME))
            .merge(long_work)
            .layer(from_fn_with_state(own_site, cross_site::refuse))
            .layer(CatchPanicLayer::new())
            .layer(from_fn_with_state(errors, error_pages::dress))
            .layer(from_fn(api::open))
            .layer(from_fn_with_state(proxies, client_address::find))
            .layer(from_fn_with_state(
                SecurityHeaders::new(https),
                security_headers::protect,
            ))
            .layer(from_fn(request_id::name))
            .with_state(self)
    }

    /// Looks until `shutdown` for what another process wrote, such as an import at the command
    /// line, so that public pages show it within a second.
    pub async fn notice_other_processes(db: Db, shutdown: Shutdown) {
        loop {
            tokio::select! {
                () = shutdown.begun() => return,
                () = tokio::time::sleep(NOTICE_EVERY) => {}
            }
            if let Err(error) = db.notice_version().await {
                tracing::warn!(%error, "the directory version can't be read");
            }
        }
    }

    /// The frame of error pages, which must stand even when the database does not answer.
    fn frame(&self) -> LayoutSource {
        let db = self.db.clone();
        Arc::new(move || {
            let db = db.clone();
            Box::pin(async move {
                match db.read().await {
                    Ok(mut connection) => settings::layout(&mut connection).await,
                    Err(error) => Err(error),
                }
                .unwrap_or_else(|_| Layout::bare())
            })
        })
    }
}
