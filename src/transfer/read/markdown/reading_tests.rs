//! Lists of every shape that people give them.

use super::read_markdown;
use crate::text::CaveatKind;
use crate::transfer::list::{Limits, ReadList};

pub(super) fn read(text: &str) -> ReadList {
    let mut list = ReadList::default();
    read_markdown(text, 0, Limits::COMMAND_LINE, &mut list).unwrap();
    list
}

/// Line, title, address and description of each entry.
pub(super) fn entries(list: &ReadList) -> Vec<(usize, &str, &str, &str)> {
    let entries = list.entries.iter();
    entries
        .map(|entry| {
            let line = entry.place.line;
            (line, &*entry.title, &*entry.url, &*entry.description)
        })
        .collect()
}

pub(super) fn path(list: &ReadList, entry: usize) -> Vec<&str> {
    let mut path = Vec::new();
    let mut at = list.entries[entry].category;
    while let Some(category) = at {
        path.insert(0, &*list.categories[category].title);
        at = list.categories[category].parent;
    }
    path
}

/// The only entry of an item.
fn item(item: &str) -> (String, String, String) {
    let list = read(&format!("- {item}\n"));
    assert_eq!(list.entries.len(), 1, "{item}: {list:?}");
    let entry = &list.entries[0];
    (
        entry.title.clone(),
        entry.url.clone(),
        entry.description.clone(),
    )
}

fn assert_item(source: &str, title: &str, url: &str, description: &str) {
    let expected = (title.to_owned(), url.to_owned(), description.to_owned());
    assert_eq!(item(source), expected, "{source}");
}

#[test]
fn an_item_begins_with_a_link_however_it_is_dressed() {
    const URL: &str = "https://a.example/x";
    for source in [
        "[Anna](https://a.example/x) - Bakes **bread**.",
        "[Anna](https://a.example/x): Bakes **bread**.",
        "[Anna](https://a.example/x) – Bakes **bread**.",
        "[Anna](https://a.example/x) — Bakes **bread**.",
        "[Anna](https://a.example/x), Bakes **bread**.",
        "[Anna](https://a.example/x). Bakes **bread**.",
        "**[Anna](https://a.example/x)** - Bakes **bread**.",
        "**[Anna](https://a.example/x) -** Bakes **bread**.",
        "[**Anna**](https://a.example/x) Bakes **bread**.",
        "[`Anna`](https://a.example/x) Bakes **bread**.",
        "*[Anna](<https://a.example/x> \"tip\")* Bakes **bread**.",
        "[ ] [Anna](https://a.example/x) - Bakes **bread**.",
        "[x] [Anna](https://a.example/x) - Bakes **bread**.",
        "⭐ [Anna](https://a.example/x) - Bakes **bread**.",
        ":star: [Anna](https://a.example/x) - Bakes **bread**.",
        "![logo](l.png) [Anna](https://a.example/x) - Bakes **bread**.",
        "[![b](b.svg)](https://ci.example) [Anna](https://a.example/x) - Bakes **bread**.",
        "[Anna](https://a.example/x) - Bakes **bread**. ![b](https://b.example/b.svg)",
        "[Anna](https://a.example/x) [![b](b.svg)](https://ci.example) - Bakes **bread**.",
        "<a href=\"https://a.example/x\">Anna</a> - Bakes **bread**.",
        "<b><a href='https://a.example/x'>Anna</a></b>: Bakes **bread**.",
        "[Anna][1] - Bakes **bread**.\n\n[1]: https://a.example/x",
        "[Anna] - Bakes **bread**.\n\n[anna]: https://a.example/x",
        "[Anna](https://a.example/x)\n  Bakes\n  **bread**.",
        "Anna: https://a.example/x Bakes **bread**.",
        "Anna - <https://a.example/x> - Bakes **bread**.",
        "**Anna** (https://a.example/x) Bakes **bread**.",
        "Anna https://a.example/x: Bakes **bread**.",
        "Anna [https://a.example/x](https://a.example/x) Bakes **bread**.",
        "[🔗](https://a.example/x) Anna: Bakes \\*\\*bread\\*\\*.",
    ] {
        let (title, url, description) = item(source);
        assert_eq!((&*title, &*url), ("Anna", URL), "{source}");
        let plain = description.replace(['*', '\\', ')'], "");
        assert_eq!(plain.trim(), "Bakes bread.", "{source}");
    }
}

