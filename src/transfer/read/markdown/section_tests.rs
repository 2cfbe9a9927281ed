//! Titles, headings, and what stands between the entries.

use super::reading_tests::{path, read};
use crate::transfer::list::{ReadList, RemarkKind};

fn titles(list: &ReadList) -> Vec<&str> {
    list.categories
        .iter()
        .map(|one| one.title.as_str())
        .collect()
}

#[test]
fn front_matter_names_the_list_and_its_heading_is_no_category() {
    for front in [
        "---\ntitle: \"Open source\"\nweight: 10\n# bookToc: true\n---\n",
        "\u{feff}---\ntitle: Open source\ntags: [a, *b]\n...\n",
        "+++\ntitle = 'Open source'\nweight = 10\n+++\n",
    ] {
        let list = read(&format!(
            "{front}\n## Open source\n\nI say it once.\n\n(Later *more*.)\n\n### Policy\n\n* Advice:  https://a.example/x#y\n\nThat's all :relaxed:\n"
        ));
        assert_eq!(list.title.as_deref(), Some("Open source"), "{front}");
        assert_eq!(list.introduction, "I say it once.\n\n(Later *more*.)");
        assert_eq!(titles(&list), ["Policy"]);
        assert_eq!(list.categories[0].introduction, "That's all ☺\u{fe0f}");
        let lines_of_front = front.lines().count();
        assert_eq!(list.entries[0].place.line, lines_of_front + 10);
        assert_eq!(list.entries[0].url, "https://a.example/x#y");
    }
}

#[test]
fn a_line_across_the_page_is_no_front_matter() {
    let list = read("---\n\n- [A](https://a.example)\n\n---\n");
    assert_eq!((list.title, list.entries.len()), (None, 1));
}

#[test]
fn the_only_highest_heading_is_the_title_if_it_comes_first() {
    let list = read(
        "Badges\n\n# My *list* `x`\n\nHello.\n\n### Deep\n- https://a.example\n\n## Flat\n- https://b.example\n",
    );
    assert_eq!(list.title.as_deref(), Some("My list x"));
    assert_eq!(list.introduction, "Badges\n\nHello.");
    assert_eq!(
        (path(&list, 0), path(&list, 1)),
        (vec!["Deep"], vec!["Flat"])
    );
    let list = read("# A\n- https://a.example\n\n# B\n## C\n- https://b.example\n");
    assert_eq!(list.title, None);
    assert_eq!(
        (path(&list, 0), path(&list, 1)),
        (vec!["A"], vec!["B", "C"])
    );
}

#[test]
fn tables_of_contents_and_pages_about_the_page_are_left_out() {
    let list = read(
        "# T\n\n## Contents\n\n- [A](#a)\n  - [B](#b)\n\n## A\n\n- [x](https://x.example)\n\n**[⬆ back to top](#t)**\n\n\
         ## Empty\n\n## Contributing\n\nRead [this](https://c.example) first.\n\n## License\n\n[![CC0](c.svg)](https://cc.example)\n",
    );
    assert_eq!(titles(&list), ["A", "Empty"]);
    assert_eq!(list.categories[0].introduction, "");
    let remarks: Vec<_> = list
        .remarks
        .iter()
        .map(|remark| (remark.place.line, remark.reason.as_str()))
        .collect();
    assert_eq!(
        remarks,
        [
            (5, "3 links within the page, such as a table of contents"),
            (
                16,
                "the section “Contributing” is about the page and holds none of its links"
            ),
            (18, "a link in running text: “https://c.example”"),
            (22, "a picture or badge"),
        ]
    );
}

#[test]
fn contents_may_hold_every_category() {
    let list = read("# T\n\n## Contents\n\n- [A](#a)\n\n### A\n\n- [x](https://x.example)\n");
    assert_eq!(path(&list, 0), ["Contents", "A"]);
}

#[test]
fn what_is_no_entry_is_told_with_its_line() {
    let list = read(
        "## A\n\n- [x](https://x.example)\n- [guide](CONTRIBUTING.md)\n- [mail](mailto:a@b.example)\n- no link\n- see [y](https://y.example)\n- `code https://no.example`\n",
    );
    assert_eq!(list.entries.len(), 1);
    let remarks: Vec<_> = list
        .remarks
        .iter()
        .map(|remark| (remark.place.line, remark.kind))
        .collect();
    assert_eq!(remarks.len(), 3, "{:?}", list.remarks);
    assert!(remarks.iter().all(|(_, kind)| *kind == RemarkKind::LeftOut));
    let list = read(
        "- [x](https://x.example)\n- [z](https://z.example)\n- [guide](CONTRIBUTING.md)\n- no link\n",
    );
    let remarks: Vec<_> = list
        .remarks
        .iter()
        .map(|remark| (remark.place.line, remark.kind))
        .collect();
    assert_eq!(
        remarks,
        [(3, RemarkKind::Unusable), (4, RemarkKind::Unusable)]
    );
}

