//! Words that send a suggestion to the spam pile.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word, or several in a row, that only spam uses here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockedWord {
    /// As [`folded`] leaves it.
    pub word: String,
    /// Why, in a curator's words; may be empty.
    pub why: String,
    /// Since when, UTC milliseconds.
    pub blocked_at: i64,
}

impl BlockedWord {
    /// What moderators read where it was found.
    pub fn stated(&self) -> String {
        if self.why.is_empty() {
            format!("“{}”", self.word)
        } else {
            format!("“{}”, {}", self.word, self.why)
        }
    }
}

/// The words of a text in lower case, without accents and what lies between them, so that
/// `CASINO`, `Casinó` and `casino!` are one.
pub fn folded(text: &str) -> String {
    let plain: String = text
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect();
    let words = plain.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// The first of `blocked` that stands whole in one of the texts: `bet` is not in `better`.
pub fn find_in<'a>(
    blocked: &'a [BlockedWord],
    texts: impl IntoIterator<Item = &'a str>,
) -> Option<&'a BlockedWord> {
    let texts: Vec<String> = texts
        .into_iter()
        .map(|text| format!(" {} ", folded(text)))
        .collect();
    let mut some = blocked.iter().filter(|blocked| !blocked.word.is_empty());
    some.find(|blocked| {
        let word = format!(" {} ", blocked.word);
        texts.iter().any(|text| text.contains(&word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_found(word: &str, text: &str) -> bool {
        let blocked = [BlockedWord {
            word: folded(word),
            why: String::new(),
            blocked_at: 0,
        }];
        find_in(&blocked, [text]).is_some()
    }

    #[test]
    fn whole_words_are_found_in_any_case_and_accent() {
        for (word, text) in [
            ("casino", "The best CASINO!"),
            ("Casinó", "casino"),
            ("casino", "https://best-casino.example/"),
            ("buy now", "Buy  now, buy later"),
            ("ＶＩＡＧＲＡ", "viagra"),
            ("straße", "STRASSE STRAßE"),
            ("казино", "Лучшее КАЗИНО"),
        ] {
            assert!(is_found(word, text), "{word} in {text}");
        }
        for (word, text) in [
            ("bet", "better alphabet"),
            ("buy now", "buy it now"),
            ("casino", "casinos"),
            ("!", "What! A tool!"),
        ] {
            assert!(!is_found(word, text), "{word} in {text}");
        }
    }

    #[test]
    fn the_reason_is_stated_where_there_is_one() {
        let word = |why: &str| BlockedWord {
            word: "casino".to_owned(),
            why: why.to_owned(),
            blocked_at: 0,
        };
        assert_eq!(word("").stated(), "“casino”");
        assert_eq!(word("a wave in May").stated(), "“casino”, a wave in May");
    }
}
