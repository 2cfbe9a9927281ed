//! Writers of every format: pure functions from plain values to text.
//!
//! A [`Writer`] is told the directory piece by piece, in the order in which the tree is written
//! out: each category before its own entries, and those before the categories below it. It adds
//! to a text that the caller takes away whenever it likes, so that a million entries need no more
//! memory than a few.

mod bookmarks;
mod csv;
mod json;
mod markdown;
mod opml;
mod xml;

use super::aside;
use super::json::{EntryRecord, PageRecord, SiteRecord};
use crate::text::{Caveat, CaveatKind};

/// What an export can be written as, but for a whole site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExportFormat {
    /// Our own format: everything.
    Json,
    /// An "awesome list", as code hosts show them.
    Awesome,
    /// A page for the site generator Hugo.
    Hugo,
    /// Netscape bookmarks, as browsers import them.
    Bookmarks,
    /// OPML 2.0.
    Opml,
    /// One row an entry.
    Csv,
}

/// The frame of an export: all but the entries.
#[derive(Clone, Debug)]
pub struct Skeleton {
    /// What the curator says about the site.
    pub site: SiteRecord,
    /// About, guidelines, privacy, accessibility.
    pub pages: Vec<PageRecord>,
    /// Every live category, as the tree is written out.
    pub categories: Vec<ExportedCategory>,
    /// Where the directory lives, without a slash at the end, when that is known.
    pub base_url: Option<String>,
    /// Where the text of the data licence is, when it has an SPDX identifier.
    pub licence_url: Option<String>,
}

impl Skeleton {
    /// The frame without the tree, for writers that are told the tree piece by piece.
    fn without_categories(&self) -> Self {
        Self {
            site: self.site.clone(),
            pages: self.pages.clone(),
            categories: Vec::new(),
            base_url: self.base_url.clone(),
            licence_url: self.licence_url.clone(),
        }
    }
}

/// A category on its way out.
#[derive(Clone, Debug)]
pub struct ExportedCategory {
    /// Its number here.
    pub id: i64,
    /// Its name in feeds, never reused.
    pub uid: String,
    /// How deep it lies, the top level being 1.
    pub depth: usize,
    /// Its name in addresses.
    pub slug: String,
    /// The slugs from the root down, joined by `/`.
    pub path: String,
    /// What it is called.
    pub title: String,
    /// Markdown.
    pub introduction: String,
    /// A warning that holds for everything in it.
    pub caveat: Option<Caveat>,
    /// Live entries in it and below it.
    pub entry_count: i64,
}

impl ExportedCategory {
    /// The words of its caveat; empty without one.
    pub fn caveat_words(&self) -> &str {
        self.caveat.as_ref().map_or("", |caveat| &caveat.text)
    }

    /// Its caveat for formats that have no place for one; empty without one.
    fn aside(&self) -> String {
        let caveat = self.caveat.as_ref();
        caveat.map_or_else(String::new, |caveat| {
            aside::words(caveat.kind, &caveat.text)
        })
    }
}

/// An entry on its way out.
#[derive(Clone, Debug)]
pub struct ExportedEntry {
    /// Its number here.
    pub id: i64,
    /// Whether another live entry has an address so like it that linters take them for one.
    pub twin: bool,
    /// All that people wrote about it, its dates and its status.
    pub record: EntryRecord,
}

/// Writes one format, piece by piece.
pub trait Writer: Send {
    /// What stands before the first category.
    fn begin(&mut self, out: &mut String);
    /// A category's own words; its entries follow.
    fn category(&mut self, category: &ExportedCategory, out: &mut String);
    /// An entry of the category told last. Formats that lists are shared in leave retired ones out.
    fn entry(&mut self, entry: &ExportedEntry, out: &mut String);
    /// What stands after the last entry.
    fn end(&mut self, out: &mut String);
}

impl ExportFormat {
    /// Every format, in the order in which pages offer them.
    pub const ALL: [Self; 6] = [
        Self::Awesome,
        Self::Hugo,
        Self::Csv,
        Self::Bookmarks,
        Self::Opml,
        Self::Json,
    ];

    /// Its writer, for one pass over `skeleton` and its entries.
    pub fn writer(self, skeleton: &Skeleton) -> Box<dyn Writer> {
        match self {
            Self::Json => Box::new(json::JsonWriter::new(skeleton)),
            Self::Awesome => Box::new(markdown::AwesomeWriter::new(skeleton)),
            Self::Hugo => Box::new(markdown::HugoWriter::new(skeleton)),
            Self::Bookmarks => Box::new(bookmarks::BookmarksWriter::new(skeleton)),
            Self::Opml => Box::new(opml::OpmlWriter::new(skeleton)),
            Self::Csv => Box::new(csv::CsvWriter::new()),
        }
    }
}

/// Writes a whole directory at once, from `entries_of` each category in turn.
pub fn write_whole<'a>(
    format: ExportFormat,
    skeleton: &'a Skeleton,
    entries_of: impl Fn(&'a ExportedCategory) -> &'a [ExportedEntry],
) -> String {
    let mut out = String::new();
    let mut writer = format.writer(skeleton);
    writer.begin(&mut out);
    for category in &skeleton.categories {
        writer.category(category, &mut out);
        for entry in entries_of(category) {
            writer.entry(entry, &mut out);
        }
    }
    writer.end(&mut out);
    out
}

/// A record's caveat for formats that have no place for one; empty without one.
fn aside_of(kind: Option<&str>, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let kind = kind.and_then(CaveatKind::parse).unwrap_or_default();
    aside::words(kind, text)
}

/// Tags as one text. What readers part tags at can't stay inside one; its address is the same
/// without.
fn joined_tags(tags: &[String], joint: &str) -> String {
    const PARTING: [char; 7] = [',', ';', '|', '/', '，', '、', '\n'];
    let plain: Vec<String> = tags.iter().map(|tag| tag.replace(PARTING, " ")).collect();
    plain.join(joint)
}

/// The kind and the words of a caveat as records hold them.
pub fn caveat_fields(caveat: Option<&Caveat>) -> (Option<String>, String) {
    match caveat {
        Some(caveat) => (Some(caveat.kind.as_str().to_owned()), caveat.text.clone()),
        None => (None, String::new()),
    }
}
