//! An entry out of a line that begins with a link.

use super::aside::{is_warning, split_aside};
use super::collect::Found;
use super::inline::{Inline, Line, escaped, markdown, words};
use super::lead::{Lead, lead, rest};

/// The entry that a line makes, if it begins with a link or leads to an address.
pub(super) fn entry_of(line: &Line) -> Option<Found> {
    found(&line.inlines, line.number)
}

/// The entry that pieces of a line make.
pub(super) fn found(inlines: &[Inline], number: usize) -> Option<Found> {
    let (url, title, after) = match lead(inlines) {
        Lead::Link(url, title, after) => (url, title, after),
        Lead::Bare(url, before, after) => return Some(bare(url, &before, inlines, after, number)),
        _ => return None,
    };
    let after = rest(inlines.get(after..).unwrap_or_default());
    // A link such as “🔗” names nothing: the words after it do.
    let (title, description) = if title.chars().any(char::is_alphanumeric) {
        (title, markdown(&after))
    } else {
        let text = words(&after);
        let (name, about) = split_name(&text);
        let about = if name.len() == text.len() {
            String::new()
        } else {
            escaped(about).into_owned()
        };
        (
            if name.is_empty() {
                title
            } else {
                name.to_owned()
            },
            about,
        )
    };
    Some(Found {
        url: url.to_owned(),
        title,
        description: unless_none(description),
        number,
        ..Found::default()
    })
}

fn bare(url: &str, before: &str, inlines: &[Inline], after: usize, number: usize) -> Found {
    let (title, aside) = split_aside(trimmed(before));
    let title = trimmed(title);
    let mut description = match aside {
        Some(aside) if is_warning(aside) => format!("({})", escaped(aside)),
        Some(aside) => escaped(aside).into_owned(),
        None => String::new(),
    };
    let after = rest(inlines.get(after..).unwrap_or_default());
    let about = markdown(&after);
    if !description.is_empty() && !about.is_empty() {
        description.push_str(" – ");
    }
    description.push_str(&about);
    Found {
        url: url.to_owned(),
        title: title.to_owned(),
        description: unless_none(description),
        number,
        ..Found::default()
    }
}

/// A title without the separators around it.
pub(super) fn trimmed(title: &str) -> &str {
    let separator = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '-' | '–' | '—' | ':' | '：' | ',' | ';' | '|' | '•' | '·'
            )
    };
    let title = title.trim_matches(separator);
    // A bracket that opened around the address.
    title
        .strip_suffix(['(', '[', '<'])
        .map_or(title, |title| title.trim_end_matches(separator))
}

/// A name and what is said about it, separated as people do.
pub(super) fn split_name(text: &str) -> (&str, &str) {
    let cut = [" - ", " – ", " — ", ": ", "：", " | "]
        .iter()
        .filter_map(|mark| text.find(mark).map(|at| (at, at + mark.len())))
        .min();
    match cut {
        Some((end, start)) => (text[..end].trim(), text[start..].trim()),
        None => (text.trim(), ""),
    }
}

/// The text, unless it only says that there is none.
pub(super) fn unless_none(text: String) -> String {
    let dash = |c: char| c.is_ascii_punctuation() || c.is_whitespace() || matches!(c, '–' | '—');
    match text.trim_matches(dash).to_ascii_lowercase().as_str() {
        "" | "na" | "n/a" | "none" | "null" => String::new(),
        _ => text,
    }
}
