//! Files of every format, on their way to a [`ReadList`](super::list::ReadList).

pub mod markdown;

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

/// A file as it arrived.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Its name, for remarks and to guess its format; with its folder when a folder was given.
    pub name: String,
    /// Its bytes, in whatever encoding.
    pub bytes: Vec<u8>,
}
