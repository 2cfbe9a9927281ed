//! Making outlines well-formed, tag by tag, so that every one of them is found.

use std::collections::HashSet;

use html5ever::data::NAMED_ENTITIES;

use super::quotes::{Attributes, attributes};
use crate::transfer::list::Limits;

/// A file that is well-formed now.
pub(super) struct Mended {
    /// Every line stands where it stood.
    pub(super) text: String,
    /// What was not well-formed, by line.
    pub(super) damage: Vec<(usize, &'static str)>,
}

/// Mends the attributes of outlines, and whatever else holds a bare `&` or `<`. `None` when the
/// damage is too great.
pub(super) fn mend(text: &str, limits: Limits) -> Option<Mended> {
    let mut mended = Mended {
        text: String::with_capacity(text.len() + text.len() / 16),
        damage: Vec::new(),
    };
    let (mut rest, mut line) = (text, 1);
    while !rest.is_empty() {
        let (before, tail) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        escape(before, &mut mended.text);
        line += before.matches('\n').count();
        let length = piece(tail, line, limits, &mut mended)?;
        line += tail.get(..length)?.matches('\n').count();
        rest = tail.get(length..)?;
    }
    Some(mended)
}

/// Mends what begins with a `<`; gives back how long it was.
fn piece(tail: &str, line: usize, limits: Limits, mended: &mut Mended) -> Option<usize> {
    let until = |end: &str| tail.find(end).map_or(tail.len(), |at| at + end.len());
    let second = tail.chars().nth(1);
    let is_outline = tail
        .get(1..8)
        .is_some_and(|name| name.eq_ignore_ascii_case("outline"))
        && tail
            .get(8..)?
            .starts_with(|c: char| c.is_whitespace() || "/>".contains(c));
    if is_outline {
        let found = attributes(tail.get(8..)?, limits.field_bytes.saturating_mul(2));
        write_outline(tail.get(..8 + found.length)?, &found, line, mended);
        return Some(8 + found.length);
    }
    let length = match second {
        Some('!') if tail.starts_with("<!--") => until("-->"),
        Some('!') if tail.starts_with("<![CDATA[") => until("]]>"),
        Some('?') => until("?>"),
        Some(c) if c.is_alphabetic() || "/!_".contains(c) => until(">"),
        _ => {
            mended
                .text
                .push_str(if tail.is_empty() { "" } else { "&lt;" });
            return Some(tail.len().min(1));
        }
    };
    mended.text.push_str(tail.get(..length)?);
    Some(length)
}

fn write_outline(written: &str, found: &Attributes<'_>, line: usize, mended: &mut Mended) {
    let start = mended.text.len();
    let mut names = HashSet::new();
    let mut bare = false;
    mended.text.push_str("<outline");
    for (name, value) in &found.pairs {
        if names.insert(name.to_ascii_lowercase()) {
            mended.text.push(' ');
            mended.text.push_str(name);
            mended.text.push_str("=\"");
            bare |= escape(value, &mut mended.text);
            mended.text.push('"');
        }
    }
    let out = mended.text.get(start..).unwrap_or_default();
    let missing = written
        .matches('\n')
        .count()
        .saturating_sub(out.matches('\n').count());
    mended.text.extend(std::iter::repeat_n('\n', missing));
    mended
        .text
        .push_str(if found.is_empty_element { "/>" } else { ">" });
    let reason = match (found.is_damaged, bare) {
        (true, _) => {
            "The quotation marks of this outline don’t match, so what stands between them was taken as text"
        }
        (false, true) => "A bare “&” or “<” in this outline was taken as text",
        (false, false) => return,
    };
    mended.damage.push((line, reason));
}

/// Writes text so that XML allows it; gives back whether it had to be changed. References that
/// only HTML knows become what they stand for.
fn escape(text: &str, out: &mut String) -> bool {
    let mut changed = false;
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '"']) {
        out.push_str(rest.get(..at).unwrap_or_default());
        let tail = rest.get(at..).unwrap_or_default();
        let length = if tail.starts_with('"') {
            out.push_str("&quot;");
            1
        } else if tail.starts_with('<') {
            changed = true;
            out.push_str("&lt;");
            1
        } else if let Some(length) = reference(tail, out) {
            length
        } else {
            changed = true;
            out.push_str("&amp;");
            1
        };
        rest = tail.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    changed
}

/// Writes a reference that XML or HTML knows; gives back how long it was.
fn reference(tail: &str, out: &mut String) -> Option<usize> {
    let end = tail
        .as_bytes()
        .iter()
        .take(40)
        .position(|byte| *byte == b';')?;
    let name = tail.get(1..end)?;
    if let Some(number) = name.strip_prefix('#') {
        let hexadecimal = number.strip_prefix(['x', 'X']);
        let value = hexadecimal.map_or_else(
            || number.parse().ok(),
            |digits| u32::from_str_radix(digits, 16).ok(),
        )?;
        let c = char::from_u32(value).filter(|c| !c.is_control() || "\t\n\r".contains(*c))?;
        out.push_str(&format!("&#{};", u32::from(c)));
    } else if ["amp", "lt", "gt", "quot", "apos"].contains(&name) {
        out.push_str(tail.get(..=end)?);
    } else {
        let (first, second) = NAMED_ENTITIES.get(tail.get(1..=end)?)?;
        out.extend(
            [*first, *second]
                .into_iter()
                .filter(|value| *value > 0)
                .filter_map(char::from_u32),
        );
    }
    Some(end + 1)
}
