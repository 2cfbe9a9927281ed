//! How a reader puts a document together without recursion.

use super::block::{Block, Item, Row};
use super::inline::{Inline, Line};
use super::lead::links;
pub(in crate::transfer::read) use super::open::LineKind;
use super::open::{Holder, Open};
use crate::transfer::list::{Limits, ReadError};

/// How many pieces of text, links and marks an entry may take, on average.
const PIECES: usize = 20;

/// Puts blocks together in the order in which a reader meets their beginnings and ends.
#[derive(Debug)]
pub(in crate::transfer::read) struct Builder<'a> {
    blocks: Vec<Block<'a>>,
    open: Vec<Open<'a>>,
    line: Option<(LineKind, Line<'a>)>,
    depth: usize,
    /// How many pieces and blocks there are, and how many there may be.
    count: usize,
    most: usize,
}

impl<'a> Builder<'a> {
    /// A document that may be nested and hold as much as the limits say.
    pub(in crate::transfer::read) fn new(limits: Limits) -> Self {
        Self {
            blocks: Vec::new(),
            open: Vec::new(),
            line: None,
            // A list takes two levels, one for itself and one for its item.
            depth: limits.depth.saturating_mul(2),
            count: 0,
            most: limits.rows.saturating_mul(PIECES),
        }
    }

    /// Refuses what holds far more than its entries need, before it fills the memory.
    pub(in crate::transfer::read) fn check(
        &self,
        number: impl FnOnce() -> usize,
    ) -> Result<(), ReadError> {
        if self.count > self.most {
            let reason = format!(
                "this holds more than {} pieces of text, links and marks",
                self.most
            );
            return Err(ReadError::at(number(), reason));
        }
        Ok(())
    }

    /// How many blocks are open.
    pub(in crate::transfer::read) fn depth(&self) -> usize {
        self.open.len()
    }

    /// The kind of the innermost open block.
    pub(in crate::transfer::read) fn innermost(&self) -> Option<Holder> {
        self.open.last().map(Open::holder)
    }

    /// Where the innermost open block of this kind stands, if it was opened above a floor.
    pub(in crate::transfer::read) fn find(&self, holder: Holder, floor: usize) -> Option<usize> {
        let inner = self.open.get(floor..)?;
        let at = inner.iter().rposition(|open| open.holder() == holder)?;
        Some(floor + at)
    }

    /// What the line under construction will be.
    pub(in crate::transfer::read) fn line_kind(&self) -> Option<LineKind> {
        self.line.as_ref().map(|(kind, _)| *kind)
    }

    fn push_open(&mut self, open: Open<'a>, number: usize) -> Result<(), ReadError> {
        self.end_line();
        self.count += 1;
        if self.open.len() >= self.depth {
            let levels = self.depth / 2;
            let reason = format!("lists or quotations are nested more than {levels} deep here");
            return Err(ReadError::at(number, reason));
        }
        self.open.push(open);
        Ok(())
    }

    /// Begins a quotation.
    pub(in crate::transfer::read) fn quote(&mut self, number: usize) -> Result<(), ReadError> {
        self.push_open(Open::Quote(Vec::new()), number)
    }

    /// Begins a warning that is set apart.
    pub(super) fn warning(&mut self, number: usize) -> Result<(), ReadError> {
        self.push_open(Open::Warning(Vec::new()), number)
    }

    /// Begins a list; numbered ones have a first number.
    pub(in crate::transfer::read) fn list(
        &mut self,
        first: Option<u64>,
        number: usize,
    ) -> Result<(), ReadError> {
        self.push_open(Open::List(first, Vec::new()), number)
    }

    /// Begins an item of the list.
    pub(in crate::transfer::read) fn item(&mut self, number: usize) -> Result<(), ReadError> {
        self.push_open(
            Open::Item(Item {
                number,
                blocks: Vec::new(),
            }),
            number,
        )
    }

    /// Begins a table.
    pub(in crate::transfer::read) fn table(&mut self, number: usize) -> Result<(), ReadError> {
        self.push_open(Open::Table(Vec::new(), Vec::new()), number)
    }

