//! Suggesting a change to an entry, and reporting one.

use signpost::clock::DAY;
use signpost::directory::{Change, EntryFields, Licence, find_entry};
use signpost::suggestions::{Payload, ReportReason, SuggestionKind};

use crate::support::builders::entry;
use crate::support::site::TestSite;

#[tokio::test]
async fn an_edit_says_what_changes_and_against_what() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    let page = visitor.get("/entries/1/suggest-edit").await;
    page.assert_ok();
    assert_eq!(page.header("cache-control"), Some("no-store"));
    let title = page.one("#title").attr("value").unwrap().to_owned();
    let typed = [
        ("licence_found", "yes"),
        ("licence", "MIT"),
        ("note", "See the footer"),
    ];
    let reply = visitor
        .fill_in(&site, "/entries/1/suggest-edit", &typed)
        .await;
    reply.assert_status(303);
    let suggestion = site.only_suggestion().await;
    assert_eq!(suggestion.kind, SuggestionKind::Edit);
    assert_eq!(suggestion.entry_id, Some(1));
    assert!(suggestion.base_revision_id.is_some());
    let Payload::Edit(edit) = &suggestion.payload else {
        panic!("{:?}", suggestion.payload)
    };
    let changed: Vec<_> = edit.changes().iter().map(|change| change.field).collect();
    assert_eq!(changed, ["licence"]);
    let receipt = visitor.follow(reply).await;
    let lede = receipt.one(".lede").text;
    assert_eq!(lede, format!("You suggested an edit to {title}"));
    assert_eq!(receipt.one(".side ins").text, "MIT");
    assert!(
        receipt
            .texts(".side dd")
            .contains(&"See the footer".to_owned())
    );
}

#[tokio::test]
async fn an_edit_that_changes_nothing_is_turned_down_kindly() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    for id in 1..=13 {
        let path = format!("/entries/{id}/suggest-edit");
        let page = visitor.fill_in(&site, &path, &[]).await;
        page.assert_status(422);
        let said = page.texts(".errors li");
        assert_eq!(
            said,
            ["Change something, or tell us what’s wrong with a report"],
            "{id}"
        );
    }
}

#[tokio::test]
async fn another_spelling_of_the_same_changes_nothing() {
    let site = TestSite::new().await;
    let fields = EntryFields {
        description: "One line.\nAnother.".to_owned(),
        tags: vec!["open source".to_owned(), "wards".to_owned()],
        licence: Licence::parse_field("MIT").unwrap(),
        organisation: "A trust".to_owned(),
        ..entry("https://wards.example/list", "Ward round list", 1)
    };
    let id = site.add_entry(fields).await;
    let path = format!("/entries/{id}/suggest-edit");
    for (field, typed) in [
        ("title", "  Ward   round list\t"),
        ("url", " HTTPS://Wards.Example:443/list "),
        ("description", "One line.\r\nAnother.\r\n\r\n"),
        ("tags", " open source ,, wards, Wards,"),
        ("licence", "mit"),
        ("organisation", "A\u{200b} trust "),
        ("caveat_kind", "licence"),
        ("caveat", " \r\n "),
        ("note", "I only wanted to say hello"),
    ] {
        let page = site
            .visitor()
            .fill_in(&site, &path, &[(field, typed)])
            .await;
        page.assert_status(422);
        assert_eq!(
            page.texts(".errors li"),
            ["Change something, or tell us what’s wrong with a report"],
            "{field}"
        );
    }
    assert!(site.suggestions().await.is_empty());
}

#[tokio::test]
async fn what_a_moderator_wrote_at_length_does_not_stand_in_the_way() {
    let site = TestSite::new().await;
    let mut long = entry("https://long.example/", "Long", 1);
    long.description = "word ".repeat(2_000);
    long.featured = true;
    long.question = "Is it long?".to_owned();
    let id = site.change(Change::CreateEntry(long)).await;
    let path = format!("/entries/{id}/suggest-edit");
    let typed = [
        ("organisation", "A trust"),
        ("featured", ""),
        ("question", "x"),
    ];
    let reply = site.visitor().fill_in(&site, &path, &typed).await;
    reply.assert_status(303);
    let suggestion = site.only_suggestion().await;
    let fields = suggestion.payload.fields().unwrap();
    assert_eq!(
        (fields.featured.as_str(), fields.question.as_str()),
        ("1", "Is it long?")
    );
}

