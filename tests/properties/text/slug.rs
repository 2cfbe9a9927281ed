use proptest::prelude::*;
use signpost::text::{slugify, tag_slug};

#[test]
fn titles_become_readable_names() {
    for (title, slug) in [
        (
            "Making source code open and reusable",
            "making-source-code-open-and-reusable",
        ),
        ("  Data — saves: lives!  ", "data-saves-lives"),
        ("Don't panic", "dont-panic"),
        ("Ärzte & Pflege", "ärzte-pflege"),
        ("E\u{301}tude", "étude"),
        ("ΟΔΟΣ", "οδος"),
        ("हिन्दी में", "हिन्दी-में"),
        ("日本語 ガイド", "日本語-ガイド"),
        ("कृष्ण\u{200d}", "कृष्ण"),
        ("a/b\\c..d%2e", "a-b-c-d-2e"),
        ("1️⃣ first", "1-first"),
    ] {
        assert_eq!(slugify(title).as_deref(), Some(slug), "{title}");
    }
    for title in ["", "!?", "  ", "\u{301}", "🙂", "..", "\u{3164}"] {
        assert_eq!(slugify(title), None, "{title:?}");
    }
}

#[test]
fn long_titles_end_at_a_word() {
    let slug = slugify(&"seven ".repeat(20)).unwrap();
    assert_eq!(slug, ["seven"; 13].join("-"));
    assert_eq!(slugify(&"x".repeat(300)).unwrap().chars().count(), 80);
}

#[test]
fn tags_of_languages_stay_apart() {
    let tags = [
        "c", "C++", "c#", "F#", ".NET", "net", "node.js", "A+B", "#nhs", "C♯",
    ];
    let slugs: Vec<_> = tags.iter().map(|tag| tag_slug(tag).unwrap()).collect();
    assert_eq!(
        slugs,
        [
            "c",
            "c-plus-plus",
            "c-sharp",
            "f-sharp",
            "dot-net",
            "net",
            "node-js",
            "a-plus-b",
            "nhs",
            "c"
        ]
    );
    assert_eq!(tag_slug("#"), None);
}

fn is_one_segment(slug: &str) -> bool {
    let url = url::Url::parse("https://site.invalid/tags/").unwrap();
    let joined = url.join(slug).unwrap();
    let segments: Vec<_> = joined.path_segments().unwrap().collect();
    let decoded = percent_encoding::percent_decode_str(segments[1])
        .decode_utf8()
        .unwrap();
    segments.len() == 2
        && decoded == slug
        && joined.query().is_none()
        && joined.fragment().is_none()
}

proptest! {
    #[test]
    fn slugs_are_path_segments_and_slugs_of_themselves(title in any::<String>()) {
        if let Some(slug) = slugify(&title) {
            prop_assert!(is_one_segment(&slug));
            prop_assert!(slug.chars().count() <= 80);
            prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
            prop_assert_eq!(slugify(&slug), Some(slug));
        }
        if let Some(slug) = tag_slug(&title) {
            prop_assert!(is_one_segment(&slug));
            prop_assert_eq!(tag_slug(&slug), Some(slug));
        }
    }

    #[test]
    fn letters_of_many_scripts(title in "[\\p{L}\\p{M}\\p{N}\u{200c}\u{200d} '’-]{0,120}") {
        if let Some(slug) = slugify(&title) {
            prop_assert_eq!(slugify(&slug), Some(slug));
        }
    }
}
