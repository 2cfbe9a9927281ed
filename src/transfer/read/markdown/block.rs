//! A document as a tree of blocks.

use super::inline::Line;

/// A block of a document.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::transfer::read) enum Block<'a> {
    /// Its level, from 1.
    Heading(u8, Line<'a>),
    /// Running text; whether it came out of HTML.
    Paragraph(Line<'a>, bool),
    /// Something that is quoted.
    Quote(Vec<Block<'a>>),
    /// A warning that is set apart, as `> [!WARNING]` does.
    Warning(Vec<Block<'a>>),
    /// Code, which holds no links, as it stands.
    Code(String),
    /// A bullet list, or a numbered one with its first number.
    List(Option<u64>, Vec<Item<'a>>),
    /// A table: its header and its other rows.
    Table(Vec<Line<'a>>, Vec<Row<'a>>),
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::transfer::read) struct Item<'a> {
    /// Counted from 1.
    pub(in crate::transfer::read) number: usize,
    /// What it holds.
    pub(in crate::transfer::read) blocks: Vec<Block<'a>>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::transfer::read) struct Row<'a> {
    /// Counted from 1.
    pub(in crate::transfer::read) number: usize,
    /// From the first column on.
    pub(in crate::transfer::read) cells: Vec<Line<'a>>,
}
