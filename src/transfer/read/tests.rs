use proptest::prelude::*;

use super::{Format, SourceFile, read};
use crate::transfer::list::{Limits, ReadError, ReadList};

/// Every entry as one line: its path, its title and its link.
pub fn outline(list: &ReadList) -> Vec<String> {
    let lines = list.entries.iter().enumerate().map(|(index, entry)| {
        let mut path = path_of(list, index);
        path.push(entry.title.clone());
        format!("{} <{}>", path.join(" / "), entry.url)
    });
    lines.collect()
}

/// The titles of an entry's categories, from the top.
pub fn path_of(list: &ReadList, entry: usize) -> Vec<String> {
    let mut path = Vec::new();
    let mut next = list.entries[entry].category;
    while let Some(index) = next {
        path.insert(0, list.categories[index].title.clone());
        next = list.categories[index].parent;
    }
    path
}

fn file(name: &str, bytes: impl Into<Vec<u8>>) -> SourceFile {
    SourceFile {
        name: name.to_owned(),
        bytes: bytes.into(),
    }
}

fn read_one(name: &str, bytes: impl Into<Vec<u8>>) -> Result<ReadList, ReadError> {
    read(&[file(name, bytes)], None, Limits::UPLOAD)
}

const GOOD: [(&str, &str); 7] = [
    (
        "a.md",
        "# Water\n\n## Wells\n\n- [Old wells](https://wells.example) – deep\n- https://rain.example\n",
    ),
    (
        "a.html",
        "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<H1>Water</H1><DL><p><DT><H3>Wells</H3><DL><p><DT><A HREF=\"https://wells.example\" TAGS=\"a,b\">Old wells</A><DD>deep <b>ones</b></DL><p></DL>",
    ),
    (
        "a.opml",
        "<?xml version=\"1.0\"?><opml version=\"1.0\"><head><title>Water</title></head><body><outline text=\"Wells\"><outline text=\"Old & deep\" xmlUrl=\"https://wells.example\"/></outline></body></opml>",
    ),
    (
        "a.csv",
        "title;url;category\n\"Old wells\";https://wells.example;Water > Wells\n",
    ),
    (
        "a.json",
        "[{\"title\":\"Old wells\",\"url\":\"https://wells.example\",\"tags\":[\"a\"]},{\"children\":[{\"url\":\"https://b.example\"}],\"title\":\"b\"}]",
    ),
    (
        "b.json",
        "{\"format\":\"signpost/1\",\"site\":{\"title\":\"Water\"},\"categories\":[{\"title\":\"Wells\",\"entries\":[{\"url\":\"https://wells.example\",\"title\":\"Old wells\"}]}]}",
    ),
    (
        "a.yml",
        "- title: Old wells\n  url: https://wells.example\n  tags: [Water]\n",
    ),
];

#[test]
fn the_format_shows_in_the_name_or_in_what_the_file_holds() {
    for (name, text) in GOOD {
        let named = read_one(name, text).unwrap();
        assert!(!named.entries.is_empty(), "{name}");
        assert_eq!(
            read_one("upload", text).unwrap().entries,
            named.entries,
            "{name}"
        );
    }
    assert!(
        read_one("notes.txt", "Nothing to see here")
            .unwrap_err()
            .reason
            .contains("Choose the format")
    );
    let chosen = read(
        &[file("notes.txt", "name,site\nA,https://a.example")],
        Some(Format::Csv),
        Limits::UPLOAD,
    );
    assert_eq!(outline(&chosen.unwrap()), ["A <https://a.example>"]);
}

#[test]
fn archives_and_other_binary_files_are_named_and_never_opened() {
    for (bytes, word) in [
        (&b"\x1F\x8B\x08\0\0\0"[..], "gzip"),
        (b"PK\x03\x04....", "zip"),
        (b"SQLite format 3\0...", "SQLite"),
        (b"%PDF-1.7", "PDF"),
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"- [a](https://a.example)\0\0", "NUL"),
    ] {
        let error = read_one("a.md", bytes).unwrap_err();
        assert!(error.reason.contains(word), "{}", error.reason);
    }
}

