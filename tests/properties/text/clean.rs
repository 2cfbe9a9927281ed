use proptest::prelude::*;
use signpost::text::{LineError, clean_block, clean_line};

fn line(text: &str) -> (String, usize) {
    let cleaned = clean_line(text).unwrap_or_else(|e| panic!("{text:?}: {e}"));
    (cleaned.text, cleaned.removed)
}

#[test]
fn honest_text_survives_untouched() {
    for text in [
        "Open source in health",
        "می‌خواهم کتاب‌ها",   // Persian, zero-width non-joiners inside words
        "۱۰‌ساله و Linux‌ها", // beside a digit and a Latin word
        "۱۴۰۰ ه‍.ش",         // the joiner of an abbreviation
        "क्‍ष और क्‌ष",         // Hindi, both joiners after a virama
        "अवन്‍",              // Malayalam chillu at the end of a word
        "ක්‍රමය",             // Sinhala
        "র‍্যাব",              // Bengali
        "လျှော့",             // Burmese, five marks on one letter
        "ភាសា\u{200b}ខ្មែរ",  // Khmer, invisible space between words
        "שָׁלוֹם",
        "Tiếng Việt",
        "👨‍👩‍👧‍👦 👩🏽‍⚕️ 🏳️‍🌈 ❤️‍🔥", // families, skin tones, flags
        "🏴󠁧󠁢󠁳󠁣󠁴󠁿 🏴󠁧󠁢󠁷󠁬󠁳󠁿 🏴‍☠️",
        "1️⃣ 🇬🇧",
        "Bonjour\u{a0}!",
        "日本\u{3000}語",
        "naïve — “quotes” … ½ €",
    ] {
        let nfc: String = unicode_normalization::UnicodeNormalization::nfc(text).collect();
        assert_eq!(line(text), (nfc, 0), "{text:?}");
    }
}

#[test]
fn deceptive_characters_go_and_are_counted() {
    for (text, kept, removed) in [
        ("a\u{202e}b\u{202c}", "ab", 2),
        ("a\u{2066}b\u{2069}\u{200e}\u{200f}\u{61c}", "ab", 5),
        ("\u{feff}title", "title", 1),
        ("soft\u{ad}hyphen", "softhyphen", 1),
        ("bell\u{7}\u{1b}[31m", "bell[31m", 2),
        ("c1\u{9b}", "c1", 1),
        ("word\u{2028}word", "word word", 1),
        ("word\u{85}word", "word word", 1),
        ("zero\u{200b}width", "zerowidth", 1),
        ("ad\u{200c}min ad\u{200d}min", "admin admin", 2),
        ("word\u{2060}\u{2064}", "word", 2),
        ("\u{3164}\u{ffa0}x", "x", 2),
        ("\u{e0041}\u{e0042}x", "x", 2),
        ("🏴\u{e0067}\u{e0062}", "🏴", 2),
        ("🙂\u{200d}", "🙂", 1),
        ("🏴󠁧󠁢󠁳󠁣󠁴󠁿\u{e0061}", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", 1),
        ("می\u{200c}\u{200c}خواهم", "می\u{200c}خواهم", 1),
        ("x\u{fffe}\u{fdd0}\u{1ffff}", "x", 3),
        ("\u{fff9}a\u{fffb}", "a", 2),
    ] {
        assert_eq!(line(text), (kept.to_owned(), removed), "{text:?}");
    }
    let zalgo = format!("z{}", "\u{333}".repeat(40));
    assert_eq!(line(&zalgo), (format!("z{}", "\u{333}".repeat(4)), 36));
    let threaded = format!("z{}", "\u{333}\u{200d}".repeat(40));
    assert_eq!(line(&threaded).0, format!("z{}", "\u{333}".repeat(4)));
}

#[test]
fn lines_are_tidied() {
    assert_eq!(line("  a \t b\u{a0} c\r\n"), ("a b c".to_owned(), 0));
    assert_eq!(line("E\u{301}tude"), ("Étude".to_owned(), 0));
    assert_eq!(line(" \n "), (String::new(), 0));
}

#[test]
fn line_breaks_and_nul_are_refused_in_one_line() {
    for text in ["a\nb", "a\r\nBcc: b", "a\rb"] {
        assert_eq!(clean_line(text), Err(LineError::LineBreak));
    }
    assert_eq!(clean_line("a\0b"), Err(LineError::Nul));
    assert_eq!(LineError::LineBreak.to_string(), "Keep this to one line");
}

#[test]
fn blocks_keep_their_lines() {
    let cleaned = clean_block("\r\n\n  - one  \r\n\r\n\r\n\r\n\r\ntwo\t\rthree\0\u{2028}four \n\n");
    assert_eq!(cleaned.text, "  - one\n\n\ntwo\nthree\nfour");
    assert_eq!(cleaned.removed, 2);
}

/// Some of the characters that no cleaned text holds.
const NEVER: [char; 5] = ['\0', '\u{202e}', '\u{feff}', '\u{ad}', '\u{2028}'];

/// Text dense with the characters that matter here.
fn tricky() -> impl Strategy<Value = String> {
    let class = "[a1 \t\n\r\u{301}\u{333}\u{5b0}\u{94d}\u{915}\u{93f}\u{9b0}\u{9cd}\u{647}\u{6cc}\u{1039}\u{1000}\u{103b}\u{103e}\u{1031}\u{200b}\u{200c}\u{200d}\u{1f469}\u{1f3fd}\u{fe0f}\u{1f3f4}\u{e0067}\u{e0062}\u{e007f}\u{202e}\u{feff}\u{ad}\u{85}\u{2028}\u{0}\u{1100}\u{1161}\u{11a8}\u{958}\u{0cc6}\u{0cc2}\u{e01}\u{e31}]{0,30}";
    prop_oneof![class, any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn cleaning_twice_is_cleaning_once(text in tricky()) {
        if let Ok(once) = clean_line(&text) {
            prop_assert_eq!(clean_line(&once.text).map(|c| (c.text, c.removed)), Ok((once.text.clone(), 0)));
            prop_assert!(!once.text.contains(['\n', '\r']) && !once.text.contains(NEVER));
            prop_assert_eq!(once.text.trim(), &once.text);
        }
        let once = clean_block(&text);
        let again = clean_block(&once.text);
        prop_assert_eq!(&again.text, &once.text);
        prop_assert_eq!(again.removed, 0);
        prop_assert!(!once.text.contains("\n\n\n\n"));
        prop_assert!(!once.text.contains('\r') && !once.text.contains(NEVER));
    }
}
