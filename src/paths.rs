//! One function per address that we ever print. Handlers, templates and tests use these; only
//! the route table spells an address a second time.

mod api;
mod discovery;
mod export;
mod history;

pub use api::*;
pub use discovery::*;
pub use export::*;
pub use history::*;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stays readable in a path segment or a query value (RFC 3986, unreserved).
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The home page.
pub const HOME: &str = "/";
/// All categories, on the home page.
pub const CATEGORIES: &str = "/#categories";
/// The newest entries.
pub const RECENT: &str = "/recent";
/// All tags.
pub const TAGS: &str = "/tags";
/// Search.
pub const SEARCH: &str = "/search";
/// The form to suggest an entry.
pub const SUGGEST: &str = "/suggest";
/// The form to suggest a category.
pub const SUGGEST_CATEGORY: &str = "/suggest-category";
/// About the site.
pub const ABOUT: &str = "/about";
/// How moderators decide.
pub const GUIDELINES: &str = "/guidelines";
/// How many suggestions wait, and how long decisions take.
pub const MODERATION: &str = "/moderation";
/// What is kept about people.
pub const PRIVACY: &str = "/privacy";
/// How the site works for everybody.
pub const ACCESSIBILITY: &str = "/accessibility";
/// Sign in.
pub const LOGIN: &str = "/login";
/// Sign out.
pub const LOGOUT: &str = "/logout";
/// Set a password with a one-time link.
pub const SETUP: &str = "/setup";
/// The queue.
pub const ADMIN: &str = "/admin";
/// What happens to several suggestions at once.
pub const ADMIN_BULK: &str = "/admin/bulk";
/// All entries, for moderators.
pub const ADMIN_ENTRIES: &str = "/admin/entries";
/// The form for a new entry.
pub const ADMIN_NEW_ENTRY: &str = "/admin/entries/new";
/// All categories, for moderators.
pub const ADMIN_CATEGORIES: &str = "/admin/categories";
/// All tags, for moderators.
pub const ADMIN_TAGS: &str = "/admin/tags";
/// The site's settings.
pub const ADMIN_SETTINGS: &str = "/admin/settings";
/// The reasons that a decline offers.
pub const ADMIN_PRESETS: &str = "/admin/settings/presets";
/// What is on its way to people and programs.
pub const ADMIN_MESSAGES: &str = "/admin/settings/messages";
/// What the address of every [`unsubscribe`] page begins with.
pub const UNSUBSCRIBE: &str = "/unsubscribe/";
/// The places whose links go to the spam pile.
pub const ADMIN_BLOCKED_HOSTS: &str = "/admin/settings/blocked-hosts";
/// Where events of this site are sent.
pub const ADMIN_WEBHOOKS: &str = "/admin/settings/webhooks";
/// The words that send a suggestion to the spam pile.
pub const ADMIN_BLOCKED_WORDS: &str = "/admin/settings/blocked-words";
/// Lists on their way in.
pub const ADMIN_IMPORT: &str = "/admin/import";
/// One's own password and sessions.
pub const ADMIN_ACCOUNT: &str = "/admin/account";
/// One's own second factor.
pub const ADMIN_SECOND_FACTOR: &str = "/admin/account/second-factor";
/// One's own API tokens.
pub const ADMIN_TOKENS: &str = "/admin/account/tokens";
/// Where the password is asked for again.
pub const ADMIN_CONFIRM: &str = "/admin/confirm";
/// The people who moderate.
pub const ADMIN_USERS: &str = "/admin/users";
/// Where somebody who forgot their password asks for a link.
pub const FORGOT: &str = "/login/forgot";

fn segment(text: &str) -> String {
    utf8_percent_encode(text, SEGMENT).to_string()
}

fn segments(path: &str) -> String {
    path.split('/').map(segment).collect::<Vec<_>>().join("/")
}

/// A category by its slug path.
pub fn category(path: &str) -> String {
    format!("/categories/{}", segments(path))
}

/// An entry's page.
pub fn entry(id: i64, slug: &str) -> String {
    format!("/entries/{id}-{}", segment(slug))
}

