//! Files of every format, on their way to a [`ReadList`].
//!
//! [`read`] finds out what each file is ([`encoding`], `detect`) and hands its text to the
//! reader of that format. Readers share `record` (names of fields), `objects` (JSON and YAML)
//! and `build`, which holds them to the limits.

mod bookmarks;
mod build;
mod csv;
mod detect;
pub mod encoding;
mod guard;
mod json;
mod links;
pub mod markdown;
mod markup;
mod merge;
mod moments;
mod objects;
mod opml;
mod record;
pub mod rst;
#[cfg(test)]
mod tests;
mod yaml;

use std::borrow::Cow;

use super::list::{Limits, Place, ReadError, ReadList, Remark, RemarkKind};

/// The formats that lists come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// CommonMark and GFM, with the front matter of Hugo and Jekyll.
    Markdown,
    /// reStructuredText.
    Rst,
    /// Netscape bookmark files, as every browser writes them.
    Bookmarks,
    /// OPML 1 and 2.
    Opml,
    /// Comma-separated values with a header.
    Csv,
    /// Our own export, or an array of plain objects.
    Json,
    /// One record a file.
    Yaml,
}

impl Format {
    /// All of them, in the order in which forms offer them.
    pub const ALL: [Self; 7] = [
        Self::Markdown,
        Self::Rst,
        Self::Bookmarks,
        Self::Opml,
        Self::Csv,
        Self::Json,
        Self::Yaml,
    ];

    /// The word in forms and at the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Rst => "rst",
            Self::Bookmarks => "bookmarks",
            Self::Opml => "opml",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Yaml => "yaml",
        }
    }

    /// Reads the word back; anything else is `None`.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.as_str() == word)
    }

    /// What forms call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Markdown => "Markdown",
            Self::Rst => "reStructuredText",
            Self::Bookmarks => "Bookmarks of a browser",
            Self::Opml => "OPML",
            Self::Csv => "CSV, from a spreadsheet",
            Self::Json => "JSON",
            Self::Yaml => "YAML",
        }
    }
}

/// A file as it arrived.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Its name, for remarks and to guess its format; with its folder when a folder was given.
    pub name: String,
    /// Its bytes, in whatever encoding.
    pub bytes: Vec<u8>,
}

/// Reads files into one list. Without a format, each file's own is found out by its name and by
/// what it holds. Among several files, those that hold no list are left out with a remark.
///
/// # Errors
/// When a file can't be read or holds too much, or when none holds a list. Nothing is taken then.
pub fn read(
    files: &[SourceFile],
    format: Option<Format>,
    limits: Limits,
) -> Result<ReadList, ReadError> {
    let mut texts = Vec::new();
    let mut remarks = Vec::new();
    for (file, source) in files.iter().enumerate() {
        match open(file, source, format) {
            Ok(text) => texts.push(text),
            Err(error) if files.len() == 1 => return Err(error),
            Err(error) => remarks.push(Remark {
                place: Place {
                    file,
                    line: error.line.unwrap_or(0),
                },
                kind: RemarkKind::LeftOut,
                reason: error.reason,
            }),
        }
    }
    let mut list = merge::lists(texts, limits, &mut remarks)?;
    remarks.append(&mut list.remarks);
    list.remarks = remarks;
    let left_out = (list.remarks.iter()).any(|remark| remark.kind != RemarkKind::Repaired);
    if list.entries.is_empty() && list.categories.is_empty() && list.site.is_none() && !left_out {
        return Err(ReadError::of_file(
            "There is no link here that could become an entry",
        ));
    }
    Ok(list)
}

/// A file's text, whole again, and what it is.
struct Opened<'s> {
    file: usize,
    name: &'s str,
    text: Cow<'s, str>,
    format: Format,
    remarks: Vec<Remark>,
}

fn open(file: usize, source: &SourceFile, format: Option<Format>) -> Result<Opened<'_>, ReadError> {
    let read = || {
        detect::refuse_binary(&source.bytes)?;
        let decoded = encoding::decode(&source.bytes)?;
        let format = format.map_or_else(|| detect::detect(&source.name, &decoded.text), Ok)?;
        Ok((decoded, format))
    };
    let (decoded, format) = read().map_err(|error: ReadError| ReadError { file, ..error })?;
    let at = |line, reason| Remark {
        place: Place { file, line },
        kind: RemarkKind::Repaired,
        reason,
    };
    let mut remarks: Vec<Remark> = decoded
        .remark
        .into_iter()
        .map(|reason| at(0, reason))
        .collect();
    // Our own exports say exactly what is meant.
    let is_own = format == Format::Json && json::is_own(&decoded.text);
    let (whole, repairs) = match encoding::repair(&decoded.text) {
        (Cow::Owned(whole), repairs) if !is_own => (Some(whole), repairs),
        _ => (None, Vec::new()),
    };
    remarks.extend(
        repairs
            .into_iter()
            .map(|repair| at(repair.line, repair.reason)),
    );
    let text = whole.map_or(decoded.text, Cow::Owned);
    Ok(Opened {
        file,
        name: &source.name,
        text,
        format,
        remarks,
    })
}