#[test]
fn damage_and_foreign_encodings_are_remarked() {
    let list = read_one(
        "a.csv",
        "title,url\nSÃ¤tze,https://a.example\nGrüße,https://b.example\n",
    )
    .unwrap();
    assert_eq!(
        outline(&list),
        ["Sätze <https://a.example>", "Grüße <https://b.example>"]
    );
    assert_eq!(list.remarks[0].place.line, 2);
    let own = GOOD[5].1.replace("Old wells", "SÃ¤tze");
    assert_eq!(read_one("b.json", own).unwrap().entries[0].title, "SÃ¤tze");
    let list = read_one(
        "a.csv",
        b"title,url\nGr\xFC\xDFe,https://b.example\n".as_slice(),
    )
    .unwrap();
    assert_eq!(outline(&list), ["Grüße <https://b.example>"]);
    assert!(list.remarks[0].reason.contains("windows-1252"));
}

#[test]
fn several_files_make_one_list() {
    let lists = [
        file(
            "a.md",
            "# Water\n\n- [A](https://a.example)\n\n## Wells\n\n- [B](https://b.example)\n",
        ),
        file("b.csv", ""),
        file("c.md", "# Air\n\n- [C](https://c.example)\n"),
    ];
    let list = read(&lists, None, Limits::UPLOAD).unwrap();
    assert_eq!(
        outline(&list),
        [
            "Water / A <https://a.example>",
            "Water / Wells / B <https://b.example>",
            "Air / C <https://c.example>"
        ]
    );
    assert_eq!(list.entries[2].place.file, 2);
    assert_eq!(
        (list.remarks[0].place.file, list.remarks[0].reason.as_str()),
        (1, "This file is empty")
    );
    let records = [
        file("README.md", "# About\n\n- [no](https://no.example)\n"),
        file(
            "software/a.yml",
            "name: A\nurl: https://a.example\ntags: [Water]\n",
        ),
    ];
    let list = read(&records, None, Limits::UPLOAD).unwrap();
    assert_eq!(outline(&list), ["Water / A <https://a.example>"]);
    let error = read(
        &[lists[0].clone(), file("d.json", "[{]")],
        None,
        Limits::UPLOAD,
    )
    .unwrap_err();
    assert_eq!(error.file, 1);
}

/// What every list must be, whatever it was read from.
fn check(list: &ReadList) -> Result<(), TestCaseError> {
    for (index, category) in list.categories.iter().enumerate() {
        prop_assert!(
            category.parent.is_none_or(|parent| parent < index),
            "parents come first"
        );
    }
    for entry in &list.entries {
        prop_assert!(
            entry
                .category
                .is_none_or(|category| category < list.categories.len())
        );
        prop_assert!(!entry.title.contains('\n') && !entry.url.is_empty());
    }
    Ok(())
}

const FORMATS: [Format; 6] = [
    Format::Markdown,
    Format::Bookmarks,
    Format::Opml,
    Format::Csv,
    Format::Json,
    Format::Yaml,
];

proptest! {
    #[test]
    fn any_bytes_end_in_a_list_or_a_message(bytes: Vec<u8>, text in "\\PC{0,200}", format in prop::sample::select(&FORMATS[..])) {
        for bytes in [bytes, text.into_bytes()] {
            if let Ok(list) = read(&[file("upload", bytes)], Some(format), Limits::UPLOAD) {
                check(&list)?;
            }
        }
    }

    #[test]
    fn good_files_that_were_damaged_end_in_a_list_or_a_message(
        (name, text) in prop::sample::select(&GOOD[..]),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..20, "[<>\"'&;,:{}\\[\\]\\-\n a-c=/]{0,4}"), 1..6),
    ) {
        let mut damaged: Vec<char> = text.chars().collect();
        for (place, length, insert) in cuts {
            let start = place.index(damaged.len() + 1);
            let end = (start + length).min(damaged.len());
            damaged.splice(start..end, insert.chars());
        }
        let damaged: String = damaged.into_iter().collect();
        if let Ok(list) = read_one(name, damaged) {
            check(&list)?;
        }
    }
}
