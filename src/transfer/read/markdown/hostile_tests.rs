//! Files that nobody wrote by hand.

use proptest::prelude::*;

use super::read_markdown;
use crate::transfer::list::{Limits, ReadError, ReadList};

fn refused(text: &str) -> ReadError {
    let mut list = ReadList::default();
    read_markdown(text, 2, Limits::UPLOAD, &mut list).unwrap_err()
}

fn indented(levels: usize, mark: &str) -> String {
    let line = |level| format!("{}{mark} a\n", "  ".repeat(level));
    (0..levels).map(line).collect()
}

#[test]
fn nesting_is_bounded() {
    for (text, line) in [
        (indented(1000, "-"), 33),
        ("- ".repeat(10_000) + "a", 1),
        ("> ".repeat(10_000) + "a", 1),
        (">".repeat(10_000), 1),
        ("1. > ".repeat(10_000) + "a", 1),
        ("hello\n\n".to_owned() + &"<ul><li>".repeat(10_000), 3),
        ("<table><tr><td>".repeat(10_000), 1),
        ("- a\n".repeat(2) + &"- ".repeat(100) + "a", 3),
    ] {
        let error = refused(&text);
        assert_eq!((error.file, error.line), (2, Some(line)), "{error}");
        assert!(error.reason.contains("nested more than 32"), "{error}");
    }
    let mut list = ReadList::default();
    let text = "- ".repeat(100) + "\n\n" + &"* ".repeat(100) + "\n\n" + &indented(30, "-");
    read_markdown(&text, 0, Limits::UPLOAD, &mut list).unwrap();
}

#[test]
fn sizes_are_bounded() {
    let error = refused(&("ok\n".to_owned() + &"a".repeat(10 << 20)));
    assert_eq!(
        (error.line, error.reason.as_str()),
        (Some(2), "this line is longer than 1 MB")
    );
    let error = refused(&format!(
        "- [a](https://a.example) {}\n",
        "b".repeat(70_000)
    ));
    assert_eq!(
        (error.line, error.reason.as_str()),
        (Some(1), "one text here is longer than 64 KB")
    );
    let error = refused(&"- [a](https://a.example)\n".repeat(20_001));
    assert_eq!(error.line, Some(20_001));
    let error = refused(&"words\n\n".repeat(10_000));
    assert!(error.reason.contains("longer than 64 KB"), "{error}");
}

#[test]
fn what_an_upload_makes_of_little_is_bounded() {
    let error = refused(&"a\n".repeat(100_001));
    assert_eq!(
        error.reason,
        "this has more than 100000 lines with something on them"
    );
    let error = refused(&("[a](b) ".repeat(8000) + "\n\n").repeat(20));
    assert_eq!(
        (error.line, error.reason.as_str()),
        (
            Some(33),
            "this holds more than 400000 pieces of text, links and marks"
        )
    );
    let error =
        refused(&("<div>\n".to_owned() + &"<b>".repeat(330_000) + "\n" + &"<b>".repeat(330_000)));
    assert_eq!(
        (error.line, error.reason.as_str()),
        (
            Some(1),
            "this HTML goes on for too long without a blank line"
        )
    );
}

#[test]
fn marks_without_end_cost_little_and_break_nothing() {
    for mark in [
        "[",
        "![",
        "[a](",
        "[a](<",
        "*",
        "*_",
        "*_a",
        "`",
        "<a href=x>",
        "<a ",
        "<!--",
        "<li>",
        "&",
        "|",
        "~~",
        "[![a]",
        "[^a]: ",
        "(",
        "https://",
        "https://a(",
        "https://a)",
        ":a:",
        "\\",
        "{",
        "{:",
        "{% ",
        "a://",
        "*https://a",
        "(a",
        "<table>",
        "</td>",
        "- [ ] ",
        "http://a[b](http://c)",
        "<b>",
        "<br>",
        "a\n===\n",
        "# ",
        "+++\n",
        "---\n",
    ] {
        let mut list = ReadList::default();
        let text = format!("- {}\n", mark.repeat(3000));
        let _ = read_markdown(&text, 0, Limits::UPLOAD, &mut list);
        let _ = read_markdown(&mark.repeat(3000), 0, Limits::UPLOAD, &mut list);
    }
}

