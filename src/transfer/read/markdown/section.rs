//! What stands under a heading: entries, and text that introduces them.

use super::aside::caveat;
use super::block::Block;
use super::collect::{Collector, quoted};
use super::entry::found;
use super::inline::{Break, Inline, Line, markdown, words};
use super::lead::{Lead, Links, lead, links, parts, rest};
use super::render::block_markdown;
use crate::transfer::list::ReadError;

/// So many paragraphs that begin with a link make a list without bullets.
const A_LIST: usize = 3;

/// A longer warning, in characters, is text that a reader wants whole.
const WARNING: usize = 300;

/// A longer paragraph says something, even if its links stay in the page.
const NAVIGATION: usize = 60;

impl Collector<'_> {
    /// Adds what stands under one heading.
    pub(super) fn section(
        &mut self,
        category: Option<usize>,
        blocks: &[Block],
    ) -> Result<(), ReadError> {
        let is_list = is_list_of_paragraphs(blocks);
        for block in blocks {
            match block {
                Block::Paragraph(line, html) => self.paragraph(category, line, *html, is_list)?,
                Block::List(_, items) if is_list => {
                    // What is no entry there is no introduction either.
                    self.items(category, items, None, true)?;
                }
                block => self.block(category, block)?,
            }
        }
        Ok(())
    }

    fn block(&mut self, category: Option<usize>, block: &Block) -> Result<(), ReadError> {
        match block {
            Block::List(first, items) => self.list(category, *first, items, None),
            Block::Table(head, rows) => self.table(category, head, rows),
            Block::Quote(blocks)
                if blocks
                    .iter()
                    .any(|block| matches!(block, Block::List(..) | Block::Table(..))) =>
            {
                for block in blocks {
                    self.block(category, block)?;
                }
                Ok(())
            }
            Block::Warning(inner) if self.warn(category, inner) => Ok(()),
            Block::Quote(inner) | Block::Warning(inner) => {
                self.links_of(inner);
                let number = first_number(block);
                self.introduce(category, &block_markdown(block), number)
            }
            Block::Paragraph(line, html) => self.paragraph(category, line, *html, false),
            Block::Heading(..) | Block::Code(_) => {
                self.introduce(category, &block_markdown(block), first_number(block))
            }
        }
    }

    /// Takes a warning of one plain paragraph for the category's caveat, if it has none yet.
    fn warn(&mut self, category: Option<usize>, blocks: &[Block]) -> bool {
        let category = category.and_then(|at| self.list.categories.get_mut(at));
        match (category, blocks) {
            (Some(category), [Block::Paragraph(line, _)]) if category.caveat.is_none() => {
                let text = words(&line.inlines);
                let plain = links(&line.inlines).web.is_empty();
                if !plain || text.chars().count() > WARNING {
                    return false;
                }
                category.caveat = Some(caveat(text));
                true
            }
            _ => false,
        }
    }

    fn paragraph(
        &mut self,
        category: Option<usize>,
        line: &Line,
        html: bool,
        is_list: bool,
    ) -> Result<(), ReadError> {
        let mut others: Vec<Inline> = Vec::new();
        let mut number = line.number;
        for (part, end) in parts(&line.inlines) {
            let entry =
                (is_list && is_entry_like(part)) || (end == Some(Break::Html) && goes_on(part));
            match found(part, number).filter(|_| entry) {
                Some(found) => {
                    self.entry(category, found)?;
                }
                None => {
                    others.extend(part.iter().cloned());
                    others.extend(end.map(Inline::Break));
                }
            }
            number += part
                .iter()
                .filter(|inline| matches!(inline, Inline::Break(Break::Soft)))
                .count();
            number += usize::from(end.is_some());
        }
        let links = links(&others);
        if !self.is_navigation(&others, &links, line.number) {
            let banner = html
                && !(links.web.is_empty() && links.elsewhere.is_empty() && links.pictures == 0);
            if !banner {
                self.introduce(category, &markdown(&others), line.number)?;
            }
            self.remark_links(&links, line.number);
        }
        Ok(())
    }

    /// Whether a line says nothing: pictures, or links within the page such as “back to top”.
    fn is_navigation(&mut self, inlines: &[Inline], links: &Links, number: usize) -> bool {
        let text = words(inlines);
        let only_inner = links.inner > 0 && links.web.is_empty() && links.elsewhere.is_empty();
        let navigation = text.is_empty() || (only_inner && text.chars().count() <= NAVIGATION);
        if navigation {
            self.pictures(number, links.pictures);
            self.inner_links(number, links.inner);
        }
        navigation
    }

    /// Says what of a line's links is no entry.
    pub(super) fn remark_links(&mut self, links: &Links, number: usize) {
        self.running_text(number, &links.web);
        self.pictures(number, links.pictures);
        self.inner_links(number, links.inner);
        if let [url, others @ ..] = links.elsewhere.as_slice() {
            let more = if others.is_empty() {
                String::new()
            } else {
                format!(" and {} more", others.len())
            };
            self.left_out(number, format!("no web address: {}{more}", quoted(url)));
        }
    }

    /// Says so about blocks that are kept as text.
    pub(super) fn links_of(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(line, _) | Block::Heading(_, line) => {
                    self.remark_links(&links(&line.inlines), line.number);
                }
                Block::Quote(blocks) | Block::Warning(blocks) => self.links_of(blocks),
                Block::List(_, items) => items.iter().for_each(|item| self.links_of(&item.blocks)),
                Block::Table(_, rows) => {
                    for cell in rows.iter().flat_map(|row| &row.cells) {
                        self.remark_links(&links(&cell.inlines), cell.number);
                    }
                }
                Block::Code(_) => {}
            }
        }
    }
}

