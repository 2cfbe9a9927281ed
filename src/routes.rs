//! The route table, grouped by audience.

use axum::Router;
use axum::routing::get;

use crate::app::App;
use crate::operations::health;

/// Every route.
pub fn all() -> Router<App> {
    Router::new()
        .merge(public())
        .merge(contributor())
        .merge(admin())
        .merge(operations())
}

/// What everybody may read: the same bytes for every reader.
fn public() -> Router<App> {
    Router::new()
}

/// What contributors send and follow, and how people sign in.
fn contributor() -> Router<App> {
    Router::new()
}

/// What signed-in people do.
fn admin() -> Router<App> {
    Router::new()
}

/// What the operator's own machines ask.
fn operations() -> Router<App> {
    Router::new()
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
}
