//! The route table, grouped by audience.

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};

use crate::accounts::pages as accounts;
use crate::app::App;
use crate::directory::pages as directory;
use crate::operations::health;
use crate::settings::pages as settings;
use crate::web::assets;
use crate::web::page_cache::{self, PageCache};

/// Every route. Public pages answer from `cache` until the directory changes.
pub fn all(cache: PageCache) -> Router<App> {
    Router::new()
        .merge(public().layer(from_fn_with_state(cache, page_cache::serve)))
        .merge(contributor())
        .merge(admin())
        .merge(operations())
        .merge(files())
}

/// What everybody may read: the same bytes for every reader.
fn public() -> Router<App> {
    Router::new()
        .route("/", get(directory::home))
        .route("/categories/{*path}", get(directory::category))
        .route("/entries/{id_slug}", get(directory::entry))
        .route("/tags", get(directory::tags))
        .route("/tags/{tag}", get(directory::tag))
        .route("/recent", get(directory::recent))
        .route("/search", get(directory::search))
        .route("/about", get(settings::about))
        .route("/guidelines", get(settings::guidelines))
        .route("/privacy", get(settings::privacy))
        .route("/accessibility", get(settings::accessibility))
}

/// What contributors send and follow, and how people sign in.
fn contributor() -> Router<App> {
    Router::new()
        .route(
            "/login",
            get(accounts::login).post(accounts::create_session),
        )
        .route("/logout", post(accounts::delete_session))
        .route("/setup", get(accounts::setup).post(accounts::create_setup))
}

/// What signed-in people do.
fn admin() -> Router<App> {
    Router::new().route(
        "/admin/account",
        get(accounts::account).post(accounts::update_account),
    )
}

/// What the operator's own machines ask.
fn operations() -> Router<App> {
    Router::new()
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
}

/// Static files, kept by browsers for a year.
fn files() -> Router<App> {
    Router::new()
        .route("/static/{fingerprint}/{*file}", get(assets::asset))
        .route("/favicon.ico", get(assets::favicon))
}
