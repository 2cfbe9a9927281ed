//! The words of a Markdown text without its form, for lists, the search index and feeds.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::writer::events;

/// The first paragraph as one line of plain text: what a list shows of a description.
///
/// When no paragraph stands by itself (the text is a list, say), its first words that stand
/// together are taken instead. Empty for an empty text.
pub fn first_paragraph(source: &str) -> String {
    let mut blocks = blocks(source);
    let at = blocks.iter().position(|b| b.paragraph).unwrap_or(0);
    if at < blocks.len() {
        blocks.swap_remove(at).text
    } else {
        String::new()
    }
}

/// All words of a text, one block a line, without marks of Markdown.
pub fn plain_text(source: &str) -> String {
    let texts: Vec<String> = blocks(source).into_iter().map(|b| b.text).collect();
    texts.join("\n")
}

struct Block {
    text: String,
    /// Whether this is a paragraph that stands in no list and no quotation.
    paragraph: bool,
}

fn blocks(source: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut words = String::new();
    let mut depth = 0_usize;
    for event in events(source) {
        match event {
            Event::Start(tag) if is_inline(&tag) => {}
            Event::Start(_) => {
                finish(&mut words, false, &mut blocks);
                depth += 1;
            }
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image) => {}
            Event::End(tag) => {
                let paragraph = depth == 1 && matches!(tag, TagEnd::Paragraph | TagEnd::HtmlBlock);
                finish(&mut words, paragraph, &mut blocks);
                depth = depth.saturating_sub(1);
            }
            Event::Text(t) | Event::Code(t) | Event::Html(t) | Event::InlineHtml(t) => {
                words.push_str(&t);
            }
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            // A rule has no words, and extensions are all off.
            _ => {}
        }
    }
    blocks
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. }
    )
}

fn finish(words: &mut String, paragraph: bool, blocks: &mut Vec<Block>) {
    let text = words.split_whitespace().collect::<Vec<_>>().join(" ");
    words.clear();
    if !text.is_empty() {
        blocks.push(Block { text, paragraph });
    }
}
