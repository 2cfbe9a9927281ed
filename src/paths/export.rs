//! Addresses of the directory in other formats.

/// The page that offers them all.
pub const EXPORT: &str = "/export";
/// Our own format.
pub const EXPORT_JSON: &str = "/export/directory.json";
/// An "awesome list".
pub const EXPORT_AWESOME: &str = "/export/directory.md";
/// A page for the site generator Hugo.
pub const EXPORT_HUGO: &str = "/export/directory.md?style=hugo";
/// One row an entry.
pub const EXPORT_CSV: &str = "/export/directory.csv";
/// OPML 2.0.
pub const EXPORT_OPML: &str = "/export/directory.opml";
/// Netscape bookmarks.
pub const EXPORT_BOOKMARKS: &str = "/export/bookmarks.html";
