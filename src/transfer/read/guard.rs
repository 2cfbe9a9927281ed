//! What no list has: pieces of many megabytes. Refusing them before anything is made of them keeps
//! memory flat.

use crate::transfer::list::{Limits, ReadError};

/// How many times a field's limit one piece of a file may be: what is taken from it may be short.
const TIMES: usize = 16;

/// The most bytes of one piece.
pub fn longest(limits: Limits) -> usize {
    limits.field_bytes.saturating_mul(TIMES)
}

/// Refuses a text with a long piece between two of the marks.
///
/// # Errors
/// When there is one, with its line.
pub fn refuse_long_pieces(text: &str, marks: &[u8], limits: Limits) -> Result<(), ReadError> {
    let (mut start, mut line, mut piece_line) = (0, 1, 1);
    for (at, byte) in text.bytes().enumerate() {
        line += usize::from(byte == b'\n');
        if marks.contains(&byte) {
            start = at;
            piece_line = line;
        } else if at - start > longest(limits) {
            return Err(too_long(piece_line, limits));
        }
    }
    Ok(())
}

/// What to say of a piece that is too long.
pub fn too_long(line: usize, limits: Limits) -> ReadError {
    let most = longest(limits) / 1_024;
    ReadError::at(
        line,
        format!("Line {line} holds a piece of more than {most} KiB, which no list has"),
    )
}
