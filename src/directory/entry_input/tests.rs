use super::*;

fn check(input: &EntryInput) -> (Option<CheckedEntry>, FormErrors) {
    let mut errors = FormErrors::default();
    let tree = CategoryTree::default();
    let checked = input.check(&tree, LinkPolicy::default(), CONTRIBUTOR, &mut errors);
    (checked, errors)
}

fn good() -> EntryInput {
    EntryInput {
        url: "example.org/tool".to_owned(),
        title: " A  tool ".to_owned(),
        category: NOT_SURE.to_owned(),
        tags: "R, r, c++, c#,, ".to_owned(),
        licence: "mit".to_owned(),
        ..EntryInput::default()
    }
}

#[test]
fn what_people_paste_is_accepted_and_tidied() {
    let (checked, errors) = check(&good());
    assert!(errors.is_empty(), "{errors:?}");
    let fields = checked.unwrap().in_category(1);
    assert_eq!(fields.url.as_str(), "https://example.org/tool");
    assert_eq!(fields.title, "A tool");
    assert_eq!(fields.tags, ["R", "c++", "c#"]);
    assert_eq!(fields.licence.field(), "MIT");
}

#[test]
fn each_problem_stands_beside_its_field() {
    let (checked, errors) = check(&EntryInput {
        url: "javascript:alert(1)".to_owned(),
        title: "x".repeat(201),
        category: "nowhere".to_owned(),
        licence: "my own words".to_owned(),
        caveat_kind: "odd".to_owned(),
        tags: "x".repeat(41),
        language: "English!".to_owned(),
        ..EntryInput::default()
    });
    assert!(checked.is_none());
    let fields: Vec<_> = errors.iter().map(|error| error.field.as_ref()).collect();
    assert_eq!(
        fields,
        [
            "url",
            "title",
            "category",
            "licence",
            "caveat_kind",
            "tags",
            "language"
        ]
    );
    let title = errors.get("title").unwrap();
    assert_eq!(title, "Shorten the title to 200 characters. It has 201 now");
}
