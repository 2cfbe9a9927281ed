//! Lists: items that are entries, items that head other items, and items that are only words.

use std::borrow::Cow;

use super::block::{Block, Item};
use super::collect::{Collector, Found, quoted};
use super::entry::{entry_of, split_name};
use super::inline::{Inline, Line, escaped, markdown, words};
use super::lead::{Lead, lead, links};
use super::named::named_entry;
use super::render::{block_markdown, list_markdown};
use crate::transfer::list::ReadError;

/// So many items make a list whose shape says something.
const ALIKE: usize = 3;

/// The longest words, in characters, that are as good as a heading.
const LABEL: usize = 80;

impl Collector<'_> {
    /// Adds the entries of a list. The other items' words go to the entry that the list stands
    /// under, or else to the category's introduction. The builder bounds the nesting.
    pub(super) fn list(
        &mut self,
        category: Option<usize>,
        first: Option<u64>,
        items: &[Item],
        entry: Option<usize>,
    ) -> Result<(), ReadError> {
        let texts = self.items(category, items, entry, false)?;
        let text = list_markdown(first, &texts);
        let number = items.first().map_or(0, |item| item.number);
        match entry {
            Some(entry) => self.describe(entry, &text, number),
            None => self.introduce(category, &text, number),
        }
    }

    /// What stays of each item when its entries are taken; empty for those that are entries.
    /// `only_entries` says that the other items should have been entries too.
    pub(super) fn items(
        &mut self,
        category: Option<usize>,
        items: &[Item],
        entry: Option<usize>,
        only_entries: bool,
    ) -> Result<Vec<String>, ReadError> {
        let found = entries_of(items);
        let entries = found.iter().flatten().count();
        let mostly_entries = only_entries || (entry.is_none() && entries * 2 >= items.len());
        let mut texts = Vec::with_capacity(items.len());
        for (item, found) in items.iter().zip(found) {
            texts.push(match found {
                Some(found) => {
                    self.entry_item(category, item, found)?;
                    String::new()
                }
                None => self.item(category, item, entry, mostly_entries)?,
            });
        }
        Ok(texts)
    }

    /// Adds an item that is an entry, with what stands under it.
    fn entry_item(
        &mut self,
        category: Option<usize>,
        item: &Item,
        mut found: Found,
    ) -> Result<(), ReadError> {
        let (line, others) = opening(item);
        found.number = item.number;
        self.pictures(item.number, links(&line.inlines).pictures);
        let entry = self.entry(category, found)?;
        for block in others {
            match block {
                Block::List(first, items) => self.list(category, *first, items, Some(entry))?,
                Block::Table(head, rows) => self.table(category, head, rows)?,
                block => self.describe(entry, &block_markdown(block), item.number)?,
            }
        }
        Ok(())
    }

    fn item(
        &mut self,
        category: Option<usize>,
        item: &Item,
        above: Option<usize>,
        mostly_entries: bool,
    ) -> Result<String, ReadError> {
        let (line, others) = opening(item);
        if others.iter().any(holds_entries) {
            return self.labelled(category, &line, others, above);
        }
        let mut text = self.words_of(&line, item.number, mostly_entries);
        for block in others {
            match block {
                // Nested tables of contents, and words below words.
                Block::List(first, items) => {
                    let texts = self.items(category, items, above, false)?;
                    add_line(&mut text, &list_markdown(*first, &texts));
                }
                block => {
                    self.links_of(std::slice::from_ref(block));
                    add_line(&mut text, &block_markdown(block));
                }
            }
        }
        Ok(text)
    }

    /// Adds the entries below words, which are as good as a heading if they are short.
    fn labelled(
        &mut self,
        category: Option<usize>,
        line: &Line,
        others: &[Block],
        above: Option<usize>,
    ) -> Result<String, ReadError> {
        let text = words(&line.inlines);
        let (name, about) = match line.inlines.as_slice() {
            [Inline::Open("**"), inside @ .., Inline::Close("**")] if no_emphasis(inside) => {
                (text.as_str(), "")
            }
            _ => split_name(&text),
        };
        let is_label = above.is_none() && !name.is_empty() && name.chars().count() <= LABEL;
        self.remark_links(&links(&line.inlines), line.number);
        let inside = if is_label {
            let label =
                self.category(category, name.trim_end_matches(':').to_owned(), line.number)?;
            self.introduce(Some(label), &escaped(about), line.number)?;
            Some(label)
        } else {
            category
        };
        for block in others {
            match block {
                Block::List(first, items) => self.list(inside, *first, items, None)?,
                Block::Table(head, rows) => self.table(inside, head, rows)?,
                block => {
                    self.links_of(std::slice::from_ref(block));
                    self.introduce(inside, &block_markdown(block), line.number)?;
                }
            }
        }
        Ok(if is_label {
            String::new()
        } else {
            markdown(&line.inlines)
        })
    }

    /// What stays of an item that is no entry, and what is said about it.
    fn words_of(&mut self, line: &Line, number: usize, mostly_entries: bool) -> String {
        let links = links(&line.inlines);
        let text = words(&line.inlines);
        match lead(&line.inlines) {
            Lead::Elsewhere(url) => {
                let reason = format!("{}: no web address: {}", quoted(&text), quoted(url));
                if mostly_entries {
                    self.unusable(number, reason);
                } else {
                    self.left_out(number, reason);
                }
                self.running_text(number, &links.web);
                String::new()
            }
            Lead::Nothing | Lead::Inner => {
                self.remark_links(&links, number);
                String::new()
            }
            _ if mostly_entries && links.web.is_empty() && links.elsewhere.is_empty() => {
                self.pictures(number, links.pictures);
                self.unusable(number, format!("no link in {}", quoted(&text)));
                String::new()
            }
            _ => {
                self.remark_links(&links, number);
                markdown(&line.inlines)
            }
        }
    }
}

