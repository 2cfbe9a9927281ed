use super::read_bookmarks;
use crate::transfer::list::{Limits, ReadError, ReadList, RemarkKind};
use crate::transfer::read::tests::{outline, path_of};

fn read(text: &str) -> Result<ReadList, ReadError> {
    let mut list = ReadList::default();
    read_bookmarks(text, 0, Limits::UPLOAD, &mut list).map(|()| list)
}

const BROWSER: &str = r#"<!DOCTYPE NETSCAPE-Bookmark-file-1>
<!-- This is an automatically generated file. -->
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmark menu</H1>
<DL><p>
    <DT><A HREF="place:sort=8" ADD_DATE="1460294956">Most visited</A>
    <HR>    <DT><A HREF="https://wells.example/" ADD_DATE="1463686918" LAST_MODIFIED="1463686918" ICON="data:image/png;base64,AAAA">Village
      wells</A>
    <DD>
    <DT><H3 ADD_DATE="1463688081">Water</H3>
    <DD>All about water
    <DL><p>
        <DT><H3>Rain</H3>
        <DL><p>
            <DT><A HREF="https://rain.example/?a=1&amp;b=2" TAGS="rain,two words, barrel ">Rain barrels &amp; more</A>
        </DL><p>
        <DT><A HREF="javascript:alert(1)">Script</A>
        <DT><A HREF="https://river.example/" ADD_DATE="1523996194943160" PRIVATE="1">River</A>
        <DD>First line
- a list
  - inside it

See **here**
    </DL><p>
    <DT><A HREF="?abc123">A note</A>
    <DD>with <a href="https://inside.example/">a link</a> inside
    <DT><A HREF="http://last.example">Last</A>
</DL>
"#;

#[test]
fn folders_and_bookmarks_stand_where_the_browser_showed_them() {
    let list = read(BROWSER).unwrap();
    assert_eq!(list.title.as_deref(), Some("Bookmark menu"));
    assert_eq!(
        outline(&list),
        [
            "Village wells <https://wells.example/>",
            "Water / Rain / Rain barrels & more <https://rain.example/?a=1&b=2>",
            "Water / River <https://river.example/>",
            "Last <http://last.example>",
        ]
    );
    assert_eq!(list.categories[0].introduction, "All about water");
    assert_eq!(
        list.entries[2].description,
        "First line\n- a list\n  - inside it\n\nSee **here**"
    );
    assert_eq!(list.entries[1].tags, ["rain", "two words", "barrel"]);
    assert_eq!(list.entries[0].added_at, Some(1_463_686_918_000));
    assert_eq!(list.entries[2].added_at, Some(1_523_996_194_943));
    let private: Vec<bool> = list.entries.iter().map(|entry| entry.private).collect();
    assert_eq!(private, [false, false, true, false]);
}

#[test]
fn what_is_no_link_to_the_web_is_named_with_its_line() {
    let list = read(BROWSER).unwrap();
    let remarks: Vec<(usize, RemarkKind)> = list
        .remarks
        .iter()
        .map(|remark| (remark.place.line, remark.kind))
        .collect();
    assert_eq!(
        remarks,
        [
            (7, RemarkKind::LeftOut),
            (18, RemarkKind::LeftOut),
            (26, RemarkKind::Unusable)
        ]
    );
    assert!(list.remarks[2].reason.contains("“A note”"));
    assert_eq!(list.entries[0].place.line, 8);
}

#[test]
fn files_without_lists_or_closing_tags_are_read() {
    let list = read("<H1>Links</H1><DT><A HREF=\"http://one.example\" TAGS=\"a b\">One</A>\n<DD>on/off <b>switch</b>\n<dt><a href=\"http://two.example\" tags=\"b\" description=\"said &quot;so&quot;\n in two lines\">Two</a>").unwrap();
    assert_eq!(
        outline(&list),
        ["One <http://one.example>", "Two <http://two.example>"]
    );
    assert_eq!(list.entries[0].description, "on/off switch");
    assert_eq!(list.entries[0].tags, ["a", "b"]);
    assert_eq!(list.entries[1].description, "said \"so\"\n in two lines");
    let folded = read("<H1>S</H1>\n<DT><H3 FOLDED>Favoris</H3>\n<DL><p>\n<DT><A HREF=\"http://a.example\">A</A>\n</DL><p>\n<DT><H3>Empty</H3>\n<DL><p>\n</DL><p>\n<DT><A HREF=\"http://b.example\">B</A>").unwrap();
    assert_eq!(
        outline(&folded),
        ["Favoris / A <http://a.example>", "B <http://b.example>"]
    );
}

#[test]
fn headings_without_a_list_of_their_own_are_folders_of_what_follows() {
    let list = read("<DL><DT><H3>One</H3><DT><A HREF=\"http://a.example\">A</A><DT><H3>Two</H3><DT><A HREF=\"http://b.example\">B</A></DL>").unwrap();
    assert_eq!(path_of(&list, 0), ["One"]);
    assert_eq!(path_of(&list, 1), ["Two"]);
}

#[test]
fn lists_of_links_that_later_programs_write_are_read() {
    let list = read("<!DOCTYPE html><html><head><title>Export</title></head><body><h1>Unread</h1><ul><li><a href=\"http://a.example\" time_added=\"1456433748\" tags=\"x,y\">A</a></li></ul><h1>Archive</h1><ul><li><a href=\"http://b.example\">B</a></li></ul></body></html>").unwrap();
    assert_eq!(list.title.as_deref(), Some("Unread"));
    assert_eq!(
        outline(&list),
        ["A <http://a.example>", "Archive / B <http://b.example>"]
    );
    assert_eq!(list.entries[0].added_at, Some(1_456_433_748_000));
    assert_eq!(list.entries[0].tags, ["x", "y"]);
}

#[test]
fn html_in_a_note_becomes_text() {
    let list = read("<DL><DT><A HREF=\"http://a.example\">A</A><DD>One<br>two<ul><li>x</li><li>y</li></ul>see <a href=\"https://b.example/\">there</a> <img src=x><DT><A HREF=\"http://c.example\">C</A><DD>if (a &lt; b) { x =&gt; 1 }</DL>").unwrap();
    assert_eq!(
        list.entries[0].description,
        "One\ntwo\n\n- x\n- y\n\nsee [there](https://b.example/)"
    );
    assert_eq!(list.entries[1].description, "if (a < b) { x => 1 }");
    assert!(
        list.remarks
            .iter()
            .any(|remark| remark.reason.contains("picture"))
    );
}

#[test]
fn half_a_file_and_folders_without_end_are_refused() {
    let half = &BROWSER[..BROWSER.find("rain.example").unwrap()];
    assert!(
        read(half)
            .unwrap_err()
            .reason
            .contains("a part of it is missing")
    );
    let deep = "<DL><p><DT><H3>f</H3>\n".repeat(100_000);
    let error = read(&deep).unwrap_err();
    assert_eq!(error.line, Some(33));
    assert!(error.reason.contains("nested"));
    let long = format!(
        "<DL>\n<DT><A HREF=\"http://a.example\" ICON=\"{}\">A</A>",
        "x".repeat(2_000_000)
    );
    assert_eq!(read(&long).unwrap_err().line, Some(2));
    let many = "<DT><A HREF=\"http://a.example\">A</A>\n".repeat(20_001);
    assert!(read(&many).unwrap_err().reason.contains("20000"));
}
