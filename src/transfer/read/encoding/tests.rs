use encoding_rs::{SHIFT_JIS, WINDOWS_1252};
use proptest::prelude::*;

use super::{decode, repair};

const CORRECT: [&str; 24] = [
    "“CAFÉ” und „Ä“, MÜ–NCHEN… NESCAFÉ® “MANHÔ",
    "Il a dit : « Voilà ! » à 5\u{a0}€, le café\u{a0}£3, thé\u{a0}€5",
    "3×½ = 1½, Ø¼″, 2×£5, 20 °C, 5 ‰, naïve façade",
    "„Náš“ – „níž“, ťažký, Žluťoučký kůň",
    "IRMÃ™ e IRMÃ” e SÃO — AÇÃO",
    "Ísland: með, það, Þórður… „ÐÖ“",
    "Привет, мир. Ёжик — это «он»",
    "العربية مع ‏علامات‎ مخفية",
    "فارسی با نیم‌فاصله: می‌خواهم",
    "עברית עם נִקּוּד",
    "हिन्दी में क्ष और ज्ञ",
    "ไทย ภาษาไทย",
    "中文独立博客列表，你好。",
    "日本語テクノロジー＆スタートアップ",
    "한국어 뉴스",
    "Tiếng Việt: Ấn Độ, Ông, Â",
    "Ελληνικά: Ό,τι",
    "Türkçe: İstanbul, ığüşöç",
    "ÅÄÖ åäö ÆØÅ — «Øl»",
    "Română: Â, â, ș, ț, Î",
    "👩‍👩‍👧 😊 ☺️ ✅",
    "Größe: 5 m², Maß®, Straße§",
    "ქართული ენა",
    "Հայերեն",
];

fn damaged(text: &str) -> String {
    WINDOWS_1252
        .decode_without_bom_handling(text.as_bytes())
        .0
        .into_owned()
}

#[test]
fn text_in_every_usual_encoding_is_read() {
    let text = "Grüße – “ça va” €5\nzweite Zeile\n";
    let utf16 = |to: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to).collect::<Vec<u8>>();
    let with = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
    for bytes in [
        text.as_bytes().to_vec(),
        with(b"\xEF\xBB\xBF", text.as_bytes()),
        with(b"\xFF\xFE", &utf16(u16::to_le_bytes)),
        with(b"\xFE\xFF", &utf16(u16::to_be_bytes)),
        utf16(u16::to_le_bytes),
        utf16(u16::to_be_bytes),
        WINDOWS_1252.encode(text).0.into_owned(),
    ] {
        assert_eq!(decode(&bytes).unwrap().text, text, "{bytes:?}");
    }
    assert_eq!(decode(text.as_bytes()).unwrap().remark, None);
    let remark = decode(&WINDOWS_1252.encode(text).0).unwrap().remark;
    assert!(remark.unwrap().contains("windows-1252"));
}

#[test]
fn a_declared_encoding_is_believed_when_the_bytes_are_no_utf8() {
    let text = "<META CONTENT=\"text/html; charset=Shift_JIS\"><H1>日本語</H1>";
    assert_eq!(decode(&SHIFT_JIS.encode(text).0).unwrap().text, text);
    let lies = "<meta charset=\"iso-8859-1\"><h1>Grüße</h1>";
    assert_eq!(decode(lies.as_bytes()).unwrap().text, lies);
}

#[test]
fn one_foreign_byte_harms_no_other_character() {
    let decoded = decode(b"\xE4\xB8\xAD\xE6\x96\x87, caf\xE9, \xE4\xB8\xAD").unwrap();
    assert_eq!(decoded.text, "中文, café, 中");
    assert!(decoded.remark.unwrap().contains("1 bytes"));
    // The file ends in the middle of a character.
    assert_eq!(decode(b"\xE4\xB8\xAD\xE6\x96").unwrap().text, "中\u{fffd}");
}

#[test]
fn what_is_no_text_is_refused() {
    assert_eq!(decode(b"one\ntwo\0three").unwrap_err().line, Some(2));
    assert!(decode(b"\xFF\xFE\0\0a\0\0\0").is_err());
}

#[test]
fn correct_text_of_many_scripts_stays_as_it_is() {
    for text in CORRECT {
        assert_eq!(repair(text).0, text);
        assert_eq!(repair(text).1, []);
    }
}

#[test]
fn damage_is_undone_run_by_run() {
    for (damaged, whole) in [
        ("NHSXâ€™s data", "NHSX’s data"),
        ("a quote â€\u{9d} ends", "a quote ” ends"),
        ("from my team ðŸ˜Š)", "from my team 😊)"),
        (
            "1990 â€“ 2000, correct\u{a0}– too",
            "1990 – 2000, correct\u{a0}– too",
        ),
        ("SÃ¤tzen Ã¼bersetzt", "Sätzen übersetzt"),
        (
            "Ã–sterreich, CÃ”TE, ksiÄ™ga, Å›wiat",
            "Österreich, CÔTE, księga, świat",
        ),
        ("textÂ\u{a0}text 5Â°", "text\u{a0}text 5°"),
        ("ä¸\u{ad}æ–‡ é”™è¯¯ ì•ˆë…•", "中文 错误 안녕"),
        ("Ð\u{9f}Ñ€Ð¸Ð²ÐµÑ‚", "Привет"),
        ("Ã¢â‚¬â„¢", "’"),
        ("ï»¿# Title", "# Title"),
        ("âœ… done â†\u{92} next", "✅ done → next"),
    ] {
        assert_eq!(repair(damaged).0, whole);
    }
}

#[test]
fn every_repaired_line_is_named_once() {
    let (_, repairs) = repair("fine\nitâ€™s, itâ€™s\n\nSÃ¤tze");
    let lines: Vec<usize> = repairs.iter().map(|repair| repair.line).collect();
    assert_eq!(lines, [2, 4]);
    assert!(repairs[0].reason.contains("“â€™” is now “’”"));
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
        if let Ok(decoded) = decode(&bytes) {
            let (text, _) = repair(&decoded.text);
            prop_assert!(!text.contains('\0'));
        }
    }

    #[test]
    fn what_was_written_in_utf8_or_utf16_comes_back(text in "[^\0\u{feff}\u{80}-\u{9f}]*") {
        prop_assert_eq!(decode(text.as_bytes()).unwrap().text, text.as_str());
        let mut bytes = vec![0xFF, 0xFE];
        bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        prop_assert_eq!(decode(&bytes).unwrap().text, text.as_str());
    }

    #[test]
    fn damaged_words_are_made_whole(words in prop::collection::vec("[a-zäöüßéèàçñåø]{2,8}|[а-яё]{3,8}|[α-ω]{3,8}|[一-鿋]{2,5}", 1..5)) {
        let text = words.join(" ");
        // What is only ASCII or ends in a space that can't break has nothing to show.
        prop_assume!(!damaged(&text).ends_with('\u{a0}'));
        let damaged = damaged(&text);
        prop_assert_eq!(repair(&damaged).0, text);
    }

    #[test]
    fn repairing_twice_changes_nothing_more(text in "(?s).{0,60}|[À-ÿ“”€™\u{80}-\u{bf}]{0,30}") {
        let once = repair(&text).0.into_owned();
        let again = repair(&once).0.into_owned();
        prop_assert!(once.len() >= again.len());
    }
}