/// Reads the last segment of an entry's address: its number, and its slug when there is one.
pub fn parse_entry(id_slug: &str) -> Option<(i64, Option<&str>)> {
    let (id, slug) = match id_slug.split_once('-') {
        Some((id, slug)) => (id, Some(slug)),
        None => (id_slug, None),
    };
    let canonical = id.bytes().all(|byte| byte.is_ascii_digit()) && !id.starts_with('0');
    canonical
        .then(|| id.parse().ok())
        .flatten()
        .map(|id| (id, slug))
}

/// The form to suggest a change to an entry.
pub fn suggest_edit(id: i64) -> String {
    format!("/entries/{id}/suggest-edit")
}

/// The form to report a problem with an entry.
pub fn report(id: i64) -> String {
    format!("/entries/{id}/report")
}

/// Entries by tag.
pub fn tag(slug: &str) -> String {
    format!("/tags/{}", segment(slug))
}

/// Results for some words.
pub fn search(words: &str) -> String {
    format!("/search?q={}", segment(words))
}

/// The form to suggest an entry, with a category chosen.
pub fn suggest_in(category_path: &str) -> String {
    format!("/suggest?category={}", segment(category_path))
}

/// The form to suggest a category, with the one above it chosen.
pub fn suggest_category_in(category_path: &str) -> String {
    with_query(SUGGEST_CATEGORY, "parent", category_path)
}

/// The form to suggest an entry, with a title filled in.
pub fn suggest_titled(title: &str) -> String {
    format!("/suggest?title={}", segment(title))
}

/// A suggestion's receipt.
pub fn receipt(token: &str) -> String {
    format!("/suggestions/{}", segment(token))
}

/// Where somebody ends mail to them.
pub fn unsubscribe(token: &str) -> String {
    format!("{UNSUBSCRIBE}{}", segment(token))
}

/// The one-time link that sets a password.
pub fn setup(token: &str) -> String {
    format!("/setup?token={}", segment(token))
}

/// One suggestion, for moderators.
pub fn review(id: i64) -> String {
    format!("/admin/suggestions/{id}")
}

/// Where a decision is sent.
pub fn decision(id: i64) -> String {
    format!("/admin/suggestions/{id}/decision")
}

/// One entry, for moderators.
pub fn admin_entry(id: i64) -> String {
    format!("/admin/entries/{id}")
}

/// One category, for moderators.
pub fn admin_category(id: i64) -> String {
    format!("/admin/categories/{id}")
}

/// One tag, for moderators.
pub fn admin_tag(id: i64) -> String {
    format!("/admin/tags/{id}")
}

/// The form of one of the curated pages.
pub fn admin_page(slug: &str) -> String {
    format!("/admin/settings/pages/{}", segment(slug))
}

/// One of the people who moderate.
pub fn admin_user(id: i64) -> String {
    format!("{ADMIN_USERS}/{id}")
}

/// A list on its way in, and what became of it.
pub fn admin_import(id: i64) -> String {
    format!("{ADMIN_IMPORT}/{id}")
}

/// One of the curated pages.
pub fn curated_page(slug: &str) -> String {
    format!("/{}", segment(slug))
}

/// The form for a new entry, with a category chosen.
pub fn admin_new_entry_in(category_path: &str) -> String {
    with_query(ADMIN_NEW_ENTRY, "category", category_path)
}

/// The moderators' entries of one category.
pub fn admin_entries_in(category_path: &str) -> String {
    with_query(ADMIN_ENTRIES, "category", category_path)
}

/// The form for a new category, with the one above it chosen.
pub fn admin_new_category_in(category_path: &str) -> String {
    format!(
        "{}#new",
        with_query(ADMIN_CATEGORIES, "parent", category_path)
    )
}

/// An address with one more query parameter.
pub fn with_query(path: &str, name: &str, value: &str) -> String {
    let joint = if path.contains('?') { '&' } else { '?' };
    format!("{path}{joint}{name}={}", segment(value))
}

#[cfg(test)]
#[path = "paths_tests.rs"]
mod tests;
