//! The addresses that programs use.

use super::{segment, segments};

/// The page that explains the API.
pub const API: &str = "/api";
/// The description of the API.
pub const API_DESCRIPTION: &str = "/api/v1/openapi.json";
/// All entries.
pub const API_ENTRIES: &str = "/api/v1/entries";
/// Entries by words.
pub const API_SEARCH: &str = "/api/v1/search";
/// What changed.
pub const API_CHANGES: &str = "/api/v1/changes";
/// The queue, and the way into it.
pub const API_SUGGESTIONS: &str = "/api/v1/suggestions";

/// An entry.
pub fn api_entry(id: i64) -> String {
    format!("{API_ENTRIES}/{id}")
}

/// A category by its slug path.
pub fn api_category(path: &str) -> String {
    format!("/api/v1/categories/{}", segments(path))
}

/// How far a suggestion has come, by the secret of its receipt.
pub fn api_suggestion(token: &str) -> String {
    format!("{API_SUGGESTIONS}/{}", segment(token))
}
