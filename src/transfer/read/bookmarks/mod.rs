//! Bookmark files: what Netscape began and every browser still writes. Nobody closes their tags,
//! which is why the file is read tag by tag, without building a page of it.

mod attributes;
mod folders;
mod link;
mod sink;
mod tags;
#[cfg(test)]
mod tests;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tokenizer, TokenizerOpts};

use self::sink::BookmarkSink;
use super::build::Builder;
use super::guard;
use crate::transfer::list::{Limits, ReadError, ReadList};

/// How much is given to the tokenizer at a time, in bytes.
const CHUNK: usize = 65_536;

/// Reads folders and bookmarks, with their dates, tags, notes and whether they are private.
///
/// # Errors
/// When the file holds too much, is nested too deep, or ends in the middle of a bookmark.
pub fn read_bookmarks(
    text: &str,
    file: usize,
    limits: Limits,
    list: &mut ReadList,
) -> Result<(), ReadError> {
    guard::refuse_long_pieces(text, b"<>", limits)?;
    attributes::refuse_many_attributes(text)?;
    refuse_half(text)?;
    let builder = Builder::new(list, file, limits);
    let tokenizer = Tokenizer::new(BookmarkSink::new(builder), TokenizerOpts::default());
    let mut rest = text;
    while !rest.is_empty() {
        let (chunk, tail) = rest.split_at(rest.floor_char_boundary(CHUNK.min(rest.len())));
        let queue = BufferQueue::default();
        queue.push_back(StrTendril::from_slice(chunk));
        // Only scripts ask for a pause, and nothing here runs any.
        let _ = tokenizer.feed(&queue);
        if let Some(failure) = tokenizer.sink.failure() {
            return Err(failure);
        }
        rest = tail;
    }
    tokenizer.end();
    tokenizer.sink.failure().map_or(Ok(()), Err)
}

/// A file that ends inside a tag or a link was cut off.
fn refuse_half(text: &str) -> Result<(), ReadError> {
    let tail = text
        .rfind('<')
        .and_then(|at| text.get(at..))
        .unwrap_or_default();
    let tag = tail
        .get(1..)
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/'));
    let cut = (tag || tail == "<") && !tail.contains('>');
    let opens_link = tail
        .get(..3)
        .is_some_and(|tag| tag.eq_ignore_ascii_case("<a "));
    if cut || opens_link {
        let line = text.matches('\n').count() + 1;
        return Err(ReadError::at(
            line,
            "The file ends in the middle of a bookmark: a part of it is missing",
        ));
    }
    Ok(())
}
