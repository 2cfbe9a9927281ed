//! What a reader finds in a file, before anything knows the directory: plain values that every
//! format shares. Readers make a [`ReadList`]; the import plan compares it with what stands.

use super::json::{PageRecord, SiteRecord};
use crate::text::Caveat;

/// A list as one or more files hold it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadList {
    /// What the list calls itself.
    pub title: Option<String>,
    /// The text before the first heading, as Markdown.
    pub introduction: String,
    /// The categories, in the list's order and parents before their children.
    pub categories: Vec<ReadCategory>,
    /// The entries, in the list's order.
    pub entries: Vec<ReadEntry>,
    /// What the curator says about the site and on its pages, when the file is one of our exports.
    pub site: Option<(SiteRecord, Vec<PageRecord>)>,
    /// What the columns of a table were taken for, in their order.
    pub columns: Vec<Column>,
    /// What a person should know about what was not taken as it stood.
    pub remarks: Vec<Remark>,
}

/// A column of a table, for people to check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What the header calls it; its number in a table without header.
    pub header: String,
    /// What of an entry it was taken for; none when nothing is taken from it.
    pub field: Option<&'static str>,
}

/// A category of a list: a heading, a folder, an outline, a column's value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadCategory {
    /// The category above it, as an index into [`ReadList::categories`].
    pub parent: Option<usize>,
    /// What it is called: plain text.
    pub title: String,
    /// Its name in addresses, when the file says so.
    pub slug: Option<String>,
    /// Its name in feeds and exports, when the file is one of our exports.
    pub uid: Option<String>,
    /// The text under its heading, as Markdown.
    pub introduction: String,
    /// A warning that holds for everything in it.
    pub caveat: Option<Caveat>,
    /// Where it stands.
    pub place: Place,
}

/// An entry of a list. Empty texts say nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadEntry {
    /// The category that it is in, as an index into [`ReadList::categories`]; none for what
    /// stands before the first heading.
    pub category: Option<usize>,
    /// The link as written.
    pub url: String,
    /// What it is called: plain text; empty when the list gives only the link.
    pub title: String,
    /// The rest of what is said about it, as Markdown.
    pub description: String,
    /// A warning.
    pub caveat: Option<Caveat>,
    /// As the form writes it: an SPDX expression, `none`, or empty when the list doesn't say.
    pub licence: String,
    /// Who publishes it.
    pub organisation: String,
    /// Tag names, in order.
    pub tags: Vec<String>,
    /// BCP 47.
    pub language: String,
    /// Whether the home page shows it.
    pub featured: bool,
    /// The reader's question that it answers.
    pub question: String,
    /// Its name in feeds and exports, when the file is one of our exports.
    pub uid: Option<String>,
    /// When it was added, UTC milliseconds.
    pub added_at: Option<i64>,
    /// When its words last changed, UTC milliseconds.
    pub updated_at: Option<i64>,
    /// When a person last confirmed it, UTC milliseconds.
    pub verified_at: Option<i64>,
    /// Whether it is out of the lists but keeps its page.
    pub retired: bool,
    /// Whether its owner marked it as not for everybody: it goes to the queue, never straight in.
    pub private: bool,
    /// Where it stands.
    pub place: Place,
}

/// A place in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, as an index into the files that were read.
    pub file: usize,
    /// Counted from 1; 0 when the format has no lines.
    pub line: usize,
}

/// Something about a line that a person should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Where it stands.
    pub place: Place,
    /// Whether anything was left out.
    pub kind: RemarkKind,
    /// In plain words, for example "this is no web address: `mailto:a@b`".
    pub reason: String,
}

/// How much a remark matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RemarkKind {
    /// A line that should have been an entry and can't be used.
    Unusable,
    /// A link that is no entry by the rules of reading, for example one in running text.
    LeftOut,
    /// Taken, but not as it stood, for example damaged characters that were repaired.
    Repaired,
}

/// How much one file may hold (`security.md`, T29).
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The most entries and categories together.
    pub rows: usize,
    /// The most bytes of one field.
    pub field_bytes: usize,
    /// How deep lists, folders and outlines may be nested.
    pub depth: usize,
}

impl Limits {
    /// Of what people send with a form.
    pub const UPLOAD: Self = Self {
        rows: 20_000,
        ..Self::COMMAND_LINE
    };
    /// Of what the operator reads at the command line.
    pub const COMMAND_LINE: Self = Self {
        rows: usize::MAX,
        field_bytes: 65_536,
        depth: 32,
    };
}

/// Why a whole file can't be read. Nothing is taken from it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct ReadError {
    /// Which file, as an index into the files that were read.
    pub file: usize,
    /// Where reading ended, when the format has lines.
    pub line: Option<usize>,
    /// In plain words.
    pub reason: String,
}

impl ReadError {
    /// An error about the file as a whole.
    pub fn of_file(reason: impl Into<String>) -> Self {
        Self {
            file: 0,
            line: None,
            reason: reason.into(),
        }
    }

    /// An error at a line, counted from 1.
    pub fn at(line: usize, reason: impl Into<String>) -> Self {
        Self {
            file: 0,
            line: Some(line),
            reason: reason.into(),
        }
    }
}
