//! What a contributor changed in what they sent.

use super::evidence::sides;
use super::field_words::{category_label, label, shown};
use crate::directory::CategoryTree;
use crate::suggestions::{Payload, SentPayload};
use crate::text::Piece;

/// A field in its two versions.
pub(super) struct Corrected {
    pub label: &'static str,
    pub before: Vec<Piece>,
    pub after: Vec<Piece>,
}

/// Compares the last sending with the one that was there when a moderator last asked; without a
/// question since, with the one before it.
pub(super) fn corrected_since(
    sendings: &[SentPayload],
    asked_at: Option<i64>,
    tree: &CategoryTree,
) -> Vec<Corrected> {
    let [earlier @ .., last] = sendings else {
        return Vec::new();
    };
    let asked = asked_at.filter(|at| last.sent_at >= *at);
    let seen = asked.and_then(|at| earlier.iter().rfind(|sending| sending.sent_at <= at));
    let Some(before) = seen.or(earlier.last()) else {
        return Vec::new();
    };
    let (before, after) = (words(&before.payload, tree), words(&last.payload, tree));
    let pairs = before.into_iter().zip(after);
    pairs
        .filter(|((_, _, before), (_, _, after))| before != after)
        .map(|((name, label, before), (_, _, after))| {
            let (before, after) = sides(name, &before, &after);
            Corrected {
                label,
                before,
                after,
            }
        })
        .collect()
}

/// The fields of a sending: name, label and words. Sendings of one suggestion are of one kind, so
/// their fields come in the same order.
fn words(payload: &Payload, tree: &CategoryTree) -> Vec<(&'static str, &'static str, String)> {
    let mut words: Vec<_> = match payload {
        Payload::Entry(_) | Payload::Edit(_) => {
            let fields = payload.fields().map(|fields| fields.fields());
            let fields = fields.into_iter().flatten();
            fields
                .map(|(name, value)| (name, label(name), shown(name, value, tree)))
                .collect()
        }
        Payload::Report(report) => {
            vec![("reason", "What’s wrong", report.reason.label().to_owned())]
        }
        Payload::Category(category) => {
            let fields = category.fields.fields().into_iter();
            fields
                .map(|(name, value)| {
                    let shown_as = if name == "parent" { "category" } else { name };
                    (name, category_label(name), shown(shown_as, value, tree))
                })
                .collect()
        }
    };
    words.push(("note", "Note", payload.note().to_owned()));
    words
}
