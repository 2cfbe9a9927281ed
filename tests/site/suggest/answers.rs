//! From the form to the receipt, or back to the form with every word kept.

use futures_util::future::join_all;
use signpost::clock::MINUTE;
use signpost::suggestions::{
    Affiliation, Payload, SuggestionKind, SuggestionStatus, find_contributor, list_payloads,
};

use crate::support::contributors::{LINK, ORDINARY};
use crate::support::reply::Reply;
use crate::support::site::TestSite;

fn summary(page: &Reply) -> Vec<String> {
    page.texts(".errors li")
}

#[tokio::test]
async fn a_suggestion_goes_from_the_form_to_its_receipt() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    let page = visitor.get("/suggest").await;
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert_eq!(page.header("etag"), None);
    assert_eq!(
        page.one(".masthead [aria-current=page]").text,
        "Suggest a link"
    );
    let receipt = visitor
        .suggest(
            &site,
            &[
                ("licence_found", "yes"),
                ("licence", "apache 2"),
                ("tags", "R, r, wards"),
                ("organisation", " A  trust "),
                ("caveat", "Only in English"),
                ("caveat_kind", "region"),
                ("note", "It’s new"),
                ("affiliation", "own"),
                ("name", "Sam"),
                ("credit", "1"),
            ],
        )
        .await;
    let page = visitor.get(&receipt).await;
    page.assert_ok();
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert_eq!(page.header("x-robots-tag"), Some("noindex"));
    assert_eq!(page.one("h1").text, "Thank you. It’s in the queue.");
    let suggestion = site.only_suggestion().await;
    assert_eq!(page.one(".ticket .ref").text, suggestion.reference.as_str());
    assert_eq!(
        page.one("#track").text,
        format!("https://links.example{receipt}")
    );
    assert_eq!(suggestion.kind, SuggestionKind::Entry);
    assert_eq!(suggestion.status, SuggestionStatus::Pending);
    let Payload::Entry(entry) = &suggestion.payload else {
        panic!("{:?}", suggestion.payload)
    };
    let fields = &entry.fields;
    assert_eq!(fields.licence, "Apache-2.0");
    assert_eq!(fields.tags, "R, wards");
    assert_eq!(fields.organisation, "A trust");
    assert_eq!(
        (fields.caveat.as_str(), fields.caveat_kind.as_str()),
        ("Only in English", "region")
    );
    assert_eq!(entry.note, "It’s new");
    let mut connection = site.db().read().await.unwrap();
    let contributor = find_contributor(&mut connection, suggestion.id)
        .await
        .unwrap();
    assert_eq!(contributor.credited_name(), Some("Sam"));
    assert_eq!(contributor.affiliation, Affiliation::Own);
}

#[tokio::test]
async fn a_link_to_the_form_can_fill_it_in() {
    let site = TestSite::new().await;
    let page = site
        .visitor()
        .get("/suggest?url=https%3A%2F%2Fx.example%2F%3Fa%3D1&title=%22%3Ca%3E%26&category=policy")
        .await;
    assert_eq!(
        page.one("#url").attr("value"),
        Some("https://x.example/?a=1")
    );
    assert_eq!(page.one("#title").attr("value"), Some("\"<a>&"));
    assert_eq!(page.one("#category option[selected]").text, "Policy");
    let nowhere = site.visitor().get("/suggest?category=nowhere").await;
    assert!(nowhere.select("#category option[selected]").is_empty());
    assert!(page.select("[name=email]").is_empty());
}

#[tokio::test]
async fn what_needs_attention_is_said_twice_and_every_word_is_kept() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    let typed = [
        ("url", "javascript:alert(1)"),
        ("title", ""),
        ("category", "nowhere"),
        ("description", "\n  Two\r\nlines <b>"),
        ("licence_found", "yes"),
        ("licence", "my own"),
        ("caveat_kind", "odd"),
        ("tags", "a, b"),
        ("note", "Please look"),
        ("affiliation", "colleague"),
        ("name", "Sam <i>"),
        ("email", "name.example.com"),
    ];
    let page = visitor.fill_in(&site, "/suggest", &typed).await;
    page.assert_status(422);
    assert!(page.one("title").text.starts_with("Error: Suggest a link"));
    assert_eq!(
        page.one(".errors h2").text,
        "Six things need your attention"
    );
    let expected = [
        ("url", "Links must start with http:// or https://"),
        ("title", "Enter a title"),
        ("category", "Choose a category from the list, or Not sure"),
        (
            "licence",
            "Enter a licence with its version, like MIT or CC-BY-4.0, or none, or leave it empty",
        ),
        (
            "caveat_kind",
            "Choose what the caveat is about from the list",
        ),
        (
            "email",
            "Enter an email address like name@example.com, or leave it empty",
        ),
    ];
    assert_eq!(summary(&page), expected.map(|(_, words)| words));
    for (field, words) in expected {
        let line = page.one(&format!(".errors a[href='#{field}']"));
        assert_eq!(line.text, words);
        let control = page.one(&format!("#{field}"));
        assert_eq!(control.attr("aria-invalid"), Some("true"), "{field}");
        assert_eq!(
            page.one(&format!("#{field}-error")).text,
            format!("Error: {words}")
        );
    }
    let kept = page.fields("main form.form");
    let value = |name: &str| {
        let found = kept.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.replace("\r\n", "\n"))
    };
    for (name, typed) in typed {
        if !["category", "caveat_kind"].contains(&name) {
            assert_eq!(value(name), Some(typed.replace("\r\n", "\n")), "{name}");
        }
    }
    assert!(page.one("details.more").attr("open").is_some());
    assert!(site.suggestions().await.is_empty());
}

