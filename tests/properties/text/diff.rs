use proptest::prelude::*;
use signpost::text::PieceKind;
use signpost::text::PieceKind::{Deleted, Inserted, Same};
use signpost::text::diff::{Piece, words};

fn without(pieces: &[Piece], kind: PieceKind) -> String {
    let kept = pieces.iter().filter(|p| p.kind != kind);
    kept.map(|p| p.text.as_str()).collect()
}

fn holds_for(old: &str, new: &str) {
    let pieces = words(old, new);
    assert_eq!(without(&pieces, Inserted), old);
    assert_eq!(without(&pieces, Deleted), new);
    assert!(pieces.iter().all(|p| !p.text.is_empty()));
    assert!(pieces.windows(2).all(|w| w[0].kind != w[1].kind));
}

#[test]
fn one_changed_word_is_marked_alone() {
    let pieces = words("A good guide to code", "A short guide to code");
    let shown: Vec<_> = pieces.iter().map(|p| (p.kind, p.text.as_str())).collect();
    assert_eq!(
        shown,
        [
            (Same, "A "),
            (Deleted, "good"),
            (Inserted, "short"),
            (Same, " guide to code")
        ]
    );
}

#[test]
fn nothing_changed_is_one_piece_or_none() {
    assert_eq!(words("", ""), []);
    assert_eq!(words("a b", "a b").len(), 1);
}

#[test]
fn a_small_edit_of_a_very_long_text_stays_small() {
    let line = "one two three four five\n";
    let old = line.repeat(3_000);
    let new = old.replacen("three", "3", 1_500);
    holds_for(&old, &new);
    let new = format!("{}changed {}", line.repeat(10), line.repeat(2_990));
    let inserted: Vec<_> = words(&old, &new)
        .into_iter()
        .filter(|p| p.kind != Same)
        .collect();
    assert_eq!(inserted.len(), 1);
    assert_eq!(inserted[0].text, "changed ");
}

#[test]
fn hostile_texts_end() {
    let odd: String = (0..65_536)
        .map(|n| char::from(b'a' + (n * 7 % 26) as u8))
        .flat_map(|c| [c, ' '])
        .collect();
    let even: String = (0..65_536)
        .map(|n| char::from(b'a' + (n * 11 % 26) as u8))
        .flat_map(|c| [c, '.'])
        .collect();
    holds_for(&odd, &even);
    holds_for(&odd[..4_000], &even[..4_000]);
    holds_for(&"a\n".repeat(30_000), &"b\n".repeat(30_000));
}

proptest! {
    #[test]
    fn both_texts_can_be_read_out_of_the_pieces(old in "[ab .\n]{0,60}", new in "[ab .\n]{0,60}") {
        holds_for(&old, &new);
    }

    #[test]
    fn any_texts(old in any::<String>(), new in any::<String>()) {
        holds_for(&old, &new);
    }
}
