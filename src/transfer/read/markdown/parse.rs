//! Markdown into blocks.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{
    BlockQuoteKind, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd,
};

use super::block::Block;
use super::builder::{Builder, LineKind};
use super::inline::{Break, Inline};
use super::tags::{block_html, inline_html};
use crate::transfer::list::{Limits, ReadError};

/// How many bytes of HTML an entry may take, on average.
const HTML_OF_AN_ENTRY: usize = 64;

/// Where the lines of a text begin.
pub(in crate::transfer::read) struct Lines {
    ends: Vec<usize>,
    before: usize,
}

impl Lines {
    /// Of a text that so many lines stand before.
    pub(in crate::transfer::read) fn new(text: &str, before: usize) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let ends = ends.map(|(at, _)| at).collect();
        Self { ends, before }
    }

    /// The line of a byte, counted from 1.
    pub(in crate::transfer::read) fn number(&self, at: usize) -> usize {
        self.before + self.ends.partition_point(|end| *end < at) + 1
    }
}

/// A text on its way into blocks.
pub(super) struct Reading<'a> {
    pub(super) source: &'a str,
    lines: Lines,
    pub(super) builder: Builder<'a>,
    /// The HTML or the code under construction, and where it begins.
    verbatim: Option<(String, usize)>,
    /// How many pictures are open, one in the description of another.
    pictures: usize,
    /// Whether a link that prints its own address is open.
    autolink: bool,
    /// Where the last piece of text ended.
    pub(super) text_end: usize,
    /// The open emphasis; with its mark when that is part of an address.
    pub(super) emphasis: Vec<Option<&'a str>>,
    /// The most bytes of one block of HTML.
    longest_html: usize,
}

/// Reads a text that so many lines stand before.
pub(super) fn blocks(
    source: &str,
    before: usize,
    limits: Limits,
) -> Result<Vec<Block<'_>>, ReadError> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut reading = Reading {
        source,
        lines: Lines::new(source, before),
        builder: Builder::new(limits),
        verbatim: None,
        pictures: 0,
        autolink: false,
        text_end: usize::MAX,
        emphasis: Vec::new(),
        longest_html: limits.rows.saturating_mul(HTML_OF_AN_ENTRY),
    };
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        let start = range.start;
        reading.event(event, range)?;
        reading.builder.check(|| reading.lines.number(start))?;
    }
    Ok(reading.builder.finish())
}

impl<'a> Reading<'a> {
    fn event(&mut self, event: Event<'a>, range: Range<usize>) -> Result<(), ReadError> {
        match event {
            Event::Start(tag) => self.start(tag, &range)?,
            Event::End(tag) => self.end(tag, &range)?,
            Event::Text(text) | Event::Html(text) if self.verbatim.is_some() => {
                if let Some((verbatim, _)) = &mut self.verbatim {
                    verbatim.push_str(&text);
                }
            }
            _ if self.pictures > 0 || self.autolink => {}
            Event::Text(text) => self.text(text, range),
            Event::Code(code) => self.push(Inline::Code(owned_or_borrowed(code)), &range),
            Event::InlineHtml(html) => {
                for inline in inline_html(&html) {
                    self.push(inline, &range);
                }
            }
            Event::SoftBreak => self.push(Inline::Break(Break::Soft), &range),
            Event::HardBreak => self.push(Inline::Break(Break::Forced), &range),
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: Tag<'a>, range: &Range<usize>) -> Result<(), ReadError> {
        let number = self.lines.number(range.start);
        match tag {
            Tag::Paragraph => self.builder.line(LineKind::Text, number),
            Tag::Heading { level, .. } => {
                self.builder.line(LineKind::Heading(level as u8), number);
            }
            Tag::BlockQuote(Some(BlockQuoteKind::Warning | BlockQuoteKind::Caution)) => {
                self.builder.warning(number)?;
            }
            Tag::BlockQuote(_) => self.builder.quote(number)?,
            Tag::List(first) => self.builder.list(first, number)?,
            Tag::Item => self.builder.item(number)?,
            Tag::Table(_) => self.builder.table(number)?,
            Tag::TableHead => self.builder.row(true, number)?,
            Tag::TableRow => self.builder.row(false, number)?,
            Tag::TableCell => self.builder.line(LineKind::Cell, number),
            Tag::CodeBlock(kind) => {
                self.builder.end_line();
                let language = match kind {
                    CodeBlockKind::Fenced(language) => language,
                    CodeBlockKind::Indented => CowStr::Borrowed(""),
                };
                self.verbatim = Some((format!("{language}\n"), number));
            }
            Tag::HtmlBlock => {
                self.builder.end_line();
                self.verbatim = Some((String::new(), number));
            }
            Tag::Image { .. } => {
                self.push(Inline::Image, range);
                self.pictures += 1;
            }
            _ if self.pictures > 0 => {}
            Tag::Emphasis => self.emphasise("*", range),
            Tag::Strong => self.emphasise("**", range),
            Tag::Strikethrough => self.emphasise("~~", range),
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => {
                let url = owned_or_borrowed(dest_url);
                if link_type == LinkType::Autolink {
                    self.push(Inline::Bare(url), range);
                    self.autolink = true;
                } else if link_type != LinkType::Email {
                    self.push(Inline::LinkStart(url), range);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) -> Result<(), ReadError> {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell => self.builder.end_line(),
            TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow => self.builder.close(),
            TagEnd::CodeBlock => {
                if let Some((code, _)) = self.verbatim.take() {
                    self.builder.block(Block::Code(code));
                }
            }
            TagEnd::HtmlBlock => {
                if let Some((html, number)) = self.verbatim.take() {
                    if html.len() > self.longest_html {
                        let reason = "this HTML goes on for too long without a blank line";
                        return Err(ReadError::at(number, reason));
                    }
                    block_html(&html, number, &mut self.builder)?;
                }
            }
            TagEnd::Image => self.pictures = self.pictures.saturating_sub(1),
            _ if self.pictures > 0 => {}
            TagEnd::Link if self.autolink => self.autolink = false,
            TagEnd::Emphasis => self.calm("*", range),
            TagEnd::Strong => self.calm("**", range),
            TagEnd::Strikethrough => self.calm("~~", range),
            TagEnd::Link => self.add(Inline::LinkEnd),
            _ => {}
        }
        Ok(())
    }

    pub(super) fn push(&mut self, inline: Inline<'a>, range: &Range<usize>) {
        let number = self.lines.number(range.start);
        self.builder.inline(inline, LineKind::Text, number);
    }

    /// Adds what ends something, and so never begins a line.
    pub(super) fn add(&mut self, inline: Inline<'a>) {
        if let Some(inlines) = self.builder.inlines() {
            inlines.push(inline);
        }
    }
}

pub(super) fn owned_or_borrowed(text: CowStr<'_>) -> Cow<'_, str> {
    match text {
        CowStr::Borrowed(text) => Cow::Borrowed(text),
        other => Cow::Owned(other.into_string()),
    }
}