#[tokio::test]
async fn the_same_form_sent_by_twenty_hands_is_one_suggestion() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    let page = visitor.get("/suggest").await;
    let sent = (0..20).map(|_| visitor.send_as_typed("/suggest", &page, &ORDINARY));
    let replies = join_all(sent).await;
    site.clock().advance(60 * MINUTE);
    let late = visitor.send_as_typed("/suggest", &page, &ORDINARY).await;
    let first = replies[0].location().unwrap();
    for reply in replies.iter().chain([&late]) {
        reply.assert_redirect(first);
    }
    visitor.get(first).await.assert_ok();
    site.only_suggestion().await;
}

#[tokio::test]
async fn the_same_words_from_the_same_network_are_one_suggestion_for_ten_minutes() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    let first = visitor.submit("/suggest", &ORDINARY).await;
    first.assert_status(303);
    site.clock().advance(9 * MINUTE);
    let again = visitor.submit("/suggest", &ORDINARY).await;
    again.assert_redirect(first.location().unwrap());
    let elsewhere = site.visitor().submit("/suggest", &ORDINARY).await;
    elsewhere.assert_status(409);
    site.clock().advance(MINUTE);
    let later = visitor.submit("/suggest", &ORDINARY).await;
    later.assert_status(409);
    site.only_suggestion().await;
}

#[tokio::test]
async fn the_same_form_with_other_words_corrects_the_suggestion() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    let page = visitor.get("/suggest").await;
    let first = visitor.send_as_typed("/suggest", &page, &ORDINARY).await;
    site.clock().advance(MINUTE);
    let mut typed = ORDINARY;
    typed[0].1 = "http://www.planner.example.org/wards?utm_source=x";
    typed[1].1 = "Ward planner 2";
    let second = visitor.send_as_typed("/suggest", &page, &typed).await;
    second.assert_redirect(first.location().unwrap());
    let suggestion = site.only_suggestion().await;
    assert_eq!(suggestion.payload.fields().unwrap().title, "Ward planner 2");
    assert_eq!(suggestion.version, 2);
    let mut connection = site.db().read().await.unwrap();
    let sendings = list_payloads(&mut connection, suggestion.id).await.unwrap();
    assert_eq!(sendings[0].payload.fields().unwrap().title, "Ward planner");
    assert_eq!(
        sendings[1].payload.fields().unwrap().title,
        "Ward planner 2"
    );

    typed[1].1 = "";
    let wrong = visitor.send_as_typed("/suggest", &page, &typed).await;
    wrong.assert_status(422);
    let mended = visitor.send_as_typed("/suggest", &wrong, &ORDINARY).await;
    mended.assert_redirect(first.location().unwrap());
    assert_eq!(site.only_suggestion().await.version, 3);
}

#[tokio::test]
async fn the_same_form_with_another_link_is_another_suggestion() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    let page = visitor.get("/suggest").await;
    let first = visitor.send_as_typed("/suggest", &page, &ORDINARY).await;
    let mut typed = ORDINARY;
    typed[0].1 = "https://other.example/";
    let second = visitor.send_as_typed("/suggest", &page, &typed).await;
    second.assert_status(303);
    assert_ne!(second.location(), first.location());
    let all = site.suggestions().await;
    assert_eq!(all.len(), 2);
    assert_eq!(all[0].score, 3, "sent at once");
    assert_eq!(all[1].score, 2, "as without a token");
}

#[tokio::test]
async fn who_is_signed_in_is_remembered_with_what_they_suggest() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    ada.suggest(&site, &[]).await;
    assert!(site.only_suggestion().await.user_id.is_some());
}

#[tokio::test]
async fn when_nothing_can_be_written_the_form_comes_back_with_every_word() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    let page = visitor.get("/suggest").await;
    let busy = site.db().write().await.unwrap();
    let reply = visitor.send_as_typed("/suggest", &page, &ORDINARY).await;
    reply.assert_status(503);
    assert!(reply.header("retry-after").is_some());
    assert_eq!(reply.one("#url").attr("value"), Some(LINK));
    drop(busy);
    visitor
        .send_as_typed("/suggest", &reply, &ORDINARY)
        .await
        .assert_status(303);
}

#[tokio::test]
async fn a_directory_without_categories_takes_suggestions_too() {
    let site = TestSite::empty().await;
    let typed = [ORDINARY[0], ORDINARY[1], ("category", "not-sure")];
    let reply = site.visitor().fill_in(&site, "/suggest", &typed).await;
    reply.assert_status(303);
    let page = site.visitor().follow(reply).await;
    assert!(page.texts(".side dd").contains(&"Not sure".to_owned()));
}