    /// Begins a row of the table, or its header.
    pub(in crate::transfer::read) fn row(
        &mut self,
        header: bool,
        number: usize,
    ) -> Result<(), ReadError> {
        let cells = Vec::new();
        self.push_open(Open::Row(header, Row { number, cells }), number)
    }

    /// Begins a line.
    pub(in crate::transfer::read) fn line(&mut self, kind: LineKind, number: usize) {
        self.end_line();
        let inlines = Vec::new();
        self.line = Some((kind, Line { number, inlines }));
    }

    /// Adds to the line, or begins a line of this kind with it.
    pub(in crate::transfer::read) fn inline(
        &mut self,
        inline: Inline<'a>,
        kind: LineKind,
        number: usize,
    ) {
        let fresh = || {
            (
                kind,
                Line {
                    number,
                    inlines: Vec::new(),
                },
            )
        };
        self.count += 1;
        let (_, line) = self.line.get_or_insert_with(fresh);
        line.inlines.push(inline);
    }

    /// The pieces of the line under construction.
    pub(in crate::transfer::read) fn inlines(&mut self) -> Option<&mut Vec<Inline<'a>>> {
        self.line.as_mut().map(|(_, line)| &mut line.inlines)
    }

    /// Ends the line, if there is one.
    pub(in crate::transfer::read) fn end_line(&mut self) {
        let Some((kind, mut line)) = self.line.take() else {
            return;
        };
        line.inlines = super::finish::finished(line.inlines);
        let blank = line.inlines.iter().all(is_blank);
        match kind {
            LineKind::Cell => {
                if let Some(Open::Row(_, row)) = self.open.last_mut() {
                    row.cells.push(line);
                }
            }
            LineKind::HtmlHeading(_) if !links(&line.inlines).web.is_empty() => {
                self.block(Block::Paragraph(line, true));
            }
            LineKind::Heading(level) | LineKind::HtmlHeading(level) => {
                self.block(Block::Heading(level, line));
            }
            LineKind::Text | LineKind::Html if blank => {}
            LineKind::Text => self.block(Block::Paragraph(line, false)),
            LineKind::Html => self.block(Block::Paragraph(line, true)),
        }
    }

    /// Adds a block to the innermost open one that can hold it.
    pub(in crate::transfer::read) fn block(&mut self, block: Block<'a>) {
        let holder = self.open.iter_mut().rev().find_map(|open| match open {
            Open::Quote(blocks) | Open::Warning(blocks) | Open::Item(Item { blocks, .. }) => {
                Some(blocks)
            }
            _ => None,
        });
        holder.unwrap_or(&mut self.blocks).push(block);
    }

    /// Ends the innermost open block.
    pub(in crate::transfer::read) fn close(&mut self) {
        self.end_line();
        match self.open.pop() {
            Some(Open::Quote(blocks)) => self.block(Block::Quote(blocks)),
            Some(Open::Warning(blocks)) => self.block(Block::Warning(blocks)),
            Some(Open::List(first, items)) => self.block(Block::List(first, items)),
            Some(Open::Table(head, rows)) => self.block(Block::Table(head, rows)),
            Some(Open::Item(item)) => match self.open.last_mut() {
                Some(Open::List(_, items)) => items.push(item),
                _ => self.block(Block::List(None, vec![item])),
            },
            Some(Open::Row(header, row)) => match self.open.last_mut() {
                Some(Open::Table(head, _)) if header && head.is_empty() => *head = row.cells,
                Some(Open::Table(_, rows)) => rows.push(row),
                _ => self.block(Block::Table(Vec::new(), vec![row])),
            },
            None => {}
        }
    }

    /// Ends open blocks until only so many are left.
    pub(in crate::transfer::read) fn close_to(&mut self, depth: usize) {
        self.end_line();
        while self.open.len() > depth {
            self.close();
        }
    }

    /// The document.
    pub(in crate::transfer::read) fn finish(mut self) -> Vec<Block<'a>> {
        self.close_to(0);
        self.blocks
    }
}

pub(super) fn is_blank(inline: &Inline) -> bool {
    match inline {
        Inline::Text(words, _) => words.trim().is_empty(),
        Inline::Break(_) | Inline::Open(_) | Inline::Close(_) => true,
        _ => false,
    }
}
