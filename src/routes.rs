//! The route table, grouped by audience.

use axum::Router;

use crate::app::App;

/// Every route.
pub fn all() -> Router<App> {
    Router::new()
        .merge(public())
        .merge(contributor())
        .merge(admin())
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