#[test]
fn front_matter_that_explodes_is_no_title() {
    let mut bomb = String::from("---\na0: &a0 [x, x]\n");
    for level in 1..60 {
        let below = level - 1;
        bomb += &format!("a{level}: &a{level} [*a{below}, *a{below}, *a{below}]\n");
    }
    bomb += "title: *a59\n---\n- [a](https://a.example)\n";
    let mut list = ReadList::default();
    read_markdown(&bomb, 0, Limits::UPLOAD, &mut list).unwrap();
    assert_eq!((list.entries.len(), list.entries[0].place.line), (1, 64));
}

const PIECES: &[&str] = &[
    "# ",
    "## ",
    "- ",
    "* ",
    "1. ",
    "  ",
    "\t",
    "\n",
    "\n\n",
    "> ",
    "[",
    "](",
    ")",
    "[a](https://a.example)",
    "https://b.example/x",
    "![",
    "`",
    "```\n",
    "|",
    "|-|-|\n",
    "| a | b |\n",
    "**",
    "_",
    "~~",
    "<li>",
    "</li>",
    "<ul>",
    "</ul>",
    "<a href=\"https://c.example\">",
    "</a>",
    "<br>",
    "<td>",
    "<tr>",
    "<table>",
    "<h2>",
    "</h2>",
    "<!--",
    "-->",
    ":star:",
    "&amp;",
    "&rlm;",
    "\\",
    "(archived)",
    "word",
    "é",
    "语",
    "م",
    "\u{feff}",
    "---\n",
    "title: x\n",
    "[a]: https://d.example\n",
    "[a]",
    "[^1]",
    " - ",
    ": ",
    "…",
    "😊",
    "#top",
    "[t](#t)",
    "\0",
];

fn texts() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..80);
    prop_oneof![3 => pieces.prop_map(|pieces| pieces.concat()), 1 => "\\PC{0,120}"]
}

proptest! {
    #[test]
    fn any_text_is_read_alike_twice_and_within_its_lines(text in texts()) {
        let mut first = ReadList::default();
        let mut second = ReadList::default();
        let answer = read_markdown(&text, 0, Limits::UPLOAD, &mut first);
        let again = read_markdown(&text, 0, Limits::UPLOAD, &mut second);
        prop_assert_eq!(&answer, &again);
        prop_assert_eq!(&first, &second);
        let lines = 1..=text.split('\n').count();
        let places = first.entries.iter().map(|entry| &entry.place);
        let places = places.chain(first.categories.iter().map(|category| &category.place));
        for place in places.chain(first.remarks.iter().map(|remark| &remark.place)) {
            prop_assert!(lines.contains(&place.line), "{:?}", place);
        }
        for (at, category) in first.categories.iter().enumerate() {
            prop_assert!(category.parent.is_none_or(|parent| parent < at));
        }
        for entry in &first.entries {
            prop_assert!(entry.category.is_none_or(|category| category < first.categories.len()));
            prop_assert!(super::linkify::is_web_address(&entry.url));
            prop_assert!(!entry.title.contains('\n'));
        }
        let size: usize = first.entries.iter().map(|entry| entry.description.len()).sum();
        prop_assert!(size <= 40 * text.len() + 100);
    }

    #[test]
    fn a_title_and_an_address_come_back(title in "[a-zA-Z][a-zA-Z0-9 ]{0,20}[a-z]", path in "[a-z0-9/_~.-]{0,20}[a-z0-9]") {
        let mut list = ReadList::default();
        let url = format!("https://a.example/{path}");
        let text = format!("- [{title}]({url})\n- {title}: {url}\n- {title} - <{url}>\n");
        read_markdown(&text, 0, Limits::UPLOAD, &mut list).unwrap();
        prop_assert_eq!(list.entries.len(), 3);
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        for entry in &list.entries {
            prop_assert_eq!((&entry.title, &entry.url), (&title, &url));
        }
    }
}
