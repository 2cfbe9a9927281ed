//! Which characters are invisible, and where the invisible ones have work to do.

use unicode_normalization::char::{canonical_combining_class, is_combining_mark};
use unicode_properties::{GeneralCategoryGroup, UnicodeEmoji, UnicodeGeneralCategory};
use unicode_script::{Script, UnicodeScript};

const ZERO_WIDTH_SPACE: char = '\u{200b}';
const ZERO_WIDTH_JOINER: char = '\u{200d}';
const BLACK_FLAG: char = '\u{1f3f4}';
const CANCEL_TAG: char = '\u{e007f}';

/// The canonical combining class of a virama, which joiners may follow (RFC 5892, appendix A).
const VIRAMA: u8 = 9;

/// Arabic letter heh: with a joiner after it, the abbreviation of the Hijri era.
const HEH: char = '\u{647}';

/// Whether a character can't be seen and can deceive: controls, marks that turn the direction of
/// text, tags, byte order marks, soft hyphens, blank letters and noncharacters.
///
/// The joiners (U+200B to U+200D) are not among them, since whole languages are spelt with them.
pub fn is_deceptive(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1f}'
        | '\u{7f}'..='\u{9f}'
        | '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200e}' | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{3164}'
        | '\u{fdd0}'..='\u{fdef}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// Whether a deceptive character stood for the end of a line, so that words stay apart without it.
pub(super) fn is_odd_line_break(c: char) -> bool {
    matches!(
        c,
        '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\n' | '\r'
    )
}

/// How many bytes an emoji tag sequence takes at the start of the text: the flag of a part of a
/// country, such as Scotland (UTS 51, ED-14a: a black flag, the region's letters, an end).
pub(super) fn flag_sequence_len(text: &str) -> Option<usize> {
    let mut characters = text.chars();
    if characters.next() != Some(BLACK_FLAG) {
        return None;
    }
    let mut len = BLACK_FLAG.len_utf8();
    let mut region = 0;
    for c in characters {
        len += c.len_utf8();
        match c {
            CANCEL_TAG => return (3..=6).contains(&region).then_some(len),
            '\u{e0061}'..='\u{e007a}' => region += 1,
            '\u{e0030}'..='\u{e0039}' if region >= 2 => region += 1,
            _ => return None,
        }
        if region > 6 {
            return None;
        }
    }
    None
}

/// Whether a character is a joiner: it stays where [`joiner_belongs`] says so.
pub(super) fn is_joiner(c: char) -> bool {
    matches!(c, ZERO_WIDTH_SPACE..=ZERO_WIDTH_JOINER)
}

/// Whether a joiner has work to do between what stands before it and the character after it.
pub(super) fn joiner_belongs(before: &str, joiner: char, after: Option<char>) -> bool {
    let Some(last) = before.chars().next_back() else {
        return false;
    };
    let base = base_of(before);
    if joiner == ZERO_WIDTH_SPACE {
        return base.is_some_and(writes_without_spaces) && after.is_some_and(writes_without_spaces);
    }
    if joiner == ZERO_WIDTH_JOINER && emoji_before(before) && after.is_some_and(is_pictograph) {
        return true;
    }
    let ends_syllable = canonical_combining_class(last) == VIRAMA && uses_joiners(last);
    let abbreviates = joiner == ZERO_WIDTH_JOINER && last == HEH;
    let between_letters = match (base, after) {
        (Some(base), Some(after)) if !is_joiner(last) => {
            // "Linux" and "10" take a Persian ending after a joiner, so one side may be neutral.
            (uses_joiners(base) && (uses_joiners(after) || after.is_alphanumeric()))
                || (base.is_alphanumeric() && uses_joiners(after))
        }
        _ => false,
    };
    ends_syllable || abbreviates || between_letters
}

/// The letter that the marks at the end of a text belong to. Marks are capped before this is
/// asked, so a short look back finds it.
fn base_of(text: &str) -> Option<char> {
    text.chars()
        .rev()
        .take(10)
        .find(|c| !is_combining_mark(*c) || uses_joiners(*c))
}

/// Whether the text ends in an emoji, with or without a variation selector and a skin tone.
fn emoji_before(text: &str) -> bool {
    text.chars()
        .rev()
        .take(3)
        .find(|c| !matches!(c, '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}'))
        .is_some_and(is_pictograph)
}

fn is_pictograph(c: char) -> bool {
    !c.is_ascii() && c.is_emoji_char()
}

/// Whether a character is a letter, mark or digit of a script whose spelling uses joiners.
fn uses_joiners(c: char) -> bool {
    const SCRIPTS: [Script; 31] = [
        Script::Adlam,
        Script::Arabic,
        Script::Balinese,
        Script::Bengali,
        Script::Chakma,
        Script::Devanagari,
        Script::Grantha,
        Script::Gujarati,
        Script::Gurmukhi,
        Script::Hanifi_Rohingya,
        Script::Javanese,
        Script::Kaithi,
        Script::Kannada,
        Script::Khmer,
        Script::Malayalam,
        Script::Mandaic,
        Script::Meetei_Mayek,
        Script::Mongolian,
        Script::Myanmar,
        Script::Newa,
        Script::Nko,
        Script::Oriya,
        Script::Phags_Pa,
        Script::Sharada,
        Script::Sinhala,
        Script::Sundanese,
        Script::Syriac,
        Script::Tamil,
        Script::Telugu,
        Script::Tibetan,
        Script::Tirhuta,
    ];
    is_word_character(c) && belongs_to(c, &SCRIPTS)
}

/// Whether a character is of a script that marks the end of a word with a zero-width space.
fn writes_without_spaces(c: char) -> bool {
    const SCRIPTS: [Script; 7] = [
        Script::Javanese,
        Script::Khmer,
        Script::Lao,
        Script::Myanmar,
        Script::Tai_Tham,
        Script::Thai,
        Script::Tibetan,
    ];
    belongs_to(c, &SCRIPTS)
}

fn is_word_character(c: char) -> bool {
    matches!(
        c.general_category_group(),
        GeneralCategoryGroup::Letter | GeneralCategoryGroup::Mark | GeneralCategoryGroup::Number
    )
}

fn belongs_to(c: char, scripts: &[Script]) -> bool {
    let extension = c.script_extension();
    let of_every_script = extension.is_common() || extension.is_inherited();
    !of_every_script && scripts.iter().any(|s| extension.contains_script(*s))
}
