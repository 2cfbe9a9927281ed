//! A line of running text in pieces, and what it says: as plain words and as Markdown again.

use std::borrow::Cow;

use super::linkify::is_web_address;

/// A piece of running text.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::transfer::read) enum Inline<'a> {
    /// Words, and the Markdown that stands for them.
    Text(Cow<'a, str>, Cow<'a, str>),
    /// A code span.
    Code(Cow<'a, str>),
    /// The beginning of emphasis: `*`, `**`, `~~`.
    Open(&'static str),
    /// Its end.
    Close(&'static str),
    /// A link with its address as written; its text follows.
    LinkStart(Cow<'a, str>),
    /// The end of a link's text.
    LinkEnd,
    /// An address that stands for itself.
    Bare(Cow<'a, str>),
    /// A picture or badge.
    Image,
    /// The end of a line.
    Break(Break),
}

/// How a line of running text ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::transfer::read) enum Break {
    /// Only in the source.
    Soft,
    /// Where the author wanted it.
    Forced,
    /// Likewise, with `<br>`.
    Html,
}

/// The pieces of a paragraph, a heading, a cell, and where they begin.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::transfer::read) struct Line<'a> {
    /// Counted from 1.
    pub(in crate::transfer::read) number: usize,
    /// In order.
    pub(in crate::transfer::read) inlines: Vec<Inline<'a>>,
}

/// Nothing but the words, on one line.
pub(super) fn words(inlines: &[Inline]) -> String {
    let mut text = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(words, _) | Inline::Code(words) | Inline::Bare(words) => {
                text.push_str(words);
            }
            Inline::Break(_) => text.push(' '),
            _ => {}
        }
    }
    one_line(&text)
}

/// The words with single spaces between them and none around them.
pub(super) fn one_line(text: &str) -> String {
    // Only plain spaces and breaks: French and Japanese spaces stay as they are.
    let parts = text.split(|c: char| c.is_ascii_whitespace());
    let mut line = String::with_capacity(text.len());
    for part in parts.filter(|part| !part.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(part);
    }
    line.trim().to_owned()
}

/// The same as Markdown that needs no definitions elsewhere: reference links carry their address,
/// pictures are gone, emphasis that was cut in half is plain.
pub(super) fn markdown(inlines: &[Inline]) -> String {
    let paired = paired(inlines);
    let mut text = String::new();
    let mut addresses: Vec<(usize, Option<&str>)> = Vec::new();
    for (at, (inline, paired)) in inlines.iter().zip(paired).enumerate() {
        match inline {
            Inline::Text(_, source) => text.push_str(source),
            Inline::Code(code) => push_code(&mut text, code),
            Inline::Open(mark) | Inline::Close(mark) if paired => text.push_str(mark),
            Inline::LinkStart(url) if paired => {
                // What leads to another place of the page or its repository leads nowhere here.
                let leads = is_web_address(url) || url.starts_with("mailto:");
                addresses.push((text.len(), leads.then_some(&**url)));
                text.push_str(if leads { "[" } else { "" });
            }
            Inline::LinkEnd if paired => close_link(&mut text, addresses.pop()),
            Inline::Bare(url) => {
                text.push('<');
                text.push_str(&encoded(url));
                text.push('>');
            }
            Inline::Break(Break::Soft) => text.push(' '),
            Inline::Break(_) if at + 1 < inlines.len() => text.push_str("\\\n"),
            _ => {}
        }
    }
    let mut text = text.trim_matches(|c: char| c.is_ascii_whitespace());
    while let Some(rest) = text.strip_prefix("\\\n") {
        text = rest.trim_ascii_start();
    }
    text.to_owned()
}

fn close_link(text: &mut String, open: Option<(usize, Option<&str>)>) {
    let Some((start, Some(url))) = open else {
        return;
    };
    // A badge leaves nothing to click.
    if text[start + 1..].trim().is_empty() {
        text.truncate(start);
        return;
    }
    text.push_str("](");
    text.push_str(&encoded(url));
    text.push(')');
}

/// The address with what would end it in Markdown percent-encoded.
fn encoded(url: &str) -> Cow<'_, str> {
    let awkward = |c: char| matches!(c, '(' | ')' | '<' | '>' | '\\') || c.is_whitespace();
    if !url.contains(awkward) {
        return Cow::Borrowed(url);
    }
    let mut text = String::with_capacity(url.len() + 8);
    for c in url.chars() {
        if c.is_ascii() && awkward(c) {
            text.push_str(&format!("%{:02X}", u32::from(c)));
        } else if awkward(c) {
            text.push_str("%20");
        } else {
            text.push(c);
        }
    }
    Cow::Owned(text)
}

fn push_code(text: &mut String, code: &str) {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if code.starts_with('`') || code.ends_with('`') {
        " "
    } else {
        ""
    };
    for part in [&fence, pad, code, pad, &fence] {
        text.push_str(part);
    }
}

/// For each piece whether its other half is here too, with something between them: marks around
/// nothing, as a picture leaves them, would print as they are.
fn paired(inlines: &[Inline]) -> Vec<bool> {
    let mut paired = vec![true; inlines.len()];
    let mut open: Vec<(usize, Option<&str>, bool)> = Vec::new();
    for (at, inline) in inlines.iter().enumerate() {
        let (mark, begins) = match inline {
            Inline::Open(mark) => (Some(*mark), true),
            Inline::LinkStart(_) => (None, true),
            Inline::Close(mark) => (Some(*mark), false),
            Inline::LinkEnd => (None, false),
            Inline::Text(..) | Inline::Code(_) | Inline::Bare(_) => {
                open.last_mut().into_iter().for_each(|last| last.2 = true);
                continue;
            }
            Inline::Image | Inline::Break(_) => continue,
        };
        paired[at] = false;
        if begins {
            open.push((at, mark, false));
        } else if let Some((start, _, full)) = open.pop_if(|last| last.1 == mark) {
            paired[start] = full;
            paired[at] = full;
            open.last_mut().into_iter().for_each(|last| last.2 |= full);
        }
    }
    paired
}

/// Words as Markdown that says just them.
pub(in crate::transfer::read) fn escaped(words: &str) -> Cow<'_, str> {
    const SPECIAL: [char; 7] = ['\\', '*', '_', '[', ']', '<', '`'];
    if !words.contains(SPECIAL) {
        return Cow::Borrowed(words);
    }
    let mut text = String::with_capacity(words.len() + 8);
    for c in words.chars() {
        if SPECIAL.contains(&c) {
            text.push('\\');
        }
        text.push(c);
    }
    Cow::Owned(text)
}
