//! Plain text and addresses as Markdown that means just them.

/// Escapes what CommonMark and GFM would take for marks inside a line.
pub(super) fn text(plain: &str) -> String {
    let mut out = String::with_capacity(plain.len() + 8);
    let mut before: Option<char> = None;
    let mut rest = plain.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied();
        let mark = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' => true,
            '_' => !in_word(before) || !in_word(next),
            '&' => next.is_some_and(|next| next.is_ascii_alphabetic() || next == '#'),
            // Hugo and Jekyll take a brace and a sign for a command of their own.
            '{' => matches!(next, Some('{' | '%' | ':')),
            _ => false,
        };
        if mark {
            out.push('\\');
        }
        out.push(if matches!(c, '\n' | '\r') { ' ' } else { c });
        before = Some(c);
    }
    out
}

fn in_word(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

/// A line of text that begins a paragraph: what would make it a heading, a list, a quotation or a
/// rule is escaped too.
pub(super) fn line_start(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = line.split_at(digits);
    if digits > 0 && rest.starts_with(['.', ')']) {
        return format!("{number}\\{rest}");
    }
    if line.starts_with(['#', '+', '-', '=', '>', '|', ':']) {
        return format!("\\{line}");
    }
    line.to_owned()
}

/// Text that stands letter by letter, as code.
pub(super) fn code(plain: &str) -> String {
    let longest = plain.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let blank = plain.starts_with(' ') && plain.ends_with(' ') && !plain.trim().is_empty();
    let room = if plain.starts_with('`') || plain.ends_with('`') || blank {
        " "
    } else {
        ""
    };
    format!(
        "{fence}{room}{}{room}{fence}",
        plain.replace(['\n', '\r'], " ")
    )
}

/// An address as the destination of a link.
pub(super) fn address(url: &str) -> String {
    let mut out = String::with_capacity(url.len() + 2);
    for (at, c) in url.char_indices() {
        match c {
            '(' | ')' | '\\' | '<' | '>' | '`' => out.extend(['\\', c]),
            '&' if is_entity(url.get(at + 1..).unwrap_or_default()) => out.push_str("\\&"),
            ' ' => out.push_str("%20"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Whether Markdown would make one character of an ampersand and what follows it, as of `&copy;`.
fn is_entity(rest: &str) -> bool {
    let name = rest.split(';').next().unwrap_or_default();
    name.len() < rest.len()
        && !name.is_empty()
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_lose_their_meaning_and_words_stay_readable() {
        assert_eq!(
            text("a_b _c_ [d] *e* <f> & g &amp; `h`"),
            "a_b \\_c\\_ \\[d\\] \\*e\\* \\<f> & g \\&amp; \\`h\\`"
        );
        assert_eq!(line_start("1. first"), "1\\. first");
        assert_eq!(line_start("# no heading"), "\\# no heading");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`a"), "`` `a ``");
        assert_eq!(
            address("https://e.org/a_(b)?c&d"),
            "https://e.org/a_\\(b\\)?c&d"
        );
    }
}
