//! The routes of signed-in people.

use axum::Router;
use axum::routing::{get, post};

use crate::accounts::pages as accounts;
use crate::app::App;
use crate::history::pages as history;
use crate::moderation::edit_pages;
use crate::moderation::pages as moderation;
use crate::moderation::revert::pages as revert;
use crate::notify::pages as notify;
use crate::settings::pages_desk;
use crate::transfer::pages as transfer;

/// What signed-in people do.
pub(super) fn admin() -> Router<App> {
    Router::new()
        .merge(decisions())
        .merge(edits())
        .merge(past())
        .merge(site_settings())
        .merge(people())
}

/// People and their accounts: one's own, and those that administrators manage.
fn people() -> Router<App> {
    Router::new()
        .route(
            "/admin/account",
            get(accounts::account).post(accounts::update_account),
        )
        .route(
            "/admin/account/second-factor",
            get(accounts::second_factor).post(accounts::update_second_factor),
        )
        .route(
            "/admin/account/tokens",
            get(accounts::tokens).post(accounts::update_tokens),
        )
        .route(
            "/admin/confirm",
            get(accounts::confirm).post(accounts::create_confirmation),
        )
        .route(
            "/admin/users",
            get(accounts::users).post(accounts::create_user),
        )
        .route(
            "/admin/users/{id}",
            get(accounts::user).post(accounts::update_user),
        )
}

/// Lists on their way in, which may be longer than anything else that is sent here, and the way
/// back from them.
pub(super) fn imports() -> Router<App> {
    Router::new()
        .route(
            "/admin/changes/{id}/revert",
            post(revert::create_change_revert),
        )
        .route(
            "/admin/import",
            get(transfer::import).post(transfer::create_import),
        )
        .route(
            "/admin/import/{id}",
            get(transfer::staged_import).post(transfer::update_import),
        )
}

/// The queue, and what is decided about it.
fn decisions() -> Router<App> {
    Router::new()
        .route("/admin", get(moderation::queue))
        .route("/admin/bulk", post(moderation::create_decisions))
        .route("/admin/suggestions/{id}", get(moderation::review))
        .route(
            "/admin/suggestions/{id}/decision",
            post(moderation::create_decision),
        )
}

/// Moderators' direct edits of the directory.
fn edits() -> Router<App> {
    Router::new()
        .route(
            "/admin/entries",
            get(edit_pages::entries).post(edit_pages::update_entries),
        )
        .route(
            "/admin/entries/new",
            get(edit_pages::new_entry).post(edit_pages::create_entry),
        )
        .route(
            "/admin/entries/{id}",
            get(edit_pages::entry).post(edit_pages::update_entry),
        )
        .route(
            "/admin/categories",
            get(edit_pages::categories).post(edit_pages::create_category),
        )
        .route(
            "/admin/categories/{id}",
            get(edit_pages::category).post(edit_pages::update_category),
        )
        .route(
            "/admin/tags",
            get(edit_pages::tags).post(edit_pages::update_tag),
        )
        .route("/admin/tags/{id}", get(edit_pages::tag))
}

/// What ever changed, and the way back.
fn past() -> Router<App> {
    Router::new()
        .route("/admin/history", get(history::history))
        .route("/admin/history/export", get(history::export))
        .route("/admin/changes/{id}", get(history::change))
        .route(
            "/admin/changes/{id}/redact",
            post(history::create_change_redaction),
        )
        .route(
            "/admin/revisions/{id}/revert",
            post(revert::create_revision_revert),
        )
        .route(
            "/admin/revisions/{id}/redact",
            post(history::create_revision_redaction),
        )
        .route(
            "/admin/decisions/{id}/undo",
            post(revert::create_decision_undo),
        )
        .route(
            "/admin/messages/{id}/redact",
            post(history::create_message_redaction),
        )
}

/// What administrators set.
fn site_settings() -> Router<App> {
    Router::new()
        .route(
            "/admin/settings",
            get(pages_desk::site).post(pages_desk::update_site),
        )
        .route(
            "/admin/settings/pages/{slug}",
            get(pages_desk::curated_page).post(pages_desk::update_curated_page),
        )
        .route(
            "/admin/settings/messages",
            get(notify::messages).post(notify::update_messages),
        )
        .route(
            "/admin/settings/presets",
            get(pages_desk::presets).post(pages_desk::update_presets),
        )
        .route(
            "/admin/settings/blocked-hosts",
            get(edit_pages::blocked_hosts).post(edit_pages::update_blocked_hosts),
        )
        .route(
            "/admin/settings/webhooks",
            get(notify::webhooks).post(notify::update_webhooks),
        )
        .route(
            "/admin/settings/blocked-words",
            get(edit_pages::blocked_words).post(edit_pages::update_blocked_words),
        )
}