/// Where a block begins, as far as it knows.
pub(super) fn first_number(block: &Block) -> usize {
    match block {
        Block::Paragraph(line, _) | Block::Heading(_, line) => line.number,
        Block::Quote(blocks) | Block::Warning(blocks) => blocks.first().map_or(0, first_number),
        Block::List(_, items) => items.first().map_or(0, |item| item.number),
        Block::Table(_, rows) => rows.first().map_or(0, |row| row.number),
        Block::Code(_) => 0,
    }
}

/// Whether most paragraphs are a link and perhaps a few words, so that they are a list to anybody
/// who looks at it.
fn is_list_of_paragraphs(blocks: &[Block]) -> bool {
    let mut all = 0;
    let mut alike = 0;
    for block in blocks {
        if let Block::Paragraph(line, false) = block {
            for (part, _) in parts(&line.inlines)
                .into_iter()
                .filter(|(part, _)| lead(part) != Lead::Nothing)
            {
                all += 1;
                alike += usize::from(is_entry_like(part));
            }
        }
    }
    alike >= A_LIST && alike * 2 > all
}

/// Whether a part begins with a link that only brackets or a separator follow.
fn is_entry_like(part: &[Inline]) -> bool {
    let (Lead::Link(_, _, after) | Lead::Bare(_, _, after)) = lead(part) else {
        return false;
    };
    let begins_with_link = !matches!(lead(part), Lead::Bare(_, before, _) if !before.is_empty());
    let after = words(part.get(after..).unwrap_or_default());
    let mark = after.chars().next();
    begins_with_link
        && mark.is_none_or(|mark| matches!(mark, '(' | '[' | '-' | '–' | '—' | ':' | '.'))
}

/// Whether a part begins with a link and goes on in words.
fn goes_on(part: &[Inline]) -> bool {
    match lead(part) {
        Lead::Link(_, _, after) => {
            let after = rest(part.get(after..).unwrap_or_default());
            words(&after).chars().any(char::is_alphanumeric)
        }
        _ => false,
    }
}
