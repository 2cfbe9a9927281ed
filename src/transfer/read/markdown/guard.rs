//! What no list that a person wrote looks like, found before it costs anything.

use crate::transfer::list::{Limits, ReadError};

/// The longest line in bytes.
const LONGEST_LINE: usize = 1 << 20;

/// How many lines an entry may take, on average.
const LINES: usize = 5;

/// Refuses a text that so many lines stand before.
///
/// # Errors
///
/// Names the first line that is too long, or that opens too many lists and quotations at once.
pub(in crate::transfer::read) fn check(
    text: &str,
    before: usize,
    limits: Limits,
) -> Result<(), ReadError> {
    let most = limits.rows.saturating_mul(LINES);
    let mut full = 0_usize;
    // Only a list or a table goes on and on without a blank line.
    let mut paragraph = 0_usize;
    for (at, line) in text.split('\n').enumerate() {
        let number = before + at + 1;
        full += usize::from(!line.trim_ascii().is_empty());
        if full > most {
            let reason = format!("this has more than {most} lines with something on them");
            return Err(ReadError::at(number, reason));
        }
        if line.len() > LONGEST_LINE {
            let megabytes = LONGEST_LINE >> 20;
            let reason = format!("this line is longer than {megabytes} MB");
            return Err(ReadError::at(number, reason));
        }
        let begins = line.trim_ascii_start();
        let goes_on =
            !begins.is_empty() && !begins.starts_with(['-', '*', '+', '|', '#', '>', '<']);
        paragraph = if goes_on { paragraph + line.len() } else { 0 };
        if paragraph > LONGEST_LINE {
            let reason = "this paragraph goes on for more than 1 MB";
            return Err(ReadError::at(number, reason));
        }
        if opened(line) > limits.depth {
            let levels = limits.depth;
            let reason = format!("lists or quotations are nested more than {levels} deep here");
            return Err(ReadError::at(number, reason));
        }
    }
    Ok(())
}

/// How many lists and quotations a line may open: the marks that it begins with.
fn opened(line: &str) -> usize {
    let mark = |byte: &u8| matches!(byte, b'>' | b'-' | b'*' | b'+' | b')' | b'.' | b'0'..=b'9');
    let space = |byte: &u8| matches!(byte, b' ' | b'\t');
    let bytes = line.trim_end().as_bytes();
    let Some(begins) = bytes.iter().position(|byte| !mark(byte) && !space(byte)) else {
        // Nothing but marks of one kind is a line across the page.
        let mut marks = bytes.iter().filter(|byte| !space(byte));
        let first = marks.next();
        let rule = matches!(first, Some(b'-' | b'*')) && marks.all(|byte| Some(byte) == first);
        return if rule { 0 } else { count(bytes) };
    };
    count(&bytes[..begins])
}

/// The marks that a space follows, and the quotations, which need none.
fn count(bytes: &[u8]) -> usize {
    let ends = |at: usize| {
        bytes
            .get(at + 1)
            .is_none_or(|next| matches!(next, b' ' | b'\t'))
    };
    let marks = bytes.iter().enumerate().filter(|(at, byte)| match byte {
        b'>' => true,
        b'-' | b'*' | b'+' | b')' | b'.' => ends(*at),
        _ => false,
    });
    marks.count()
}