#[test]
fn the_rest_of_an_item_stays_with_it() {
    assert_item(
        "[One](https://1.example), [two](https://2.example/a b) and [three][3] `c` (PDF)\n\n[3]: <https://3.example/(x)>",
        "One",
        "https://1.example",
        "\\[two\\](<https://2.example/a> b) and [three](https://3.example/%28x%29) `c` (PDF)",
    );
    assert_item(
        "https://1.example[Trees](https://2.example)",
        "",
        "https://1.example",
        "[Trees](https://2.example)",
    );
    assert_item(
        "Data about us (by my team :relaxed:) https://a.example/b",
        "Data about us",
        "https://a.example/b",
        "by my team ☺\u{fe0f}",
    );
    assert_item(
        "[C&ocirc;te &amp; &lt;x&gt;](https://a.example/?a=1&b=2) is \\*not\\* a_b &lt;y&gt;",
        "Côte & <x>",
        "https://a.example/?a=1&b=2",
        "is \\*not\\* a_b \\<y>",
    );
    assert_item(
        "[كتاب CSS&rlm;](https://a.example/كتاب) - مؤلف&rlm; (PDF)",
        "كتاب CSS\u{200f}",
        "https://a.example/كتاب",
        "مؤلف\u{200f} (PDF)",
    );
    assert_item(
        "博客：https://a.example/路径，说明。",
        "博客",
        "https://a.example/路径",
        "说明。",
    );
}

#[test]
fn warnings_in_parentheses_are_caveats() {
    let list = read(
        "- [A](https://a.example) - Ann (PDF) *( :card_file_box: archived)* (CC BY)\n\
         - [B](https://b.example) (email address requested, not required)\n\
         - [C](https://c.example) - A repaid debt (unpaid)\n\
         - D (no licence) https://d.example\n",
    );
    let caveats: Vec<_> = list
        .entries
        .iter()
        .map(|entry| {
            entry
                .caveat
                .as_ref()
                .map(|caveat| (caveat.kind, caveat.text.as_str()))
        })
        .collect();
    assert_eq!(
        caveats,
        [
            Some((CaveatKind::Archived, "archived")),
            Some((CaveatKind::Paywall, "email address requested, not required")),
            None,
            Some((CaveatKind::Licence, "no licence")),
        ]
    );
    assert_eq!(list.entries[0].description, "Ann (PDF) (CC BY)");
    assert_eq!(list.entries[1].description, "");
    assert_eq!(list.entries[3].title, "D");
}

#[test]
fn nested_items_belong_to_the_category_and_labels_are_categories() {
    let list = read(
        "# T\n\n## Systems\n\n\
         - [Alpha](https://a.example) - First.\n\
         \t- [Beta](https://b.example)\n\
         \t\t1. [Gamma](https://c.example)\n\
         \t- only words\n\
         - Linux - a kernel\n\
         \t- [Delta](https://d.example)\n\
         - [Omega](https://o.example)\n\n\
         \x20 Another paragraph with [a link](https://p.example).\n",
    );
    let found: Vec<_> = (0..list.entries.len())
        .map(|at| (list.entries[at].url.as_str(), path(&list, at)))
        .collect();
    assert_eq!(
        found,
        [
            ("https://a.example", vec!["Systems"]),
            ("https://b.example", vec!["Systems"]),
            ("https://c.example", vec!["Systems"]),
            ("https://d.example", vec!["Systems", "Linux"]),
            ("https://o.example", vec!["Systems"]),
        ]
    );
    assert_eq!(list.entries[0].description, "First.\n\n- only words");
    assert_eq!(
        list.entries[4].description,
        "Another paragraph with [a link](https://p.example)."
    );
    assert_eq!(list.categories[1].introduction, "a kernel");
    assert_eq!(list.categories[1].place.line, 9);
}

#[test]
fn html_lists_and_lines_are_lists_too() {
    let list = read(
        "## A\n\n<div dir=\"rtl\" markdown=\"1\">\n\n* [One](https://1.example)\n\n</div>\n\n\
         <ul>\n<li><a href=\"https://2.example\">Two</a> - second\n<ul><li><a href=\"https://3.example\">Three</a></ul>\n\
         <li>words</li>\n<li><a href=\"#x\">in</a></li></ul>\n\n\
         <details>\n<summary>More</summary>\n\n- [Four](https://4.example)\n\n</details>\n\n\
         [Five](https://5.example) is last<br>\n<a href=\"https://6.example\">Six</a>, not quite<br/>\nand an end.\n",
    );
    assert_eq!(
        entries(&list),
        [
            (5, "One", "https://1.example", ""),
            (10, "Two", "https://2.example", "second"),
            (11, "Three", "https://3.example", ""),
            (18, "Four", "https://4.example", ""),
            (22, "Five", "https://5.example", "is last"),
            (23, "Six", "https://6.example", "not quite"),
        ]
    );
}

#[test]
fn items_that_name_before_they_link_are_entries_where_all_do() {
    let list = read(
        "- Advice: [link](https://a.example) by *us*\n- Rules – [rules.example](https://rules.example/)\n- Anna: [My book](https://b.example)\n- 2020: [Old](https://c.example), long\n- see [this](https://d.example)\n",
    );
    assert_eq!(
        entries(&list),
        [
            (1, "Advice", "https://a.example", "by *us*"),
            (2, "Rules", "https://rules.example/", ""),
            (3, "Anna: My book", "https://b.example", ""),
            (4, "Old", "https://c.example", "2020 – long"),
        ]
    );
    let mixed = read(
        "- [A](https://a.example)\n- B: [b](https://b.example)\n- C: [c](https://c.example)\n",
    );
    assert_eq!(mixed.entries.len(), 1);
}
