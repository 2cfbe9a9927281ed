use super::read_csv;
use crate::transfer::list::{Limits, ReadError, ReadList, RemarkKind};
use crate::transfer::read::tests::outline;

fn read(text: &str) -> Result<ReadList, ReadError> {
    let mut list = ReadList::default();
    read_csv(text, 0, Limits::UPLOAD, &mut list).map(|()| list)
}

fn columns(list: &ReadList) -> Vec<(&str, Option<&str>)> {
    list.columns
        .iter()
        .map(|column| (column.header.as_str(), column.field))
        .collect()
}

#[test]
fn columns_are_known_by_many_names_and_shown() {
    let list = read("Name,Web Address,Note,Ordner,Stars\nWells,https://wells.example,\"Old, deep\",Water > Wells,5\n").unwrap();
    assert_eq!(
        columns(&list),
        [
            ("Name", Some("Title")),
            ("Web Address", Some("Link")),
            ("Note", Some("Description")),
            ("Ordner", Some("Category")),
            ("Stars", None),
        ]
    );
    assert_eq!(
        outline(&list),
        ["Water / Wells / Wells <https://wells.example>"]
    );
    assert_eq!(list.entries[0].description, "Old, deep");
    assert!(list.remarks[0].reason.contains("“Stars”"));
    for header in [
        "titre;lien",
        "标题;链接",
        "Título;Enlace",
        "название;ссылка",
        "タイトル;リンク",
        "TITLE ; U.R.L.",
    ] {
        let list = read(&format!("{header}\nWells;https://wells.example\n")).unwrap();
        assert_eq!(
            outline(&list),
            ["Wells <https://wells.example>"],
            "{header}"
        );
    }
}

#[test]
fn any_usual_character_parts_cells() {
    for mark in [",", ";", "\t", "|", ", ", " | "] {
        let text =
            format!("title{mark}url{mark}tags\nWells, old{mark}https://wells.example/a{mark}x\n")
                .replace(
                    "Wells, old",
                    if mark.starts_with(',') {
                        "Wells"
                    } else {
                        "Wells, old"
                    },
                );
        let list = read(&text).unwrap();
        assert_eq!(list.entries[0].url, "https://wells.example/a", "{mark:?}");
        assert_eq!(list.entries[0].tags, ["x"], "{mark:?}");
    }
    let list = read(
        "title, url\n\"Wells\", \"https://wells.example\"\n\"One, two\", \"https://two.example\"\n",
    )
    .unwrap();
    assert_eq!(
        outline(&list),
        [
            "Wells <https://wells.example>",
            "One, two <https://two.example>"
        ]
    );
}

#[test]
fn spreadsheets_may_say_what_parts_cells() {
    let list = read("sep=;\r\ntitle;url\r\nOne, two, three;https://a.example\r\n").unwrap();
    assert_eq!(outline(&list), ["One, two, three <https://a.example>"]);
    assert_eq!(list.entries[0].place.line, 3);
}

#[test]
fn a_table_is_read_by_what_it_holds_where_names_tell_nothing() {
    let feeds = read("Introduction, Address, RSS feed, tags\nA blog, https://a.example, https://a.example/feed, one; two\nB blog, https://b.example, , \n").unwrap();
    assert_eq!(
        outline(&feeds),
        ["A blog <https://a.example>", "B blog <https://b.example>"]
    );
    assert_eq!(feeds.entries[0].tags, ["one", "two"]);
    assert_eq!(
        feeds.entries[0].description,
        "[Feed](https://a.example/feed)"
    );
    let bare = read("https://a.example,Wells\nhttps://b.example,Rain\n").unwrap();
    assert_eq!(
        outline(&bare),
        ["Wells <https://a.example>", "Rain <https://b.example>"]
    );
    let streets = read("name,address,anything\nWells,1 High Street,https://a.example\n").unwrap();
    assert_eq!(outline(&streets), ["Wells <https://a.example>"]);
    assert!(
        read("name,colour\nWells,blue\n")
            .unwrap_err()
            .reason
            .contains("links")
    );
}

#[test]
fn rows_that_do_not_fit_are_named_with_their_line() {
    let list = read("url,title,tags\nhttps://a.example,A,x\n\nhttps://b.example,\"B\nin two lines\"\n,Nothing,\nmailto:a@b.example,Mail,x\n").unwrap();
    assert_eq!(
        outline(&list),
        [
            "A <https://a.example>",
            "B in two lines <https://b.example>"
        ]
    );
    let remarks: Vec<(usize, RemarkKind)> = list
        .remarks
        .iter()
        .map(|remark| (remark.place.line, remark.kind))
        .collect();
    assert_eq!(
        remarks,
        [
            (4, RemarkKind::Repaired),
            (6, RemarkKind::Unusable),
            (7, RemarkKind::Unusable)
        ]
    );
    let half = read("url,title\nhttps://a.example,\"A\nhttps://b.example,B\n").unwrap_err();
    assert_eq!(half.line, Some(2));
    assert!(half.reason.contains("never closed"));
}

#[test]
fn only_the_mark_of_our_own_exports_is_taken_away() {
    let list = read(
        "url,title,description\nhttps://a.example,'=SUM(A1),''Tis so\nhttps://b.example,'Tis,-\n",
    )
    .unwrap();
    assert_eq!(list.entries[0].title, "=SUM(A1)");
    assert_eq!(list.entries[0].description, "'Tis so");
    assert_eq!(list.entries[1].title, "'Tis");
    assert_eq!(list.entries[1].description, "-");
}

#[test]
fn categories_are_paths_where_they_show_it() {
    let categories = |text: &str| {
        let rows: String = text
            .split(',')
            .map(|name| format!("https://a.example,A,{name}\n"))
            .collect();
        let list = read(&format!("url,title,category\n{rows}")).unwrap();
        outline(&list)
            .iter()
            .map(|line| line.replace(" / A <https://a.example>", ""))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        categories("A > B > C,A >> B > C"),
        ["A / B / C", "A > B / C"]
    );
    assert_eq!(
        categories("Water/Rain,Water/Wells,Water"),
        ["Water / Rain", "Water / Wells", "Water"]
    );
    assert_eq!(categories("TCP/IP,Water"), ["TCP/IP", "Water"]);
    assert_eq!(
        categories("guidance/open-source"),
        ["Guidance / Open source"]
    );
}

#[test]
fn what_is_no_table_is_refused() {
    let long = format!("url,title\nhttps://a.example,{}", "x".repeat(2_000_000));
    assert_eq!(read(&long).unwrap_err().line, Some(2));
    let wide = format!("url,title\n{}\n", ",".repeat(2_000));
    assert!(read(&format!("{wide}https://a.example{}", ",".repeat(2_000))).is_err());
}
