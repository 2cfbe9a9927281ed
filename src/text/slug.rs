//! Names for addresses: Unicode letters and digits in lower case, joined by hyphens.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};

/// The longest slug, in characters. A longer one ends at the last hyphen before this.
pub const LONGEST: usize = 80;

/// Makes a slug of a title: NFC, lower case, letters, digits and their marks, single hyphens
/// between words, at most [`LONGEST`] characters. Apostrophes go without a trace, so that "don't"
/// stays one word. A slug of a slug is that slug.
///
/// `None` when nothing is left, as of "!?". The caller then uses `entry` or `category-{id}`.
pub fn slugify(title: &str) -> Option<String> {
    let lower: String = title.nfc().collect::<String>().to_lowercase();
    let mut slug = String::with_capacity(lower.len());
    for c in lower.nfc() {
        if is_apostrophe(c) || is_invisible(c) {
            continue;
        }
        let in_word = slug.chars().next_back().is_some_and(|last| last != '-');
        if c.is_alphanumeric() || (in_word && is_combining_mark(c)) {
            slug.push(c);
        } else if in_word {
            slug.push('-');
        }
    }
    // Something taken out between a letter and its mark lets them compose only now.
    let slug = shortened(&slug.nfc().collect::<String>());
    (!slug.is_empty()).then_some(slug)
}

/// Makes a slug of a tag, so that names of programming languages stay apart: `c++` is
/// `c-plus-plus`, `c#` is `c-sharp`, `c` is `c`, and `.net` is `dot-net`. A `#` in front, as in a
/// hashtag, is dropped; everything else is as in [`slugify`].
///
/// `None` when nothing is left. "c plus plus" has the slug of "c++": a tag has one address.
pub fn tag_slug(tag: &str) -> Option<String> {
    let tag = tag.trim().trim_start_matches('#');
    let mut spelt = String::with_capacity(tag.len());
    if let Some(after_dot) = tag.strip_prefix('.')
        && after_dot.starts_with(char::is_alphanumeric)
    {
        spelt.push_str("dot ");
    }
    for c in tag.chars() {
        match c {
            '+' => spelt.push_str(" plus "),
            '#' => spelt.push_str(" sharp "),
            other => spelt.push(other),
        }
    }
    slugify(&spelt)
}

fn shortened(slug: &str) -> String {
    let slug = slug.trim_matches('-');
    let Some((end, _)) = slug.char_indices().nth(LONGEST) else {
        return slug.to_owned();
    };
    let head = &slug[..end]; // `end` comes from char_indices, so it is a boundary
    let next_is_hyphen = slug[end..].starts_with('-');
    let cut = match head.rfind('-') {
        _ if next_is_hyphen => end,
        // A hyphen near the front would throw most of a long word away.
        Some(hyphen) if hyphen >= end / 2 => hyphen,
        _ => end,
    };
    head[..cut].trim_end_matches('-').to_owned() // a hyphen's own position is a boundary
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{ff07}')
}

/// Invisible letters and marks would make two addresses that look the same.
fn is_invisible(c: char) -> bool {
    let joins = matches!(c, '\u{200b}'..='\u{200d}' | '\u{34f}');
    let selects =
        matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{180b}'..='\u{180f}' | '\u{e0100}'..='\u{e01ef}');
    let fills = matches!(c, '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}');
    let encloses = matches!(c, '\u{488}' | '\u{489}' | '\u{20d0}'..='\u{20f0}')
        && c.script() == Script::Inherited;
    joins
        || selects
        || fills
        || encloses
        || (super::is_deceptive(c) && !c.is_whitespace() && !c.is_control())
}
