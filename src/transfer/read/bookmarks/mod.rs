//! Bookmark files: what Netscape began and every browser still writes. Nobody closes their tags,
//! which is why the file is read tag by tag, without building a page of it.

mod folders;
mod sink;
mod tags;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tokenizer, TokenizerOpts};

use self::sink::BookmarkSink;
use super::build::Builder;
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
    refuse_long_pieces(text, limits)?;
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

/// A tag or a text of megabytes is no bookmark. Icons may be long, but not that long.
fn refuse_long_pieces(text: &str, limits: Limits) -> Result<(), ReadError> {
    let most = limits.field_bytes.saturating_mul(16);
    let mut start = 0;
    let ends = text.match_indices(['<', '>']).map(|(end, _)| end);
    for end in ends.chain([text.len()]) {
        if end - start > most {
            let line = text.get(..start).unwrap_or_default().matches('\n').count() + 1;
            return Err(ReadError::at(
                line,
                format!(
                    "Line {line} holds a text or a tag of more than {} KiB, which is no bookmark",
                    most / 1_024
                ),
            ));
        }
        start = end;
    }
    Ok(())
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
