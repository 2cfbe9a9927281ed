//! The API for programs, put together: every call is registered here with its description, so
//! that nothing is served undescribed and nothing described that isn't served.
//!
//! Each room answers its own calls (`directory/api`, `suggestions/api`, `moderation/api`,
//! `history/pages/api.rs`); what they share is in [`crate::web::api`].

mod document;
mod examples;
mod finish;
mod page;
mod shape;

pub use page::page;

use std::sync::LazyLock;

use axum::middleware::{from_fn, from_fn_with_state};
use axum::{Extension, Router};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::directory::api as directory;
use crate::history::pages::api as history;
use crate::moderation::api as moderation;
use crate::suggestions::api as suggestions;
use crate::web::api::{Description, check_query, say_what_is_possible};
use crate::web::page_cache::{self, PageCache};

/// The description of every call.
pub fn description() -> &'static Description {
    static DESCRIPTION: LazyLock<Description> = LazyLock::new(|| {
        let mut all = finish::beginning();
        all.merge(reads().into_openapi());
        all.merge(calls().into_openapi());
        Description::new(finish::finished(&all))
    });
    &DESCRIPTION
}

/// Every call. What everybody may read is answered from `cache` until the directory changes.
pub fn routes(cache: PageCache) -> Router<App> {
    let (reads, _) = reads().split_for_parts();
    let (calls, _) = calls().split_for_parts();
    reads
        .layer(from_fn_with_state(cache, page_cache::serve))
        .merge(calls)
        .layer(from_fn(check_query))
        .layer(from_fn(say_what_is_possible))
        .layer(Extension(description().clone()))
}

/// What everybody may read.
fn reads() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(directory::entries))
        .routes(routes!(directory::entry))
        .routes(routes!(directory::categories))
        .routes(routes!(directory::category))
        .routes(routes!(directory::tags))
        .routes(routes!(directory::search))
        .routes(routes!(history::api_changes))
        .routes(routes!(document::openapi))
}

/// What is sent, and what only moderators' programs may do.
fn calls() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(suggestions::create_suggestion))
        .routes(routes!(suggestions::suggestion))
        .routes(routes!(moderation::list))
        .routes(routes!(moderation::create_decision))
}