#[test]
fn headings_with_prose_and_a_lonely_link_are_entries() {
    let package = |name: &str, url: &str| {
        format!("### {name}\n\nIt does *{name}*.\n\nAnd more.\n\n[GitHub\nurl]({url})\n\n")
    };
    let mut text = String::from("# Packages\n\nChosen [here](https://h.example).\n\n## Charts\n\n");
    text += &package("one", "https://1.example");
    text += &package("two", "https://2.example");
    text += "-----\n\n## Data\n\n";
    text += &package("three", "https://3.example");
    text += &package("four", "NA");
    let list = read(&text);
    assert_eq!(titles(&list), ["Charts", "Data"]);
    let found: Vec<_> = list
        .entries
        .iter()
        .map(|entry| (entry.title.as_str(), entry.url.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("one", "https://1.example"),
            ("two", "https://2.example"),
            ("three", "https://3.example")
        ]
    );
    assert_eq!(list.entries[0].description, "It does *one*.\n\nAnd more.");
    assert_eq!(path(&list, 2), ["Data"]);
    assert_eq!(list.remarks[1].reason, "“four” has no web address");
}

#[test]
fn a_single_lonely_link_is_no_entry() {
    let list = read(
        "# T\n\n## A\n\n- [x](https://x.example)\n\n## Origin\n\n[MIT](https://mit.example)\n",
    );
    assert_eq!(list.entries.len(), 1);
    assert_eq!(titles(&list), ["A", "Origin"]);
}

#[test]
fn paragraphs_that_begin_with_a_link_are_a_list_if_most_do() {
    let list = read(
        "## Offices\n\n**Office (tool)**\n\n[Farms](https://f.example) (Drupal)\n\n- [Food](https://o.example)\n- Fish\n\n[Trade](https://t.example)\n\nTexas\n\n[War](https://w.example) - none\n\n\
         ## News\n\n[We](https://we.example) wrote this.\n\n[They](https://they.example) did not.\n\n[You](https://you.example) may.\n",
    );
    let found: Vec<_> = list
        .entries
        .iter()
        .map(|entry| entry.title.as_str())
        .collect();
    assert_eq!(found, ["Farms", "Food", "Trade", "War"]);
    assert_eq!(list.entries[0].description, "(Drupal)");
    assert_eq!(
        list.categories[0].introduction,
        "**Office (tool)**\n\nTexas"
    );
}

#[test]
fn introductions_keep_their_shape() {
    let list = read(
        "## A\n\nOne\ntwo [three][r] and [four](#in).\n\n> Quoted\n> words\n\n```sh\nmake [x](https://no.example)\n```\n\n1. first\n2. second\n   - below\n\n[r]: https://r.example\n\n## B\n\n- https://b.example\n",
    );
    assert_eq!(list.title, None);
    assert_eq!(
        list.categories[0].introduction,
        "One two [three](https://r.example) and four.\n\n> Quoted words\n\n```sh\nmake [x](https://no.example)\n```\n\n1. first\n2. second\n   - below"
    );
}

#[test]
fn banners_and_comments_say_nothing() {
    let list = read(
        "<div align=\"center\">\n<h1>Fine <b>list</b></h1>\n<p>By <a href=\"https://sponsor.example\">us</a></p>\n<h2><a href=\"https://ad.example\">Buy</a></h2>\n</div>\n\n<!-- - [no](https://no.example) -->\n\n## A\n\n- [x](https://x.example)\n",
    );
    assert_eq!(list.title.as_deref(), Some("Fine list"));
    assert_eq!((list.introduction.as_str(), titles(&list)), ("", vec!["A"]));
    assert_eq!(list.entries.len(), 1);
    let lines: Vec<_> = list
        .remarks
        .iter()
        .map(|remark| remark.place.line)
        .collect();
    assert_eq!(lines, [3, 4]);
}

#[test]
fn a_warning_set_apart_is_the_categorys_caveat() {
    let list = read(
        "# T\n\n> [!WARNING]\n> For *all*.\n\n## A\n\n> [!CAUTION]\n> These are\n> archived.\n\n> [!WARNING]\n> Another.\n\n> [!NOTE]\n> Fine.\n\n- [x](https://x.example)\n",
    );
    assert_eq!(list.introduction, "> For *all*.");
    let caveat = list.categories[0].caveat.as_ref().unwrap();
    assert_eq!(
        (caveat.kind, caveat.text.as_str()),
        (crate::text::CaveatKind::Archived, "These are archived.")
    );
    assert_eq!(list.categories[0].introduction, "> Another.\n\n> Fine.");
}

#[test]
fn what_site_generators_are_told_is_no_text() {
    let list = read(
        "## A\n\n{{< hint info >}}\n{% include x.html %}\n\nKeep {this} {{ and }} that.{: .lead}\n\n- [x](https://x.example){:target=\"_blank\"} - Good.\n",
    );
    assert_eq!(list.title.as_deref(), Some("A"));
    assert_eq!(list.introduction, "Keep {this} {{ and }} that.");
    assert_eq!(list.entries[0].description, "Good.");
}
