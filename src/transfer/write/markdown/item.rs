//! An entry as an item of a list: `- [Title](url) - Description. (Caveat)`.

use super::escape;
use super::lint::{MARK, is_settled, sentence, settle};
use super::pieces::{Piece, paragraphs};
use super::render::{Definitions, Links, line};
use crate::transfer::write::{ExportedEntry, aside_of};

/// An item as people wrote it. The first paragraph is the description, as in the lists of the
/// site; the rest of a long one stays with the entry's page.
pub(super) fn plain(entry: &ExportedEntry) -> String {
    let record = &entry.record;
    let mut item = format!(
        "[{}]({})",
        escape::text(&record.title),
        escape::address(&record.url)
    );
    if let Some(first) = paragraphs(&record.description, None).first() {
        item.push_str(" - ");
        item.push_str(&line(first, &mut Links::Inline));
    }
    if !record.caveat.is_empty() {
        item.push_str(&format!(" ({})", escape::text(&aside(entry))));
    }
    item
}

/// An item by the rules of awesome lists. An address that the linter would take for that of
/// another item becomes a reference, which it doesn't compare.
pub(super) fn linted(entry: &ExportedEntry, definitions: &mut Definitions) -> String {
    let record = &entry.record;
    let title = if is_settled(&record.title) {
        escape::text(&record.title)
    } else {
        escape::code(&record.title)
    };
    let mut item = if entry.twin {
        format!("[{title}][{}]", definitions.label(&record.url))
    } else {
        format!("[{title}]({})", escape::address(&record.url))
    };
    let description = paragraphs(&record.description, None).into_iter().next();
    // Whether the linter would see a sentence that ended before the caveat begins.
    let mut stopped = false;
    let said = description.is_some();
    if let Some(mut pieces) = description {
        let (front, end) = sentence(&mut pieces, &record.title);
        let words = line(&pieces, &mut Links::Inline);
        item.push_str(&format!(" - {front}{words}{end}"));
        stopped = end.is_empty() && words.ends_with(['.', '!', '?', '…']);
    }
    if !record.caveat.is_empty() {
        item.push_str(&caveat(&aside(entry), said, stopped));
    }
    item
}

fn aside(entry: &ExportedEntry) -> String {
    aside_of(entry.record.caveat_kind.as_deref(), &entry.record.caveat)
}

/// The caveat in parentheses at the end. Where the linter would want the item to end otherwise, it
/// is told that the sentence goes on.
fn caveat(words: &str, said: bool, stopped: bool) -> String {
    let mut pieces = vec![Piece::Text(words.to_owned())];
    settle(&mut pieces);
    let plain = matches!(pieces.as_slice(), [Piece::Text(_)]);
    let aside = line(&pieces, &mut Links::Inline);
    let joint = if said || (plain && !words.contains(')')) {
        " "
    } else {
        " - "
    };
    let ends_well = plain && if said { stopped } else { joint == " " };
    let mark = if ends_well { "" } else { MARK };
    format!("{joint}({aside}){mark}")
}