#[tokio::test]
async fn an_edit_of_an_entry_that_changed_meanwhile_keeps_its_base() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    let id = site
        .change(Change::CreateEntry(entry(
            "https://a.example/",
            "Old title",
            1,
        )))
        .await;
    let path = format!("/entries/{id}/suggest-edit");
    let page = visitor.get(&path).await;
    site.clock().advance(DAY);
    let newer = entry("https://a.example/", "Newer title", 1);
    site.change(Change::EditEntry {
        id,
        version: None,
        fields: newer,
    })
    .await;
    let reply = visitor
        .send_as_typed(&path, &page, &[("organisation", "A trust")])
        .await;
    reply.assert_status(303);
    let Payload::Edit(edit) = site.only_suggestion().await.payload else {
        panic!()
    };
    assert_eq!(edit.base.title, "Old title");
    let changed: Vec<_> = edit.changes().iter().map(|change| change.field).collect();
    assert_eq!(changed, ["organisation"]);
}

#[tokio::test]
async fn a_program_sends_only_the_fields_that_it_changes() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    let sent = [("licence", "OGL-UK-3.0"), ("note", "It says so")];
    let reply = visitor.submit("/entries/1/suggest-edit", &sent).await;
    reply.assert_status(303);
    let Payload::Edit(edit) = site.only_suggestion().await.payload else {
        panic!()
    };
    let changed: Vec<_> = edit.changes().iter().map(|change| change.field).collect();
    assert_eq!(changed, ["licence"]);
    // Sent empty means empty.
    let sent = [("tags", ""), ("licence", "none")];
    let other = site.visitor();
    other
        .submit("/entries/1/suggest-edit", &sent)
        .await
        .assert_status(303);
    let Payload::Edit(edit) = site.suggestions().await.remove(1).payload else {
        panic!()
    };
    let changes = edit.changes();
    let changed: Vec<_> = changes
        .iter()
        .map(|change| (change.field, change.new))
        .collect();
    assert_eq!(changed, [("licence", "none"), ("tags", "")]);
}

#[tokio::test]
async fn a_report_says_what_is_wrong() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    let empty = visitor.fill_in(&site, "/entries/2/report", &[]).await;
    empty.assert_status(422);
    assert_eq!(empty.texts(".errors li"), ["Choose what’s wrong"]);
    assert_eq!(empty.one(".errors a").attr("href"), Some("#reason"));
    let other = visitor
        .fill_in(
            &site,
            "/entries/2/report",
            &[("reason", "other"), ("note", " ")],
        )
        .await;
    assert_eq!(other.texts(".errors li"), ["Tell us what’s wrong"]);
    let typed = [
        ("reason", "dead"),
        ("note", "404 since Monday"),
        ("name", "Sam"),
    ];
    let reply = visitor.fill_in(&site, "/entries/2/report", &typed).await;
    reply.assert_status(303);
    let suggestion = site.only_suggestion().await;
    assert_eq!(suggestion.entry_id, Some(2));
    assert!(matches!(&suggestion.payload, Payload::Report(report)
        if report.reason == ReportReason::Dead && report.note == "404 since Monday"));
    let receipt = visitor.follow(reply).await;
    assert!(
        receipt
            .one(".lede")
            .text
            .starts_with("You reported a problem with ")
    );
}

#[tokio::test]
async fn only_listed_entries_have_these_forms() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    site.change(Change::RetireEntry { id: 1 }).await;
    site.change(Change::DeleteEntry { id: 2 }).await;
    for form in ["suggest-edit", "report"] {
        visitor
            .get(&format!("/entries/1/{form}"))
            .await
            .assert_status(404);
        visitor
            .get(&format!("/entries/2/{form}"))
            .await
            .assert_status(410);
        for id in ["999", "0", "-1", "x", "1-title", "99999999999999999999"] {
            visitor
                .get(&format!("/entries/{id}/{form}"))
                .await
                .assert_status(404);
        }
        let sent = visitor
            .submit(&format!("/entries/2/{form}"), &[("reason", "dead")])
            .await;
        sent.assert_status(410);
    }
}

#[tokio::test]
async fn a_new_link_in_an_edit_that_another_entry_has_is_a_duplicate() {
    let site = TestSite::new().await;
    let mut connection = site.db().read().await.unwrap();
    let other = find_entry(&mut connection, 3).await.unwrap().unwrap();
    drop(connection);
    let typed = [("url", other.state.url.as_str())];
    let visitor = site.visitor();
    let page = visitor
        .fill_in(&site, "/entries/1/suggest-edit", &typed)
        .await;
    page.assert_status(409);
    assert!(page.one(".notice--warn").text.contains(&other.state.title));
}
