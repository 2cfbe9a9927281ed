//! What the linter of awesome lists would find in people's words, and how it is said so that it
//! doesn't, with every letter kept.
//!
//! Two means do for all its rules. Words that it would have mended (a lone quotation mark, "!!")
//! stand as code, letter by letter, which it leaves alone. And [`MARK`], a comment that no
//! page shows, tells it that a sentence or a heading goes on where it wants it to.

use unicode_properties::UnicodeEmoji;

use super::pieces::{Piece, visible};

/// A comment that holds a full stop: browsers and code hosts show nothing for it.
pub(super) const MARK: &str = "<!--.-->";
/// The same for headings: the names that are made of them lose all of it, which they would not of
/// a comment's hyphens.
pub(super) const HEADING_MARK: &str = "<?.?>";

/// Pairs that have to be closed, as `awesome-lint` checks them (rule `balanced-punctuation`).
const PAIRS: [(char, char); 7] = [
    ('“', '”'),
    ('‘', '’'),
    ('『', '』'),
    ('（', '）'),
    ('《', '》'),
    ('「', '」'),
    ('【', '】'),
];
/// What must not stand twice in a row (rule `no-repeat-punctuation`).
const NO_REPEAT: &str = "！!~～,，·?？";

/// Puts the words that the linter would complain about in code.
pub(super) fn settle(pieces: &mut Vec<Piece>) {
    // Each round puts at least one more word in code, so this ends.
    while let Some(place) = complaint(pieces) {
        let Some(Piece::Text(text)) = pieces.get(place.piece).cloned() else {
            return;
        };
        let begin = text
            .get(..place.at)
            .and_then(|before| before.rfind(char::is_whitespace))
            .map_or(0, |blank| blank + blank_len(&text, blank));
        let end = text
            .get(place.at..)
            .and_then(|after| after.find(char::is_whitespace))
            .map_or(text.len(), |blank| place.at + blank);
        let part = |range: std::ops::Range<usize>| text.get(range).unwrap_or_default().to_owned();
        let parts = [
            Piece::Text(part(0..begin)),
            Piece::Code(part(begin..end)),
            Piece::Text(part(end..text.len())),
        ];
        let said = parts
            .into_iter()
            .filter(|piece| *piece != Piece::Text(String::new()));
        pieces.splice(place.piece..=place.piece, said);
    }
}

/// Whether a title says anything that the linter would complain about.
pub(super) fn is_settled(text: &str) -> bool {
    complaint(&[Piece::Text(text.to_owned())]).is_none()
}

fn blank_len(text: &str, at: usize) -> usize {
    text.get(at..)
        .and_then(|rest| rest.chars().next())
        .map_or(0, char::len_utf8)
}

#[derive(Clone, Copy)]
struct Place {
    piece: usize,
    at: usize,
}

/// The first character that the linter would complain about.
fn complaint(pieces: &[Piece]) -> Option<Place> {
    let mut letters: Vec<(char, Place)> = Vec::new();
    let mut before = None;
    for (piece, words) in pieces.iter().enumerate() {
        match words {
            Piece::Text(text) => {
                for (at, c) in text.char_indices() {
                    if before == Some(c) && NO_REPEAT.contains(c) {
                        return Some(Place { piece, at });
                    }
                    before = Some(c);
                    letters.push((c, Place { piece, at }));
                }
            }
            Piece::Code(_) => before = None,
            _ => {}
        }
    }
    unbalanced(&letters)
}

fn unbalanced(letters: &[(char, Place)]) -> Option<Place> {
    let mut open: Vec<(char, Place)> = Vec::new();
    for (number, &(c, place)) in letters.iter().enumerate() {
        if matches!(c, '’' | '\'') && is_apostrophe(letters, number) {
            continue;
        }
        if c == '"' {
            match open.last() {
                Some(('"', _)) => {
                    open.pop();
                }
                _ if open.iter().any(|(begun, _)| *begun == '"') => return Some(place),
                _ => open.push((c, place)),
            }
        } else if PAIRS.iter().any(|(left, _)| *left == c) {
            open.push((c, place));
        } else if let Some((left, _)) = PAIRS.iter().find(|(_, right)| *right == c) {
            match open.iter().rposition(|(begun, _)| begun == left) {
                Some(at) => {
                    open.remove(at);
                }
                None => return Some(place),
            }
        }
    }
    open.first().map(|(_, place)| *place)
}

/// Whether a quotation mark stands where one writes an apostrophe: after a letter, and before
/// another one or the end of a word.
fn is_apostrophe(letters: &[(char, Place)], number: usize) -> bool {
    let at = |number: usize| letters.get(number).map(|(c, _)| *c);
    let in_word = |c: char| c.is_alphanumeric() || c == '_';
    let after_word = number.checked_sub(1).and_then(at).is_some_and(in_word);
    let ends = |c: char| c.is_whitespace() || ".,;:!?()[]{}\"'“”–—".contains(c);
    after_word && at(number + 1).is_none_or(|c| in_word(c) || ends(c))
}

/// A description as the linter wants it: a capital in front and a full stop at the end where they
/// can be put without harm, and marks where they can't.
pub(super) fn sentence(pieces: &mut Vec<Piece>, title: &str) -> (&'static str, &'static str) {
    capitalise(pieces);
    settle(pieces);
    let words = visible(pieces);
    let repeats = words.to_lowercase().starts_with(&title.to_lowercase());
    let front = if repeats || !begins_well(pieces) {
        MARK
    } else {
        ""
    };
    (front, end(pieces, &words))
}

fn capitalise(pieces: &mut [Piece]) {
    let Some(Piece::Text(text)) = pieces.first_mut() else {
        return;
    };
    let word: String = text.chars().take_while(|c| c.is_alphanumeric()).collect();
    if !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase()) {
        text.replace_range(..1, &word[..1].to_ascii_uppercase()); // ASCII: one byte
    }
}

/// Whether the first word begins with a capital or a digit that the linter knows as one.
fn begins_well(pieces: &[Piece]) -> bool {
    let Some(Piece::Text(text)) = pieces.first() else {
        return false;
    };
    let word = text
        .split([' ', '-', ',', ';', '.', '/', '\''])
        .next()
        .unwrap_or_default();
    let first = word.bytes().next();
    word.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && first.is_some_and(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

fn end(pieces: &mut Vec<Piece>, words: &str) -> &'static str {
    let in_text = matches!(pieces.last(), Some(Piece::Text(_)));
    let bare = words.strip_suffix(['"', '”']).unwrap_or(words);
    let stopped = bare.ends_with(['.', '!', '?', '…']);
    if stopped && in_text {
        return "";
    }
    let last = words.chars().next_back().unwrap_or(' ');
    let takes_stop = last.is_ascii_alphanumeric()
        || matches!(last, ')' | ']' | '%')
        || is_cased(last)
        || last.is_emoji_char();
    if takes_stop && (in_text || !matches!(pieces.last(), Some(Piece::Code(_)))) {
        if let Some(Piece::Text(text)) = pieces.last_mut() {
            text.push('.');
        } else {
            pieces.push(Piece::Text(".".to_owned()));
        }
        return "";
    }
    MARK
}

/// Whether it is a letter of a script that ends its sentences with a full stop.
fn is_cased(c: char) -> bool {
    c.is_lowercase() || c.is_uppercase()
}
