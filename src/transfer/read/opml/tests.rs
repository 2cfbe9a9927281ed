use super::read_opml;
use crate::transfer::list::{Limits, ReadError, ReadList, RemarkKind};
use crate::transfer::read::tests::outline;

fn read(text: &str) -> Result<ReadList, ReadError> {
    let mut list = ReadList::default();
    read_opml(text, 0, Limits::UPLOAD, &mut list).map(|()| list)
}

fn file(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<opml version=\"2.0\"><head><title>Reading &amp; more</title></head><body>\n{body}\n</body></opml>"
    )
}

#[test]
fn outlines_with_a_link_are_entries_and_the_others_categories() {
    let list = read(&file(
        r#"<outline text="Water" description="All of it">
  <outline text="Wells" title="Wells!" htmlUrl="https://wells.example" xmlUrl="https://wells.example/feed" description="&lt;p&gt;Old &amp;amp; new&lt;/p&gt;" category="/sights/old,uk" created="Thu, 25 Feb 2016 20:55:48 GMT"/>
  <outline text="Rain"><outline type="link" url="http://rain.example"/></outline>
</outline>
<outline title="Feed only" type="rss" xmlUrl="http://feed.example/rss"/>
<outline text="A mere word"/>"#,
    ))
    .unwrap();
    assert_eq!(list.title.as_deref(), Some("Reading & more"));
    assert_eq!(
        outline(&list),
        [
            "Water / Wells <https://wells.example>",
            "Water / Rain /  <http://rain.example>",
            "Feed only <http://feed.example/rss>",
        ]
    );
    assert_eq!(list.categories[0].introduction, "All of it");
    let wells = &list.entries[0];
    assert_eq!(
        wells.description,
        "Old & new\n\n[Feed](https://wells.example/feed)"
    );
    assert_eq!(wells.tags, ["sights", "old", "uk"]);
    assert_eq!(wells.added_at, Some(1_456_433_748_000));
    assert_eq!(wells.place.line, 4);
    let [word] = list.remarks.as_slice() else {
        panic!("{:?}", list.remarks);
    };
    assert_eq!((word.place.line, word.kind), (8, RemarkKind::LeftOut));
}

#[test]
fn what_is_not_well_formed_is_mended_and_every_outline_found() {
    let list = read(&file(
        "<outline text=\"Tea & cake\">\n\
         <outline text=\"A\" description=\"Fish & chips, 3 < 4 &nbsp;&#8211; &lt;ok&gt;\" xmlUrl=\"http://a.example/?x=1&y=2\"/>\n\
         <outline text=\"B\" description=\"Works at <a href=\"https://x.example/\">X</a> and <a href=\"https://y.example\">Y</a>.\" xmlUrl=\"http://b.example\" />\n\
         <outline text=\"He said \"hi\" to me\" xmlUrl=\"http://c.example\" xmlUrl=\"http://other.example\"/>\n\
         <outline text='D' xmlUrl='http://d.example'/></outline>",
    ))
    .unwrap();
    assert_eq!(
        outline(&list),
        [
            "Tea & cake / A <http://a.example/?x=1&y=2>",
            "Tea & cake / B <http://b.example>",
            "Tea & cake / He said \"hi\" to me <http://c.example>",
            "Tea & cake / D <http://d.example>",
        ]
    );
    assert_eq!(
        list.entries[0].description,
        "Fish & chips, 3 < 4 \u{a0}– <ok>"
    );
    assert_eq!(
        list.entries[1].description,
        "Works at [X](https://x.example/) and [Y](https://y.example)."
    );
    let lines: Vec<usize> = list
        .remarks
        .iter()
        .map(|remark| remark.place.line)
        .collect();
    assert_eq!(lines, [3, 4, 5, 6]);
    let places: Vec<usize> = list.entries.iter().map(|entry| entry.place.line).collect();
    assert_eq!(places, [4, 5, 6, 7]);
}

#[test]
fn document_types_are_refused_whatever_they_declare() {
    for kind in [
        "<!DOCTYPE opml>",
        "<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>",
        "<!DOCTYPE l [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
    ] {
        let text = format!(
            "<?xml version=\"1.0\"?>{kind}<opml><body><outline text=\"&x; & more\" url=\"http://a.example\"/></body></opml>"
        );
        assert!(
            read(&text).unwrap_err().reason.contains("document type"),
            "{kind}"
        );
    }
}

#[test]
fn half_a_file_nothing_and_nesting_without_end_are_refused() {
    let whole = file("<outline text=\"A\" url=\"http://a.example\"/>");
    assert!(
        read(&whole[..whole.len() - 30])
            .unwrap_err()
            .reason
            .contains("ends before")
    );
    assert!(read(&file("")).unwrap_err().reason.contains("no outline"));
    let deep = file(&("<outline text=\"x\">\n".repeat(100_000) + &"</outline>".repeat(100_000)));
    assert!(read(&deep).unwrap_err().reason.contains("nested"));
}
