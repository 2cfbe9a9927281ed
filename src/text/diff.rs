//! The difference of two texts, word by word.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

/// How many tokens of both texts together are compared word by word, then line by line. Beyond it
/// the whole stretch counts as replaced: comparing costs up to the square of the number.
const MOST_TOKENS: usize = 6_000;

/// What became of a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceKind {
    /// In both texts.
    Same,
    /// Only in the old text.
    Deleted,
    /// Only in the new text.
    Inserted,
}

/// A stretch of text with one fate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What became of it.
    pub kind: PieceKind,
    /// The text itself, spaces and line breaks included; never empty.
    pub text: String,
}

/// Compares two texts. Joining the pieces that are same or deleted gives the old text, joining
/// those that are same or inserted gives the new one; neighbours differ in kind.
///
/// Long texts are compared line by line, and very long ones as a whole, apart from what they
/// begin and end with in common, so that no text takes noticeable time.
pub fn words(old: &str, new: &str) -> Vec<Piece> {
    let old: Vec<&str> = old.split_word_bounds().collect();
    let new: Vec<&str> = new.split_word_bounds().collect();
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let (same_head, old) = old.split_at(head); // at most the length of the shorter one
    let new = new.get(head..).unwrap_or_default();
    let tail = (old.iter().rev().zip(new.iter().rev()))
        .take_while(|(a, b)| a == b)
        .count();
    let (old, same_tail) = old.split_at(old.len() - tail); // counted on the shorter one
    let (new, _) = new.split_at(new.len() - tail);

    let mut pieces = Pieces::default();
    pieces.add(PieceKind::Same, same_head.concat());
    if old.len() + new.len() <= MOST_TOKENS {
        pieces.compare(old, new);
    } else {
        let (old, new) = (old.concat(), new.concat());
        let old: Vec<&str> = old.split_inclusive('\n').collect();
        let new: Vec<&str> = new.split_inclusive('\n').collect();
        if old.len() + new.len() <= MOST_TOKENS {
            pieces.compare(&old, &new);
        } else {
            pieces.add(PieceKind::Deleted, old.concat());
            pieces.add(PieceKind::Inserted, new.concat());
        }
    }
    pieces.add(PieceKind::Same, same_tail.concat());
    pieces.0
}

#[derive(Default)]
struct Pieces(Vec<Piece>);

impl Pieces {
    fn compare(&mut self, old: &[&str], new: &[&str]) {
        for change in capture_diff_slices(Algorithm::Myers, old, new) {
            let deleted = old.get(change.old_range()).unwrap_or_default().concat();
            if let DiffOp::Equal { .. } = change {
                self.add(PieceKind::Same, deleted);
                continue;
            }
            let inserted = new.get(change.new_range()).unwrap_or_default().concat();
            self.add(PieceKind::Deleted, deleted);
            self.add(PieceKind::Inserted, inserted);
        }
    }

    fn add(&mut self, kind: PieceKind, text: String) {
        if text.is_empty() {
            return;
        }
        match self.0.last_mut() {
            Some(last) if last.kind == kind => last.text.push_str(&text),
            _ => self.0.push(Piece { kind, text }),
        }
    }
}
