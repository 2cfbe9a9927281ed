//! Quotation marks that nothing closes would swallow every row after them.

use super::dialect::Dialect;
use crate::transfer::list::{Limits, ReadError};
use crate::transfer::read::guard;

/// Refuses a table with a quoted cell that is never closed, or is far too long.
///
/// # Errors
/// When there is one, with the line in which it opens.
pub(super) fn refuse_open(text: &str, dialect: Dialect, limits: Limits) -> Result<(), ReadError> {
    let (mut line, mut begins) = (1, true);
    // Where the quoted cell opens, with its line.
    let mut open: Option<(usize, usize)> = None;
    let mut bytes = text.bytes().enumerate().peekable();
    while let Some((at, byte)) = bytes.next() {
        line += usize::from(byte == b'\n');
        let doubled = byte == b'"' && bytes.peek().is_some_and(|(_, next)| *next == b'"');
        match open {
            None if byte == b'"' && begins => open = Some((at, line)),
            None => {}
            Some(_) if doubled => {
                bytes.next();
            }
            Some(_) if byte == b'"' => open = None,
            Some((start, opened)) if at - start > guard::longest(limits) => {
                return Err(guard::too_long(opened, limits));
            }
            Some(_) => {}
        }
        let parts = byte == dialect.delimiter || byte == b'\n' || byte == b'\r';
        begins = open.is_none() && parts;
    }
    match open {
        None => Ok(()),
        Some((_, opened)) => Err(ReadError::at(
            opened,
            format!(
                "The quotation mark that opens in line {opened} is never closed, so the file may \
                 end too early"
            ),
        )),
    }
}
