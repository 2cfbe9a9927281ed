//! Languages of listed resources, as people call them.

/// The language of the interface, as `base.html` declares it.
pub const INTERFACE: &str = "en";
/// The same with its region, as feeds declare it.
pub const INTERFACE_TAG: &str = "en-GB";

/// English names of the languages that a directory is likely to meet, by ISO 639-1 code.
const NAMES: [(&str, &str); 46] = [
    ("ar", "Arabic"),
    ("bg", "Bulgarian"),
    ("bn", "Bengali"),
    ("ca", "Catalan"),
    ("cs", "Czech"),
    ("cy", "Welsh"),
    ("da", "Danish"),
    ("de", "German"),
    ("el", "Greek"),
    ("en", "English"),
    ("es", "Spanish"),
    ("et", "Estonian"),
    ("eu", "Basque"),
    ("fa", "Persian"),
    ("fi", "Finnish"),
    ("fr", "French"),
    ("ga", "Irish"),
    ("gd", "Scottish Gaelic"),
    ("he", "Hebrew"),
    ("hi", "Hindi"),
    ("hr", "Croatian"),
    ("hu", "Hungarian"),
    ("id", "Indonesian"),
    ("is", "Icelandic"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ko", "Korean"),
    ("lt", "Lithuanian"),
    ("lv", "Latvian"),
    ("mt", "Maltese"),
    ("nb", "Norwegian Bokmål"),
    ("nl", "Dutch"),
    ("no", "Norwegian"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("ro", "Romanian"),
    ("ru", "Russian"),
    ("sk", "Slovak"),
    ("sl", "Slovenian"),
    ("sr", "Serbian"),
    ("sv", "Swedish"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("ur", "Urdu"),
    ("vi", "Vietnamese"),
    ("zh", "Chinese"),
];

/// The name of a BCP 47 language; one that we can't name is called by its tag.
pub fn name(tag: &str) -> &str {
    let wanted = primary(tag);
    NAMES
        .iter()
        .find(|(code, _)| wanted.eq_ignore_ascii_case(code))
        .map_or(tag, |(_, name)| name)
}

/// The code of a language by its English name, in any case.
pub fn by_name(name: &str) -> Option<&'static str> {
    let found = NAMES
        .iter()
        .find(|(_, known)| known.eq_ignore_ascii_case(name.trim()));
    found.map(|(code, _)| *code)
}

/// The tag, if it says another language than the interface's, so that a screen reader has to be
/// told; none when nobody said which.
pub fn foreign(tag: &str) -> Option<&str> {
    let own = tag.is_empty() || primary(tag).eq_ignore_ascii_case(INTERFACE);
    (!own).then_some(tag)
}

fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_make_no_other_language() {
        assert_eq!((name("de-CH"), name("CY")), ("German", "Welsh"));
        assert_eq!(name("tlh"), "tlh");
        assert_eq!((foreign("en-US"), foreign("")), (None, None));
        assert_eq!(foreign("fr-CA"), Some("fr-CA"));
    }
}
