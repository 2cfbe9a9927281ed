//! Tables of every shape that people give them.

use super::reading_tests::{entries, read};
use crate::transfer::list::RemarkKind;

#[test]
fn rows_are_entries_and_the_other_columns_are_told() {
    let list = read(
        "| API | Description | Auth | HTTPS | |\n|---|---|---|:-:|---|\n\
         | [Cats](https://c.example) | Pictures of cats. | `apiKey` | Yes | x |\n\
         | 🐕 | [Dogs](https://d.example) | | No |\n\
         | Birds | https://b.example | | |\n\
         | nothing | here | | |\n\n\
         <table><tr><th>Name</th><th>What</th></tr>\n\
         <tr><td><a href=\"https://h.example\">Horses</a></td><td>Big &amp; <b>fast</b></td></tr>\n</table>\n",
    );
    assert_eq!(
        entries(&list),
        [
            (
                3,
                "Cats",
                "https://c.example",
                "Pictures of cats. Auth: apiKey. HTTPS: Yes. x."
            ),
            (4, "Dogs", "https://d.example", "API: 🐕. HTTPS: No."),
            (5, "Birds", "https://b.example", ""),
            (9, "Horses", "https://h.example", "What: Big & fast"),
        ]
    );
    assert_eq!(list.remarks.len(), 1);
    assert_eq!(
        (list.remarks[0].place.line, list.remarks[0].kind),
        (6, RemarkKind::Unusable)
    );
}

#[test]
fn a_column_of_labels_names_nothing() {
    let list = read(
        "| RSS | Name | Address | tags |\n|-|-|-|-|\n\
         | [Feed](https://a.example/f) | Anna | https://a.example | b; c d |\n\
         | [Feed](https://b.example/f) | Bert | https://b.example | b |\n\
         | None | Cleo | https://c.example | |\n\
         | [Feed](https://d.example/f) | Dora | https://d.example | |\n\n\
         | Name | About | Where |\n|-|-|-|\n\
         | Eve | x | [Link](https://e.example) |\n\
         | Fay | y | [Link](https://f.example) |\n\
         | Gus | z | [Link](https://g.example) |\n",
    );
    let found: Vec<_> = entries(&list)
        .into_iter()
        .map(|(_, title, url, about)| (title, url, about))
        .collect();
    assert_eq!(
        found,
        [
            ("Anna", "https://a.example", "[Feed](https://a.example/f)"),
            ("Bert", "https://b.example", "[Feed](https://b.example/f)"),
            ("Cleo", "https://c.example", ""),
            ("Dora", "https://d.example", "[Feed](https://d.example/f)"),
            ("Eve", "https://e.example", "x"),
            ("Fay", "https://f.example", "y"),
            ("Gus", "https://g.example", "z"),
        ]
    );
    assert_eq!(list.entries[0].tags, ["b", "c d"]);
}
