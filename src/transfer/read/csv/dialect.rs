//! Which character parts the cells of a table.

use std::borrow::Cow;

/// What parts cells, in the order of trust when several fit.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// How many lines are looked at.
const LINES: usize = 50;

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// What parts cells.
    pub delimiter: u8,
}

impl Dialect {
    /// Looks at the first lines: the delimiter is the one that parts all of them into the most
    /// even number of cells, first of all the header. A first line such as `sep=;`, with which
    /// spreadsheets tell each other, decides instead and is taken away.
    pub fn of(text: &str) -> (Self, Cow<'_, str>) {
        if let Some((mark, rest)) = told(text) {
            // A blank line in its place keeps the count of lines.
            return (Self { delimiter: mark }, Cow::Owned(format!("\n{rest}")));
        }
        (Self::guessed(text), Cow::Borrowed(text))
    }

    fn guessed(text: &str) -> Self {
        let counts = |delimiter: u8| {
            let lines = text
                .lines()
                .filter(|line| !line.trim().is_empty())
                .take(LINES);
            lines
                .map(move |line| outside_quotes(line, delimiter))
                .collect::<Vec<_>>()
        };
        let best = DELIMITERS.into_iter().rev().max_by_key(|delimiter| {
            let counts = counts(*delimiter);
            let header = counts.first().copied().unwrap_or(0);
            let even = counts.iter().filter(|count| **count == header).count();
            // What is not in the header can't part columns, however often it stands in the rows.
            if header == 0 {
                (0, 0)
            } else {
                (even * 100 / counts.len().max(1), header)
            }
        });
        Self {
            delimiter: best.unwrap_or(b','),
        }
    }

    /// The text without blanks between a delimiter and the quotation mark of a cell, which some
    /// programs write and no reader of tables expects.
    pub fn without_blanks(self, text: &str) -> Cow<'_, str> {
        let mark = char::from(self.delimiter);
        if mark == '\t' || !text.contains(&format!("{mark} \"")) {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len());
        let mut inside = false;
        let mut cell_begins = true;
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let tail = rest.get(c.len_utf8()..).unwrap_or_default();
            if cell_begins && !inside && c == ' ' && rest.trim_start_matches(' ').starts_with('"') {
                rest = rest.trim_start_matches(' ');
                continue;
            }
            if c == '"' && (inside || cell_begins) {
                inside = !inside;
            }
            cell_begins = !inside && (c == mark || c == '\n' || c == '\r');
            // A doubled quotation mark closes and opens again.
            cell_begins |= !inside && c == '"' && tail.starts_with('"');
            out.push(c);
            rest = tail;
        }
        Cow::Owned(out)
    }
}

/// What the first line says parts cells, and the lines after it.
fn told(text: &str) -> Option<(u8, &str)> {
    let (first, rest) = text.split_once('\n')?;
    let mark = first
        .trim_end_matches('\r')
        .trim_matches('"')
        .strip_prefix("sep=")?;
    let &[mark] = mark.as_bytes() else {
        return None;
    };
    DELIMITERS.contains(&mark).then_some((mark, rest))
}

fn outside_quotes(line: &str, delimiter: u8) -> usize {
    let mut inside = false;
    line.bytes()
        .filter(|byte| {
            inside ^= *byte == b'"';
            *byte == delimiter && !inside
        })
        .count()
}
