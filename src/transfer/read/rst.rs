//! reStructuredText, as far as lists use it: section titles, bullet and definition lists, links
//! and their targets, literal blocks. Other directives give up their text and keep their options.
//!
//! The marks are those of <https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html>.

mod inline;
mod source;

use self::inline::Targets;
use self::source::{Source, is_adornment};
use super::markdown::block::Block;
use super::markdown::builder::{Builder, LineKind};
use super::markdown::inline::Inline;
use super::markdown::{guard, outline};
use crate::transfer::list::{Limits, ReadError, ReadList};

/// Directives whose body is no text of the page.
const NO_TEXT: [&str; 14] = [
    "code",
    "code-block",
    "sourcecode",
    "image",
    "figure",
    "raw",
    "contents",
    "toctree",
    "include",
    "math",
    "highlight",
    "meta",
    "sectnum",
    "parsed-literal",
];

/// Adds what a reStructuredText file holds to a list. `file` is its index among the files that
/// are read.
///
/// # Errors
///
/// When the file holds more than the limits allow; the list is of no use then.
pub fn read_rst(
    text: &str,
    file: usize,
    limits: Limits,
    list: &mut ReadList,
) -> Result<(), ReadError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut read = || {
        guard::check(text, 0, limits)?;
        let lines: Vec<Source> = source::lines(text);
        let mut reading = Reading {
            targets: Targets::of(&lines),
            styles: Vec::new(),
            builder: Builder::new(limits),
        };
        reading.blocks(&lines)?;
        outline::take(reading.builder.finish(), None, file, limits, list)
    };
    read().map_err(|error| ReadError { file, ..error })
}

struct Reading {
    targets: Targets,
    /// How the titles of each level are marked: the character, and whether it stands above too.
    styles: Vec<(char, bool)>,
    builder: Builder<'static>,
}

impl Reading {
    /// Reads lines that are indented alike. Deeper ones are read by a call of its own, which the
    /// builder refuses when they are nested too deep.
    fn blocks(&mut self, lines: &[Source]) -> Result<(), ReadError> {
        let mut at = 0;
        while let Some(line) = lines.get(at) {
            let taken = if line.text.is_empty() {
                1
            } else if let Some(taken) = self.title(&lines[at..]) {
                taken
            } else if is_adornment(line.text).is_some() {
                1
            } else if line.text.starts_with("..") && !line.text.starts_with("...") {
                self.directive(&lines[at..])?
            } else if line.mark().is_some() {
                self.list(&lines[at..])?
            } else {
                self.paragraph(&lines[at..])?
            };
            self.builder.check(|| line.number)?;
            at += taken;
        }
        Ok(())
    }

    /// A section title with the line under it, and perhaps one above it.
    fn title(&mut self, lines: &[Source]) -> Option<usize> {
        if lines[0].indent > 0 {
            return None;
        }
        let over = is_adornment(lines[0].text);
        let from = usize::from(over.is_some());
        let (title, under) = (lines.get(from)?, lines.get(from + 1)?);
        let mark = is_adornment(under.text)?;
        let long_enough = under.text.chars().count() >= title.text.chars().count().min(4);
        let fits = title.text.chars().any(char::is_alphanumeric) && long_enough;
        if !fits || over.is_some_and(|over| over != mark) || under.indent > 0 {
            return None;
        }
        let style = (mark, over.is_some());
        let level = self.styles.iter().position(|known| *known == style);
        let level = level.unwrap_or_else(|| {
            self.styles.push(style);
            self.styles.len() - 1
        });
        let level = u8::try_from(level + 1).unwrap_or(u8::MAX);
        self.builder.line(LineKind::Heading(level), title.number);
        self.inlines(title.text, title.number);
        self.builder.end_line();
        Some(from + 2)
    }

    /// A directive, a target or a comment, with the deeper lines under it.
    fn directive(&mut self, lines: &[Source]) -> Result<usize, ReadError> {
        let taken = 1 + deeper(&lines[1..], lines[0].indent);
        let name = lines[0].text[2..].trim_start();
        let name = name
            .split_once("::")
            .map(|(name, _)| name.trim().to_lowercase());
        match name {
            Some(name) if name.starts_with('|') || name == "image" || name == "figure" => {
                self.builder
                    .inline(Inline::Image, LineKind::Text, lines[0].number);
                self.builder.end_line();
            }
            Some(name) if !name.contains(' ') && !NO_TEXT.contains(&name.as_str()) => {
                let body = lines[1..taken]
                    .iter()
                    .skip_while(|line| line.text.starts_with(':') || line.text.is_empty());
                let body: Vec<Source> = body.copied().collect();
                self.builder.quote(lines[0].number)?;
                self.blocks(&body)?;
                self.builder.close();
            }
            _ => {}
        }
        Ok(taken)
    }

    /// A list: its items and what is indented under them.
    fn list(&mut self, lines: &[Source]) -> Result<usize, ReadError> {
        let indent = lines[0].indent;
        self.builder.list(None, lines[0].number)?;
        let mut at = 0;
        while let Some(line) = lines.get(at) {
            let Some(mark) = line.mark().filter(|_| line.indent == indent) else {
                break;
            };
            let body = 1 + deeper(&lines[at + 1..], indent);
            let first = line.after(mark);
            let inner: Vec<Source> = std::iter::once(first)
                .chain(lines[at + 1..at + body].iter().copied())
                .collect();
            self.builder.item(line.number)?;
            self.blocks(&inner)?;
            self.builder.close();
            at += body;
        }
        self.builder.close();
        Ok(at)
    }

    /// A paragraph, or a term with its definition, which is as good as an item of a list.
    fn paragraph(&mut self, lines: &[Source]) -> Result<usize, ReadError> {
        let indent = lines[0].indent;
        let length = 1 + lines[1..]
            .iter()
            .take_while(|line| !line.text.is_empty() && line.indent == indent)
            .count();
        let under = deeper(&lines[length..], indent);
        let defines = length == 1 && under > 0 && !lines[1].text.is_empty();
        let is_literal = lines[length - 1].text.ends_with("::");
        if defines && !is_literal && self.builder.depth() == 0 {
            self.builder.list(None, lines[0].number)?;
            self.builder.item(lines[0].number)?;
            self.text(&lines[..1]);
            self.blocks(&lines[1..=under])?;
            self.builder.close();
            self.builder.close();
            return Ok(1 + under);
        }
        self.text(&lines[..length]);
        if is_literal && under > 0 {
            let code = lines[length..length + under].iter().map(|line| line.text);
            let code: Vec<&str> = code.collect();
            self.builder
                .block(Block::Code(format!("\n{}", code.join("\n"))));
            return Ok(length + under);
        }
        Ok(length)
    }

    fn text(&mut self, lines: &[Source]) {
        let bare = |line: &Source| line.text.strip_prefix("| ").unwrap_or(line.text).to_owned();
        let text: Vec<String> = lines.iter().map(bare).collect();
        self.builder.line(LineKind::Text, lines[0].number);
        // A link may begin on one line and end on the next.
        self.inlines(&text.join(" "), lines[0].number);
        self.builder.end_line();
    }

    fn inlines(&mut self, text: &str, number: usize) {
        for inline in self.targets.inlines(text) {
            self.builder.inline(inline, LineKind::Text, number);
        }
    }
}

/// How many of the lines stand deeper, blank ones between them included.
fn deeper(lines: &[Source], indent: usize) -> usize {
    let inside = |line: &&Source| line.text.is_empty() || line.indent > indent;
    lines.iter().take_while(inside).count()
}

#[cfg(test)]
#[path = "rst_tests.rs"]
mod tests;
