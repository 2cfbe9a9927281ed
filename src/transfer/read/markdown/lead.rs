//! What an item, a cell or a paragraph begins with, which decides whether it is an entry.

use std::borrow::Cow;

use super::inline::{Break, Inline, words};
use super::linkify::is_web_address;

/// What a line begins with, pictures, badges, emoji and symbols aside.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Lead<'l> {
    /// A link to the web; its text, and where what follows it begins.
    Link(&'l str, String, usize),
    /// An address without mark-up, the words before it, and where what follows it begins.
    Bare(&'l str, String, usize),
    /// A link within the page.
    Inner,
    /// A link to no web address.
    Elsewhere(&'l str),
    /// Words; the first link after them is one of these.
    Words,
    /// Nothing to read.
    Nothing,
}

/// What a line begins with.
pub(super) fn lead<'l>(inlines: &'l [Inline<'_>]) -> Lead<'l> {
    let mut at = 0;
    while let Some(inline) = inlines.get(at) {
        match inline {
            Inline::Text(words, _) if words.chars().any(char::is_alphanumeric) => {
                return after_words(inlines, at);
            }
            Inline::Code(_) => return after_words(inlines, at),
            Inline::Bare(url) => return Lead::Bare(url, String::new(), at + 1),
            Inline::LinkStart(url) => {
                let end = link_end(inlines, at);
                // A link around a picture is a badge.
                let text = words(&inlines[at + 1..end]);
                if !text.is_empty() {
                    return of_link(url, text, end + 1);
                }
                at = end;
            }
            _ => {}
        }
        at += 1;
    }
    Lead::Nothing
}

fn of_link(url: &str, text: String, after: usize) -> Lead<'_> {
    if url.starts_with('#') {
        Lead::Inner
    } else if !is_web_address(url) {
        Lead::Elsewhere(url)
    } else if is_own_address(url, &text) {
        Lead::Bare(url, String::new(), after)
    } else {
        Lead::Link(url, text, after)
    }
}

/// Words come first: it counts only if the first link is an address without mark-up.
fn after_words<'l>(inlines: &'l [Inline<'_>], from: usize) -> Lead<'l> {
    let mut at = from;
    while let Some(inline) = inlines.get(at) {
        match inline {
            Inline::Bare(url) => return Lead::Bare(url, words(&inlines[from..at]), at + 1),
            Inline::LinkStart(url) => {
                let end = link_end(inlines, at);
                let text = words(&inlines[at + 1..end]);
                if is_web_address(url) && is_own_address(url, &text) {
                    return Lead::Bare(url, words(&inlines[from..at]), end + 1);
                }
                if !text.is_empty() {
                    return Lead::Words;
                }
                at = end;
            }
            _ => {}
        }
        at += 1;
    }
    Lead::Words
}

/// Where the link that begins at a place ends.
pub(super) fn link_end(inlines: &[Inline], start: usize) -> usize {
    let length = inlines[start + 1..]
        .iter()
        .take_while(|inline| !matches!(inline, Inline::LinkEnd | Inline::LinkStart(_)))
        .count();
    start + 1 + length
}

/// Whether a link's text is its own address, perhaps without scheme and last slash.
pub(super) fn is_own_address(url: &str, text: &str) -> bool {
    let bare = |address: &str| {
        let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
        rest.trim_end_matches('/').to_lowercase()
    };
    text.contains(['.', ':']) && (text == url || text.contains("://") && bare(text) == bare(url))
}

/// What separates a title from what is said about it.
pub(super) fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '-' | '–'
                | '—'
                | '―'
                | '‒'
                | '−'
                | ':'
                | '：'
                | '|'
                | '•'
                | '·'
                | '→'
                | '⇒'
                | '~'
                | ','
                | ';'
                | '，'
                | '、'
                | '；'
                | '='
                | '>'
                | '،'
                | '\u{200b}'
                | '\u{feff}'
        )
}

/// What follows a title, without the separators and badges before it.
pub(super) fn rest<'l>(inlines: &'l [Inline<'_>]) -> Vec<Inline<'l>> {
    let mut rest: Vec<Inline<'l>> = Vec::with_capacity(inlines.len());
    let mut at = 0;
    while let Some(inline) = inlines.get(at) {
        match inline {
            Inline::Text(words, source) => {
                let words = without_separators(words);
                if !words.is_empty() {
                    let source = without_separators(source).trim_start_matches('\\');
                    let source = first_escaped(words, without_separators(source));
                    rest.push(Inline::Text(Cow::Borrowed(words), source));
                    at += 1;
                    break;
                }
            }
            Inline::Open(_) => rest.push(inline.clone()),
            Inline::LinkStart(_) => {
                let end = link_end(inlines, at);
                if !words(&inlines[at..end]).is_empty() {
                    break;
                }
                at = end;
            }
            Inline::Break(_) | Inline::Image | Inline::Close(_) | Inline::LinkEnd => {}
            Inline::Code(_) | Inline::Bare(_) => break,
        }
        at += 1;
    }
    rest.extend(inlines.get(at..).unwrap_or_default().iter().cloned());
    rest
}

/// A text from its first word on; a full stop that ends the title is a separator too.
fn without_separators(text: &str) -> &str {
    let after = text
        .strip_prefix('.')
        .filter(|after| after.is_empty() || after.starts_with(char::is_whitespace));
    after.unwrap_or(text).trim_start_matches(is_separator)
}

/// The source, with the backslash back that its first character may have lost.
fn first_escaped<'l>(words: &str, source: &'l str) -> Cow<'l, str> {
    let special = |text: &str| text.starts_with(['*', '_', '[', ']', '<', '`', '#', '+']);
    if special(words) && special(source) {
        Cow::Owned(format!("\\{source}"))
    } else {
        Cow::Borrowed(source)
    }
}

/// The parts of a line between the breaks that its author forced, and how each ends.
pub(super) fn parts<'l, 'a>(inlines: &'l [Inline<'a>]) -> Vec<(&'l [Inline<'a>], Option<Break>)> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, inline) in inlines.iter().enumerate() {
        if let Inline::Break(kind @ (Break::Forced | Break::Html)) = inline {
            parts.push((&inlines[start..at], Some(*kind)));
            start = at + 1;
        }
    }
    parts.push((&inlines[start..], None));
    parts
}

/// Every link to the web in a line that shows some text, and how many stay in the page.
pub(super) fn links<'l>(inlines: &'l [Inline<'_>]) -> Links<'l> {
    let mut links = Links::default();
    for (at, inline) in inlines.iter().enumerate() {
        match inline {
            Inline::Bare(url) => links.web.push(url),
            Inline::Image => links.pictures += 1,
            Inline::LinkStart(url) => {
                let text = words(&inlines[at + 1..link_end(inlines, at)]);
                if text.is_empty() {
                    continue;
                } else if url.starts_with('#') {
                    links.inner += 1;
                } else if is_web_address(url) {
                    links.web.push(url);
                } else {
                    links.elsewhere.push(url);
                }
            }
            _ => {}
        }
    }
    links
}

/// The links of a line by kind.
#[derive(Debug, Default)]
pub(super) struct Links<'l> {
    pub(super) web: Vec<&'l str>,
    pub(super) elsewhere: Vec<&'l str>,
    pub(super) inner: usize,
    pub(super) pictures: usize,
}
