//! OPML 1 and 2 (<http://opml.org/spec2.opml>): outlines in outlines, as feed readers write them,
//! often not quite as XML wants it.

mod interpret;
mod mend;
mod quotes;
#[cfg(test)]
mod tests;

use self::interpret::{Trouble, interpret};
use super::build::Builder;
use super::guard;
use crate::transfer::list::{Limits, ReadError, ReadList, RemarkKind};

/// Reads outlines with a link as entries, and those without as categories. What is not
/// well-formed is mended first, with a remark at every such line.
///
/// # Errors
/// When the file declares a document type, ends too early, holds too much or can't be mended.
pub fn read_opml(
    text: &str,
    file: usize,
    limits: Limits,
    list: &mut ReadList,
) -> Result<(), ReadError> {
    refuse_half(text)?;
    guard::refuse_long_pieces(text, b"<>", limits)?;
    let before = list.clone();
    let trouble = match interpret(text, true, &mut Builder::new(list, file, limits)) {
        Ok(()) => return Ok(()),
        Err(Trouble::Refused(error)) => return Err(error),
        Err(Trouble::Damaged(error)) => error,
    };
    *list = before;
    let mended = mend::mend(text, limits).ok_or(trouble)?;
    let mut builder = Builder::new(list, file, limits);
    for (line, reason) in mended.damage {
        builder.remark(line, RemarkKind::Repaired, reason);
    }
    match interpret(&mended.text, false, &mut builder) {
        Ok(()) => Ok(()),
        Err(Trouble::Refused(error) | Trouble::Damaged(error)) => Err(error),
    }
}

/// A file that never closes what it opens first was cut off.
fn refuse_half(text: &str) -> Result<(), ReadError> {
    let lower = text
        .get(text.floor_char_boundary(text.len().saturating_sub(2_000))..)
        .unwrap_or(text);
    if lower.to_ascii_lowercase().contains("</opml") {
        return Ok(());
    }
    let line = text.lines().count();
    Err(ReadError::at(
        line,
        "The file ends before its outlines do (there is no </opml>): a part of it is missing",
    ))
}
