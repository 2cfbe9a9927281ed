//! What holds of every text.

use proptest::prelude::*;

use super::read_markdown;
use crate::transfer::list::{Limits, ReadList};

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
