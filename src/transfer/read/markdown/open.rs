//! Blocks that are not whole yet.

use super::block::{Block, Item, Row};
use super::inline::Line;

/// A block that a builder has begun.
#[derive(Debug)]
pub(super) enum Open<'a> {
    Quote(Vec<Block<'a>>),
    Warning(Vec<Block<'a>>),
    List(Option<u64>, Vec<Item<'a>>),
    Item(Item<'a>),
    Table(Vec<Line<'a>>, Vec<Row<'a>>),
    Row(bool, Row<'a>),
}

/// What kind of block holds others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::transfer::read) enum Holder {
    /// A quotation.
    Quote,
    /// A list, which holds items.
    List,
    /// An item of a list.
    Item,
    /// A table, which holds rows.
    Table,
    /// A row, which holds cells.
    Row,
}

impl Open<'_> {
    /// Its kind.
    pub(super) fn holder(&self) -> Holder {
        match self {
            Self::Quote(_) | Self::Warning(_) => Holder::Quote,
            Self::List(..) => Holder::List,
            Self::Item(_) => Holder::Item,
            Self::Table(..) => Holder::Table,
            Self::Row(..) => Holder::Row,
        }
    }
}

/// What the line under construction will be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::transfer::read) enum LineKind {
    /// Of this level.
    Heading(u8),
    /// Of this level, in HTML, where those with a link are banners.
    HtmlHeading(u8),
    /// Of Markdown.
    Text,
    /// Of HTML.
    Html,
    /// Of a table.
    Cell,
}
