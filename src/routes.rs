//! The route table, grouped by audience.

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};

use crate::accounts::pages as accounts;
use crate::api;
use crate::app::App;
use crate::directory::pages as directory;
use crate::discovery;
use crate::history::pages as history;
use crate::moderation::pages as moderation;
use crate::notify::pages as notify;
use crate::operations::health;
use crate::settings::pages as settings;
use crate::suggestions::pages as suggestions;
use crate::transfer::export::pages as export;
use crate::web::assets;
use crate::web::page_cache::{self, PageCache};

mod admin;

/// Every route. Public pages answer from `cache` until the directory changes.
pub fn all(cache: PageCache) -> Router<App> {
    Router::new()
        .merge(api::routes(cache.clone()))
        .merge(public().layer(from_fn_with_state(cache, page_cache::serve)))
        .merge(public_for_a_minute())
        .merge(exports())
        .merge(contributor())
        .merge(admin::admin())
        .merge(operations())
        .merge(files())
}

/// The routes whose work may be long, which have limits of their own.
pub fn long_work() -> Router<App> {
    admin::imports()
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
        .route("/entries/{id}/history", get(history::entry_history))
        .route("/changes", get(history::changes))
        .route("/changes/{id}", get(history::public_change))
        .route("/changes.atom", get(history::changes_feed))
        .route("/changes.json", get(history::changes_feed))
        .route("/feed.atom", get(directory::feed))
        .route("/feed.json", get(directory::feed))
        .route("/tags/{tag}/feed.atom", get(directory::tag_feed))
        .route("/tags/{tag}/feed.json", get(directory::tag_feed))
        .route("/search/suggestions", get(directory::search_suggestions))
        .route("/search.atom", get(directory::search_feed))
        .route("/search.json", get(directory::search_feed))
        .route("/use", get(directory::use_list))
        .route("/sitemap.xml", get(discovery::sitemap))
        .route("/sitemap/{part}", get(discovery::sitemap_part))
        .route("/robots.txt", get(discovery::robots))
        .route("/opensearch.xml", get(discovery::opensearch))
        .route("/api", get(api::page))
        .route("/about", get(settings::about))
        .route("/guidelines", get(settings::guidelines))
        .route("/privacy", get(settings::privacy))
        .route("/accessibility", get(settings::accessibility))
        .route("/export", get(export::formats))
}

/// Public pages that no directory version dates: the queue and the clock feed them.
fn public_for_a_minute() -> Router<App> {
    Router::new()
        .route("/moderation", get(moderation::waiting_times))
        .route("/.well-known/security.txt", get(discovery::security_txt))
}

/// The directory in other formats: too long for the cache, and dated like its pages.
fn exports() -> Router<App> {
    Router::new()
        .route("/export/directory.md", get(export::markdown))
        .route("/export/directory.json", get(export::json))
        .route("/export/directory.csv", get(export::csv))
        .route("/export/directory.opml", get(export::opml))
        .route("/export/bookmarks.html", get(export::bookmarks))
}

/// What contributors send and follow, and how people sign in.
fn contributor() -> Router<App> {
    Router::new()
        .route(
            "/login",
            get(accounts::login).post(accounts::create_session),
        )
        .route(
            "/login/forgot",
            get(accounts::forgot).post(accounts::create_link),
        )
        .route("/logout", post(accounts::delete_session))
        .route("/setup", get(accounts::setup).post(accounts::create_setup))
        .route(
            "/suggest",
            get(suggestions::suggest).post(suggestions::create_suggestion),
        )
        .route(
            "/suggest-category",
            get(suggestions::suggest_category).post(suggestions::create_category_suggestion),
        )
        .route(
            "/entries/{id}/suggest-edit",
            get(suggestions::edit).post(suggestions::create_edit),
        )
        .route(
            "/entries/{id}/report",
            get(suggestions::report).post(suggestions::create_report),
        )
        .route(
            "/unsubscribe/{token}",
            get(notify::unsubscribe).post(notify::create_refusal),
        )
        .route(
            "/suggestions/{token}",
            get(suggestions::receipt).post(suggestions::update_receipt),
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
