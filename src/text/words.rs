//! Words as the search index sees them, so that what it finds can be shown where it stands.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands, in bytes.
    pub place: Range<usize>,
    /// In lower case and without accents: equal words are equal here.
    pub folded: String,
}

/// The words of a text. The same rules as the index's tokenizer, `unicode61` with
/// `remove_diacritics 2`: letters and numbers, and the accents that follow them.
/// Source: <https://sqlite.org/fts5.html>, 4.3.1.
pub fn tokens(text: &str) -> impl Iterator<Item = Token> {
    let mut letters = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = letters.by_ref().find(|(_, c)| is_letter(*c))?;
        let mut folded = String::new();
        fold_into(&mut folded, first);
        let mut end = start + first.len_utf8();
        while let Some((at, c)) = letters.next_if(|(_, c)| is_letter(*c) || is_accent(*c)) {
            fold_into(&mut folded, c);
            end = at + c.len_utf8();
        }
        Some(Token {
            place: start..end,
            folded,
        })
    })
}

fn is_letter(c: char) -> bool {
    matches!(
        c.general_category_group(),
        GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number
    )
}

fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{331}')
}

/// Accents go from Latin letters only: in other scripts they make another letter.
fn fold_into(folded: &mut String, c: char) {
    if is_accent(c) {
        return;
    }
    for lower in c.to_lowercase() {
        let base = lower.nfd().next().filter(char::is_ascii);
        folded.push(base.unwrap_or(lower));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(&str, String)> {
        tokens(text)
            .map(|token| (&text[token.place], token.folded))
            .collect()
    }

    #[test]
    fn case_and_accents_make_no_difference() {
        assert_eq!(
            read("Caf\u{e9}, CAFE\u{301}-data!"),
            [
                ("Caf\u{e9}", "cafe".to_owned()),
                ("CAFE\u{301}", "cafe".to_owned()),
                ("data", "data".to_owned())
            ]
        );
        assert_eq!(read("\u{439}")[0].1, "\u{439}");
    }

    #[test]
    fn only_letters_and_numbers_make_words() {
        assert_eq!(read("-- \u{301} *").len(), 0);
        let words: Vec<_> = read("c++ don\u{2019}t v2.0 \u{6f22}\u{5b57}")
            .into_iter()
            .map(|(word, _)| word)
            .collect();
        assert_eq!(words, ["c", "don", "t", "v2", "0", "\u{6f22}\u{5b57}"]);
    }
}
