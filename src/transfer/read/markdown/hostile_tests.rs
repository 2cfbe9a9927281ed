//! Files that nobody wrote by hand.

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
