use super::{TextFile, is_record, read_yaml};
use crate::transfer::list::{Limits, ReadError, ReadList};
use crate::transfer::read::tests::outline;

fn read(texts: &[&str]) -> Result<ReadList, ReadError> {
    let files: Vec<TextFile<'_>> = texts
        .iter()
        .enumerate()
        .map(|(file, text)| TextFile {
            file,
            text,
            is_markdown: text.contains("*text*") && is_record(text),
        })
        .collect();
    let mut list = ReadList::default();
    read_yaml(&files, Limits::UPLOAD, &mut list).map(|()| list)
}

const WELLS: &str = "name: Wells
website_url: https://wells.example/
source_code_url: https://code.example/wells
description: Finds wells (old ones too).
licenses:
  - MIT
  - GPL-3.0-only
tags:
  - Water
  - Maps & plans
archived: true
commit_history:
  2025-09: 57
";

#[test]
fn each_record_is_an_entry_in_the_category_of_its_first_tag() {
    let list = read(&[
        WELLS,
        "name: Rain\nwebsite_url: https://rain.example\ntags: [Water]\n",
    ])
    .unwrap();
    assert_eq!(
        outline(&list),
        [
            "Water / Wells <https://wells.example/>",
            "Water / Rain <https://rain.example>"
        ]
    );
    let wells = &list.entries[0];
    assert_eq!(wells.tags, ["Maps & plans"]);
    assert_eq!(wells.licence, "MIT AND GPL-3.0-only");
    assert_eq!(
        wells.description,
        "Finds wells (old ones too).\n\n[Source code](https://code.example/wells)"
    );
    assert!(wells.caveat.is_some());
    assert_eq!(list.entries[1].place.file, 1);
}

#[test]
fn words_with_a_file_of_their_own_introduce_categories() {
    let water = "name: Water\ndescription: '[Wet](https://wet.example).'\nredirect:\n  - title: Elsewhere\n    url: https://else.example\n";
    let licences = "- identifier: MIT\n  name: MIT Licence\n  url: https://mit.example\n- identifier: Zlib\n  name: zlib\n  url: https://zlib.example\n";
    let list = read(&[
        water,
        WELLS,
        licences,
        "name: Nothing\ndescription: of use\n",
    ])
    .unwrap();
    assert_eq!(outline(&list), ["Water / Wells <https://wells.example/>"]);
    assert_eq!(
        list.categories[0].introduction,
        "[Wet](https://wet.example)."
    );
    let mut files: Vec<usize> = list
        .remarks
        .iter()
        .map(|remark| remark.place.file)
        .collect();
    files.sort_unstable();
    assert_eq!(files, [0, 2, 3]);
}

#[test]
fn many_records_in_one_file_and_front_matter_are_read() {
    let list = read(&[
        "Water:\n- title: Wells\n  url: https://wells.example\n- Rain: https://rain.example\n",
    ])
    .unwrap();
    assert_eq!(
        outline(&list),
        [
            "Water / Wells <https://wells.example>",
            "Water / Rain <https://rain.example>"
        ]
    );
    let documents =
        read(&["---\nname: A\nurl: https://a.example\n---\nname: B\nurl: https://b.example\n"])
            .unwrap();
    assert_eq!(
        outline(&documents),
        ["A <https://a.example>", "B <https://b.example>"]
    );
    let page =
        "---\ntitle: Wells\nlink: https://wells.example\ncategory: Water\n---\n\nSome *text*.\n";
    let list = read(&[page]).unwrap();
    assert_eq!(outline(&list), ["Water / Wells <https://wells.example>"]);
    assert_eq!(list.entries[0].description, "Some *text*.");
    assert!(!is_record(
        "---\ntitle: A page\nurl: /pages/a/\n---\n- [x](https://x.example)\n"
    ));
}

#[test]
fn the_records_of_a_list_are_named_with_their_line() {
    let list = read(&["# A list\n- title: A\n  url: https://a.example\n\n- title: B\n  url: mailto:b@b.example\n- title: C\n  url: https://c.example\n"]).unwrap();
    let lines: Vec<usize> = list.entries.iter().map(|entry| entry.place.line).collect();
    assert_eq!(lines, [2, 7]);
    assert_eq!(list.remarks[0].place.line, 5);
}

#[test]
fn hostile_and_broken_files_are_refused_with_their_line() {
    let mut laughs = "a: &a [\"https://a.example\",x,x,x,x,x,x,x,x]\n".to_owned();
    for (above, below) in ('a'..'j').zip('b'..='j') {
        laughs.push_str(&format!(
            "{below}: &{below} [{}]\n",
            vec![format!("*{above}"); 9].join(",")
        ));
    }
    assert!(read(&[&laughs]).is_err());
    assert!(read(&[&"[".repeat(100_000)]).is_err());
    let error = read(&[WELLS, "name: A\nurl: \"https://a.example\n"]).unwrap_err();
    assert_eq!(error.file, 1);
    assert!(error.reason.contains("YAML"));
    assert_eq!(read(&["a: b\nc: [\n\td: e\n"]).unwrap_err().line, Some(3));
}
