use super::read_json;
use crate::transfer::json::{DirectoryFile, FORMAT};
use crate::transfer::list::{Limits, ReadError, ReadList, RemarkKind};
use crate::transfer::read::tests::outline;

fn read(text: &str) -> Result<ReadList, ReadError> {
    let mut list = ReadList::default();
    read_json(text, 0, Limits::UPLOAD, &mut list).map(|()| list)
}

#[test]
fn arrays_of_objects_are_read_like_tables() {
    for text in [
        r#"[{"name":"Wells","website":"https://wells.example","summary":"Old","labels":["a",{"name":"b"}]}]"#,
        r#"{"count":1,"entries":[{"Title":"Wells","Link":"https://wells.example","Description":"Old","tags":"a, b"}]}"#,
        "{\"name\":\"Wells\",\"url\":\"https://wells.example\",\"about\":\"Old\",\"tags\":[\"a\",\"b\"]}\n{}\n",
        r#"{"labels":["a","b"],"owner":{"url":"https://no.example"},"text":"Wells","href":"https://wells.example","desc":"Old"}"#,
    ] {
        let list = read(text).unwrap();
        assert_eq!(list.entries.len(), 1, "{text}");
        let entry = &list.entries[0];
        assert_eq!(
            (entry.title.as_str(), entry.url.as_str()),
            ("Wells", "https://wells.example")
        );
        assert_eq!(
            (entry.description.as_str(), entry.tags.join(" ")),
            ("Old", "a b".to_owned())
        );
    }
}

#[test]
fn objects_in_objects_are_categories() {
    let firefox = r#"{"title":"","root":"placesRoot","children":[
        {"title":"menu","type":"text/x-moz-place-container","children":[
            {"title":"Wells","uri":"https://wells.example","dateAdded":1456433748000000,"tags":"old,deep"},
            {"type":"text/x-moz-place-separator","title":""},
            {"title":"Recent","uri":"place:sort=8"}]}]}"#;
    let list = read(firefox).unwrap();
    assert_eq!(outline(&list), ["menu / Wells <https://wells.example>"]);
    assert_eq!(list.entries[0].added_at, Some(1_456_433_748_000));
    assert_eq!(list.entries[0].place.line, 3);
    assert_eq!(list.remarks.len(), 1);
    let chromium = r#"{"roots":{"bookmark_bar":{"children":[{"children":[{"name":"Wells","url":"https://wells.example"}],"name":"Water"}],"name":"Bar"}}}"#;
    assert_eq!(
        outline(&read(chromium).unwrap()),
        ["Bar / Water / Wells <https://wells.example>"]
    );
    let keyed = r#"{"Water":[{"title":"Wells","url":"https://wells.example"}],"Rain":{"Barrels":"https://barrels.example"},"Air":["https://air.example"]}"#;
    assert_eq!(
        outline(&read(keyed).unwrap()),
        [
            "Water / Wells <https://wells.example>",
            "Rain / Barrels <https://barrels.example>",
            "Air /  <https://air.example>",
        ]
    );
}

#[test]
fn pinboard_says_description_where_others_say_title() {
    let list = read(r#"[{"href":"https:\/\/wells.example","description":"Wells","extended":"Old","shared":"no","tags":"a b","time":"2016-02-25T20:55:48Z"}]"#).unwrap();
    let entry = &list.entries[0];
    assert_eq!(
        (entry.title.as_str(), entry.description.as_str()),
        ("Wells", "Old")
    );
    assert!(entry.private);
    assert_eq!(entry.added_at, Some(1_456_433_748_000));
}

#[test]
fn objects_without_link_are_named_with_their_line() {
    let list =
        read("[\n{\"title\":\"Wells\"},\n{\"title\":\"Rain\",\"url\":\"https://rain.example\"}\n]")
            .unwrap();
    assert_eq!(list.entries.len(), 1);
    assert_eq!(
        (list.remarks[0].place.line, list.remarks[0].kind),
        (2, RemarkKind::Unusable)
    );
}

#[test]
fn our_own_format_loses_nothing() {
    let text = format!(
        r#"{{"format":"{FORMAT}","site":{{"title":"Water","introduction":"*Hi*","contact":"a@b.example"}},
        "pages":[{{"slug":"about","title":"About","body":"Us"}}],
        "categories":[{{"title":"One","slug":"first","introduction":"Text","caveat_kind":"archived","caveat":"Old",
          "entries":[{{"url":"https://a.example","title":"A","description":"D","licence":"MIT","tags":["x, y"],"featured":true,"status":"retired","added_at":"2025-01-02T03:04:05.006Z"}}],
          "categories":[{{"title":"Two","entries":[{{"url":"https://b.example","title":"B"}}]}}]}},
          {{"title":"Three"}}]}}"#
    );
    let list = read(&text).unwrap();
    assert_eq!(
        outline(&list),
        [
            "One / A <https://a.example>",
            "One / Two / B <https://b.example>"
        ]
    );
    let titles: Vec<&str> = list
        .categories
        .iter()
        .map(|category| category.title.as_str())
        .collect();
    assert_eq!(titles, ["One", "Two", "Three"]);
    let file: DirectoryFile = serde_json::from_str(&text).unwrap();
    assert_eq!(list.site, Some((file.site, file.pages)));
    let entry = &list.entries[0];
    assert!(entry.featured && entry.retired);
    assert_eq!(entry.tags, ["x, y"]);
    assert_eq!(entry.added_at, Some(1_735_787_045_006));
    assert_eq!(list.categories[0].caveat.as_ref().unwrap().text, "Old");
    assert!(
        read(&text.replace("signpost/1", "signpost/9"))
            .unwrap_err()
            .reason
            .contains("signpost/9")
    );
    let error = read(&text.replace("\"Text\"", "7")).unwrap_err();
    assert_eq!(error.line, Some(3));
}

#[test]
fn half_a_file_and_nesting_without_end_are_refused() {
    let half = read("[\n{\"url\":\"https://a.example\",\"title\":\"A").unwrap_err();
    assert_eq!(
        (half.line, half.reason.contains("missing")),
        (Some(2), true)
    );
    for deep in [
        "[".repeat(100_000),
        "{\"a\":".repeat(100_000),
        "{\"title\":\"a\",\"children\":[".repeat(100_000),
    ] {
        assert!(read(&deep).unwrap_err().reason.contains("nested"));
    }
    let many = format!(
        "[{}]",
        vec!["{\"url\":\"https://a.example\"}"; 20_001].join(",")
    );
    assert!(read(&many).unwrap_err().reason.contains("20000"));
    let own = format!(
        "{{\"format\":\"{FORMAT}\",\"categories\":[{}",
        "{\"title\":\"x\"},".repeat(30_000)
    );
    assert!(read(&own).unwrap_err().reason.contains("20000"));
}
