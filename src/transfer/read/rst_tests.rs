use super::*;

fn read(text: &str) -> ReadList {
    let mut list = ReadList::default();
    read_rst(text, 0, Limits::COMMAND_LINE, &mut list).unwrap();
    list
}

const LIST: &str = "\
==========
Gardening
==========

Links that gardeners share.

.. contents::
   :local:

Tools
=====

- `Spades <https://spades.example/buy_now>`_ - a *shop* for spades
- `Forks`_: kept by hand
- Rakes: https://rakes.example/
- See `this shop <https://shop.example>`__ first

Small tools
-----------

#. `Trowel
   by hand <https://trowel.example>`_

   Still made.
#. Seeds_ for sowing

Books
=====

`Soil <https://soil.example>`_
    All about soil.

.. note:: Buy local.

.. _Forks: https://forks.example
.. _seeds: https://seeds.example/a_very
           _long_address
";

#[test]
fn titles_bullets_and_targets_make_a_list() {
    let list = read(LIST);
    assert_eq!(list.title.as_deref(), Some("Gardening"));
    assert_eq!(list.introduction, "Links that gardeners share.");
    let titles: Vec<_> = list
        .categories
        .iter()
        .map(|one| (one.title.as_str(), one.parent))
        .collect();
    assert_eq!(
        titles,
        [("Tools", None), ("Small tools", Some(0)), ("Books", None)]
    );
    let found: Vec<_> = list
        .entries
        .iter()
        .map(|entry| {
            (
                entry.place.line,
                entry.title.as_str(),
                entry.url.as_str(),
                entry.description.as_str(),
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            (
                13,
                "Spades",
                "https://spades.example/buy_now",
                "a *shop* for spades"
            ),
            (14, "Forks", "https://forks.example", "kept by hand"),
            (15, "Rakes", "https://rakes.example/", ""),
            (
                21,
                "Trowel by hand",
                "https://trowel.example",
                "Still made."
            ),
            (
                25,
                "Seeds",
                "https://seeds.example/a_very_long_address",
                "for sowing"
            ),
            (30, "Soil", "https://soil.example", "All about soil."),
        ]
    );
    assert_eq!(
        list.categories[0].introduction,
        "- See [this shop](https://shop.example) first"
    );
    assert_eq!(list.remarks.len(), 1);
    assert_eq!(list.remarks[0].place.line, 16);
}

#[test]
fn marks_that_are_none_stay_as_they_are() {
    let list = read("- https://a.example/x_y_ a_b 2 * 3 ``c_`` |logo| \\*d\\*\n");
    assert_eq!(list.entries[0].url, "https://a.example/x_y");
    let list = read("- `A <https://a.example>`_ a_b, 2 * 3, ``c_`` \\*d\\*\n");
    assert_eq!(list.entries[0].description, "a\\_b, 2 \\* 3, `c_` \\*d\\*");
}

#[test]
fn nesting_ends_in_a_message() {
    let mut text = String::new();
    for depth in 0..200 {
        text.push_str(&format!("{}- a\n\n", "  ".repeat(depth)));
    }
    let mut list = ReadList::default();
    let error = read_rst(&text, 3, Limits::UPLOAD, &mut list).unwrap_err();
    assert_eq!((error.file, error.line), (3, Some(65)));
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "[-*`_|:. <>=~\\n\\\\a-c/]{0,200}|\\PC{0,80}") {
        let mut list = ReadList::default();
        let lines = text.split('\n').count();
        if read_rst(&text, 0, Limits::UPLOAD, &mut list).is_ok() {
            for entry in &list.entries {
                proptest::prop_assert!((1..=lines).contains(&entry.place.line));
            }
        }
    }
}
