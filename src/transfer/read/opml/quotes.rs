//! Attributes whose values hold the very quotation marks that should end them.

/// The attributes of a tag as they were meant.
pub(super) struct Attributes<'t> {
    /// Names and values, as written.
    pub(super) pairs: Vec<(&'t str, &'t str)>,
    /// How long they are in the file, with the end of the tag.
    pub(super) length: usize,
    /// Whether the tag closes itself.
    pub(super) is_empty_element: bool,
    /// Whether quotation marks were missing or too many.
    pub(super) is_damaged: bool,
}

/// Reads what follows the name of a tag. No value is longer than `longest` bytes.
pub(super) fn attributes(text: &str, longest: usize) -> Attributes<'_> {
    let mut found = Attributes {
        pairs: Vec::new(),
        length: 0,
        is_empty_element: false,
        is_damaged: false,
    };
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        if let Some(length) = end_of_tag(rest) {
            found.is_empty_element = length == 2;
            rest = rest.get(length..).unwrap_or_default();
            break;
        }
        let Some((name, quote, value)) = beginning(rest) else {
            found.is_damaged = true;
            rest = skip(rest, &mut found);
            break;
        };
        let (value, after, sound) = value_of(value, quote, longest);
        found.is_damaged |= !sound;
        found.pairs.push((name, value));
        rest = after;
    }
    found.length = text.len() - rest.len();
    found
}

/// The length of a tag's end, if it stands here.
fn end_of_tag(text: &str) -> Option<usize> {
    if text.starts_with("/>") {
        Some(2)
    } else {
        text.starts_with('>').then_some(1)
    }
}

/// An attribute's name, its quotation mark, and what follows that.
fn beginning(text: &str) -> Option<(&str, char, &str)> {
    let end = text.find(|c: char| !(c.is_alphanumeric() || "_:.-".contains(c)))?;
    let (name, rest) = text.split_at(end);
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|c| "\"'".contains(*c))?;
    let shaped = name.len() <= 64 && name.starts_with(|c: char| c.is_alphabetic() || c == '_');
    shaped.then(|| (name, quote, rest.get(1..).unwrap_or_default()))
}

/// The value up to the mark that ends it, what follows, and whether it was as XML wants it. A mark
/// ends the value when the tag or another attribute follows, and no tag is open inside the value:
/// `<a href="…">` is a part of a text.
fn value_of(text: &str, quote: char, longest: usize) -> (&str, &str, bool) {
    let within = text
        .get(..text.floor_char_boundary(longest.min(text.len())))
        .unwrap_or(text);
    let mut in_tag = false;
    let mut marks = 0;
    let mut second_best = None;
    let mut searched = within.len();
    for (at, c) in within.char_indices() {
        let tail = within.get(at..).unwrap_or_default();
        if c == '<' {
            if begins_outline(tail) {
                searched = at;
                break;
            }
            let next = tail.chars().nth(1);
            in_tag |= next.is_some_and(|c| c.is_alphabetic() || c == '/');
        } else if c == '>' {
            in_tag = false;
        } else if c == quote {
            marks += 1;
            let after = text.get(at + 1..).unwrap_or_default();
            let ends =
                end_of_tag(after.trim_start()).is_some() || beginning(after.trim_start()).is_some();
            if ends && !in_tag {
                return (text.get(..at).unwrap_or_default(), after, marks == 1);
            }
            if ends && second_best.is_none() {
                second_best = Some(at);
            }
        }
    }
    let within = within.get(..searched).unwrap_or_default();
    let first = within.find(quote);
    let at = second_best
        .or(first)
        .unwrap_or_else(|| within.find('>').unwrap_or(within.len()));
    let mark = usize::from(text.get(at..).is_some_and(|tail| tail.starts_with(quote)));
    let (value, after) = text.split_at(at);
    (
        value,
        after.get(mark..).unwrap_or_default(),
        second_best.is_some() && marks == 1,
    )
}

fn begins_outline(text: &str) -> bool {
    ["<outline", "</outline", "</body"].iter().any(|tag| {
        text.get(..tag.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(tag))
    })
}

/// What follows the end of a tag that can't be understood any further.
fn skip<'t>(text: &'t str, found: &mut Attributes<'t>) -> &'t str {
    let outline = text
        .char_indices()
        .find(|(at, c)| *c == '<' && begins_outline(text.get(*at..).unwrap_or_default()));
    let within = outline.map_or(text, |(at, _)| text.get(..at).unwrap_or(text));
    let end = within.rfind('>');
    let Some(end) = end else {
        return text.get(within.len()..).unwrap_or_default();
    };
    found.is_empty_element = within.get(..end).is_some_and(|tag| tag.ends_with('/'));
    text.get(end + 1..).unwrap_or_default()
}
