//! Addresses that stand in running text without any mark-up, found as GitHub finds them.

use std::borrow::Cow;

use super::inline::{Inline, escaped};

const SCHEMES: [&str; 3] = ["https://", "http://", "ftp://"];

/// Takes the addresses out of the words between links.
pub(super) fn linkify(inlines: Vec<Inline<'_>>) -> Vec<Inline<'_>> {
    let has_address =
        |inline: &Inline| matches!(inline, Inline::Text(words, _) if words.contains("://"));
    if !inlines.iter().any(has_address) {
        return inlines;
    }
    let mut found = Vec::with_capacity(inlines.len() + 2);
    let mut in_link = 0_usize;
    for inline in inlines {
        match inline {
            Inline::LinkStart(_) => in_link += 1,
            Inline::LinkEnd => in_link = in_link.saturating_sub(1),
            Inline::Text(words, source) if in_link == 0 && words.contains("://") => {
                split(words, source, &mut found);
                continue;
            }
            _ => {}
        }
        found.push(inline);
    }
    found
}

fn split<'a>(words: Cow<'a, str>, source: Cow<'a, str>, found: &mut Vec<Inline<'a>>) {
    let mut rest: &str = &words;
    let mut any = false;
    while let Some((start, end)) = next_address(rest) {
        any = true;
        push_words(&rest[..start], found);
        found.push(Inline::Bare(rest[start..end].to_owned().into()));
        rest = &rest[end..];
    }
    if any {
        push_words(rest, found);
    } else {
        found.push(Inline::Text(words, source));
    }
}

fn push_words(words: &str, found: &mut Vec<Inline<'_>>) {
    if !words.is_empty() {
        let source = escaped(words).into_owned();
        found.push(Inline::Text(words.to_owned().into(), source.into()));
    }
}

/// Where the next address in a text begins and ends.
pub(in crate::transfer::read) fn next_address(text: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some(colon) = text[from..].find("://").map(|at| from + at) {
        let start = SCHEMES.iter().find_map(|scheme| {
            let start = (colon + 3).checked_sub(scheme.len())?;
            let here = text.get(start..colon + 3)?;
            // After a letter it is the end of another word, such as `git+https://`.
            let glued = text[..start].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '+');
            (start >= from && here.eq_ignore_ascii_case(scheme) && !glued).then_some(start)
        });
        // Measured only where an address begins, so that each character is measured once.
        if let Some(start) = start {
            let length = address_length(&text[colon + 3..]);
            if length > 0 {
                return Some((start, colon + 3 + length));
            }
        }
        from = colon + 3;
    }
    None
}

/// How much of the text after `://` belongs to the address.
fn address_length(text: &str) -> usize {
    let ends = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '<' | '>' | '"' | '`' | '|' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')
            || matches!(c, '“' | '”' | '‘' | '’' | '«' | '»' | '،' | '؛')
    };
    let mut end = text.find(ends).unwrap_or(text.len());
    let address = &text[..end];
    // Counted once, so that a long run of closing brackets stays cheap.
    let mut extra = brackets(address);
    while let Some(last) = text[..end].chars().next_back() {
        let drop = match last {
            '?' | '!' | '.' | ',' | ':' | ';' | '*' | '_' | '~' | '\'' => true,
            ')' if extra > 0 => {
                extra -= 1;
                true
            }
            _ => false,
        };
        if !drop {
            break;
        }
        end -= last.len_utf8();
    }
    end
}

/// How many more closing than opening brackets there are.
fn brackets(text: &str) -> usize {
    let count = |wanted: char| text.chars().filter(|c| *c == wanted).count();
    count(')').saturating_sub(count('('))
}

/// Whether an address goes on to the end of a text. Only so much of it is looked at that asking
/// after every character stays cheap.
pub(super) fn ends_in_address(text: &str) -> bool {
    const LONGEST: usize = 2048;
    let end = &text[text.ceil_char_boundary(text.len().saturating_sub(LONGEST))..];
    let last = end.rfind(char::is_whitespace).map_or(end, |at| &end[at..]);
    last.contains("://")
}

/// Whether an address can be an entry's: http, https or ftp, with a host.
pub(in crate::transfer::read) fn is_web_address(url: &str) -> bool {
    let scheme = SCHEMES.iter().find(|scheme| {
        url.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    let rest = scheme.map_or("", |scheme| &url[scheme.len()..]);
    rest.starts_with(|c: char| c.is_alphanumeric() || c == '[')
}
