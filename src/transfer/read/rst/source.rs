//! The lines of a file, with how deep they are indented.

/// A line of a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source<'a> {
    /// Counted from 1.
    pub(super) number: usize,
    /// In columns.
    pub(super) indent: usize,
    /// Without the space around it.
    pub(super) text: &'a str,
}

/// The lines of a text.
pub(super) fn lines(text: &str) -> Vec<Source<'_>> {
    const TAB: usize = 8;
    let lines = text.split('\n').enumerate().map(|(at, line)| {
        let mut indent = 0;
        for byte in line.bytes() {
            match byte {
                b' ' => indent += 1,
                b'\t' => indent = (indent / TAB + 1) * TAB,
                _ => break,
            }
        }
        let number = at + 1;
        let text = line.trim();
        Source {
            number,
            indent,
            text,
        }
    });
    lines.collect()
}

impl<'a> Source<'a> {
    /// How many bytes the mark of a list item takes that the line begins with.
    pub(super) fn mark(&self) -> Option<usize> {
        let bullet = ["-", "*", "+", "•", "‣", "⁃"];
        let bullet = bullet.iter().find(|bullet| self.text.starts_with(**bullet));
        let length = match bullet {
            Some(bullet) => bullet.len(),
            None => {
                let open = usize::from(self.text.starts_with('('));
                let number = self.text[open..].bytes();
                let digits = number.take_while(|byte| byte.is_ascii_digit() || *byte == b'#');
                let end = open + digits.count();
                let closed = self.text[end..].starts_with(['.', ')']);
                if end == open || !closed {
                    return None;
                }
                end + 1
            }
        };
        let rest = &self.text[length..];
        let space = rest.len() - rest.trim_start().len();
        (space > 0 || rest.is_empty()).then_some(length + space)
    }

    /// The line without its mark, standing where its words stand.
    pub(super) fn after(&self, mark: usize) -> Self {
        let (before, text) = self.text.split_at(mark);
        let indent = self.indent + before.chars().count();
        Self {
            indent,
            text,
            ..*self
        }
    }
}

/// The character that a line repeats, as under and above titles.
pub(super) fn is_adornment(text: &str) -> Option<char> {
    let mut characters = text.chars();
    let first = characters.next().filter(char::is_ascii_punctuation)?;
    let shortest = if matches!(first, '=' | '-' | '~') {
        2
    } else {
        3
    };
    let whole = text.len() >= shortest && characters.all(|c| c == first);
    whole.then_some(first)
}
