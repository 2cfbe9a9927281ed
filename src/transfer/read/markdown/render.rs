//! Blocks as Markdown again, for introductions and descriptions.

use super::block::{Block, Item, Row};
use super::inline::{Line, markdown};

/// A block as Markdown. Nesting is bounded by what the builder let through.
pub(super) fn block_markdown(block: &Block) -> String {
    match block {
        Block::Paragraph(line, _) => markdown(&line.inlines),
        Block::Heading(_, line) => {
            let text = markdown(&line.inlines);
            if text.is_empty() {
                text
            } else {
                format!("**{text}**")
            }
        }
        Block::Quote(blocks) | Block::Warning(blocks) => {
            prefixed(&blocks_markdown(blocks), "> ", "> ")
        }
        Block::Code(code) => fenced(code),
        Block::List(first, items) => {
            let items: Vec<String> = items.iter().map(item_markdown).collect();
            list_markdown(*first, &items)
        }
        Block::Table(head, rows) => {
            let head = Row {
                number: 0,
                cells: head.clone(),
            };
            let rows = std::iter::once(&head)
                .chain(rows)
                .map(|row| row_markdown(&row.cells));
            let rows: Vec<String> = rows.filter(|row| !row.is_empty()).collect();
            list_markdown(None, &rows)
        }
    }
}

/// Blocks as Markdown, with a blank line between them.
pub(super) fn blocks_markdown(blocks: &[Block]) -> String {
    let blocks: Vec<String> = blocks.iter().map(block_markdown).collect();
    let blocks: Vec<&str> = blocks
        .iter()
        .map(String::as_str)
        .filter(|block| !block.is_empty())
        .collect();
    blocks.join("\n\n")
}

/// What an item holds, without its mark.
fn item_markdown(item: &Item) -> String {
    let blocks: Vec<String> = item.blocks.iter().map(block_markdown).collect();
    blocks.join("\n")
}

/// Items that are Markdown already as a list, numbered from a number if there is one.
pub(super) fn list_markdown(first: Option<u64>, items: &[String]) -> String {
    let mut text = String::new();
    for (at, item) in (0_u64..).zip(items).filter(|(_, item)| !item.is_empty()) {
        let mark = match first {
            Some(first) => format!("{}. ", first.saturating_add(at)),
            None => "- ".to_owned(),
        };
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&prefixed(item, &mark, &" ".repeat(mark.len())));
    }
    text
}

fn prefixed(text: &str, first: &str, others: &str) -> String {
    let mut prefixed = String::with_capacity(text.len() + first.len());
    for (at, line) in text.lines().enumerate() {
        if at > 0 {
            prefixed.push('\n');
        }
        prefixed.push_str(if at == 0 { first } else { others });
        prefixed.push_str(line);
    }
    prefixed
}

/// Code whose first line is its language.
fn fenced(code: &str) -> String {
    let (language, code) = code.split_once('\n').unwrap_or(("", code));
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}{language}\n{}\n{fence}", code.trim_end())
}

pub(super) fn row_markdown(cells: &[Line]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| markdown(&cell.inlines)).collect();
    let cells: Vec<&str> = cells
        .iter()
        .map(String::as_str)
        .filter(|cell| !cell.is_empty())
        .collect();
    cells.join(" | ")
}