/// The line that an item begins with, and the blocks after it.
fn opening<'i, 'a>(item: &'i Item<'a>) -> (Cow<'i, Line<'a>>, &'i [Block<'a>]) {
    match item.blocks.split_first() {
        Some((Block::Paragraph(line, _) | Block::Heading(_, line), others)) => {
            (Cow::Borrowed(line), others)
        }
        _ => {
            let line = Line {
                number: item.number,
                inlines: Vec::new(),
            };
            (Cow::Owned(line), &item.blocks)
        }
    }
}

/// The entry that each item makes. Items that name something before they link to it make entries
/// only where no item begins with a link, and most are alike.
fn entries_of(items: &[Item]) -> Vec<Option<Found>> {
    let found: Vec<Option<Found>> = items
        .iter()
        .map(|item| entry_of(&opening(item).0))
        .collect();
    if items.len() < ALIKE || found.iter().any(Option::is_some) {
        return found;
    }
    let named: Vec<Option<Found>> = items
        .iter()
        .map(|item| named_entry(&opening(item).0))
        .collect();
    if named.iter().flatten().count() * 2 > items.len() {
        named
    } else {
        found
    }
}

/// Whether there is an entry in a block, at any depth.
fn holds_entries(block: &Block) -> bool {
    match block {
        Block::List(_, items) => {
            let below = |item: &Item| item.blocks.iter().any(holds_entries);
            entries_of(items).iter().any(Option::is_some) || items.iter().any(below)
        }
        Block::Quote(blocks) | Block::Warning(blocks) => blocks.iter().any(holds_entries),
        Block::Table(_, rows) => !rows.is_empty(),
        _ => false,
    }
}

fn no_emphasis(inlines: &[Inline]) -> bool {
    !inlines
        .iter()
        .any(|inline| matches!(inline, Inline::Open(_) | Inline::Close(_)))
}

fn add_line(text: &mut String, line: &str) {
    if !line.is_empty() {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(line);
    }
}
