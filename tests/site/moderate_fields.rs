//! Each proposed field is taken, changed or refused, and its contributor reads which.

use crate::support::editing::filled;
use crate::support::people::Person;
use crate::support::reply::Reply;
use crate::support::site::TestSite;
use crate::support::suggestions::{entry_of, suggest_edit};

/// What an ordinary contributor changes about the first entry.
const CHANGES: [(&str, &str); 3] = [
    ("title", "Make your code open"),
    ("description", "How to make it open, and why."),
    ("tags", "open source"),
];

/// Suggests an edit through the form, and returns the receipt and the review page.
async fn suggest(site: &TestSite, visitor: &Person, changes: &[(&str, &str)]) -> (String, String) {
    let sent = visitor
        .fill_in(site, "/entries/1/suggest-edit", changes)
        .await;
    sent.assert_status(303);
    let id = site.count("SELECT max(id) FROM suggestions").await;
    let receipt = sent.location().unwrap().to_owned();
    (receipt, format!("/admin/suggestions/{id}"))
}

/// Decides as the form on the page would, with these fields changed.
async fn decide(person: &Person, review: &str, changes: &[(&str, &str)]) -> Reply {
    let page = person.get(review).await;
    page.assert_ok();
    let fields = filled(&page, ".decide form[novalidate]", changes);
    person.send(&format!("{review}/decision"), &fields).await
}

#[tokio::test]
async fn one_step_takes_one_field_changes_another_and_refuses_the_third() {
    let site = TestSite::new().await;
    let (visitor, ada) = (site.visitor(), site.moderator("ada").await);
    let before = entry_of(&site, 1).await.state;
    let (receipt, review) = suggest(&site, &visitor, &CHANGES).await;
    let page = ada.get(&review).await;
    // Everything starts as taken, so that approving is one press.
    for field in ["title", "description", "tags"] {
        let taken = page.one(&format!("#take-{field}"));
        assert_eq!(taken.attr("checked"), Some(""), "{field}");
    }
    let chosen = [
        ("decision", "approve"),
        ("take.description", "taken"),
        ("description", "How to make it open."),
        ("take.tags", "refused"),
        ("organisation", "NHS England"),
    ];
    decide(&ada, &review, &chosen).await.assert_status(303);
    let after = entry_of(&site, 1).await.state;
    assert_eq!(after.title, "Make your code open");
    assert_eq!(after.description, "How to make it open.");
    assert_eq!(after.tags, before.tags);
    assert_eq!(after.organisation, "NHS England");
    assert_eq!(after.url, before.url);

    let page = visitor.get(&receipt).await;
    assert_eq!(page.one("h1").text, "Part of your edit went in");
    assert_eq!(
        page.texts("aside dl .hint"),
        ["Taken", "Changed to: How to make it open.", "Not taken"]
    );
    assert!(!page.html().contains("ada"));
    let story = ada.get(&review).await.text();
    assert!(
        story.contains("Taken: title. Changed: description. Refused: tags."),
        "{story}"
    );
    let kept = site
        .count("SELECT fields = '{\"description\":\"changed\",\"tags\":\"refused\",\"title\":\"taken\"}' FROM decisions")
        .await;
    assert_eq!(kept, 1);
}

#[tokio::test]
async fn a_script_approves_with_the_version_alone_or_refuses_one_field() {
    let site = TestSite::new().await;
    let (visitor, ada) = (site.visitor(), site.moderator("ada").await);
    let (receipt, review) = suggest(&site, &visitor, &CHANGES).await;
    let version = ada
        .get(&review)
        .await
        .one(".decide form[novalidate] [name=version]");
    let version = version.attr("value").unwrap();
    let bare = [("decision", "approve"), ("version", version)];
    ada.submit(&format!("{review}/decision"), &bare)
        .await
        .assert_status(303);
    let after = entry_of(&site, 1).await.state;
    assert_eq!(after.title, "Make your code open");
    assert_eq!(after.tags, ["open source"]);
    let page = visitor.get(&receipt).await;
    assert_eq!(page.one("h1").text, "Your edit went in");

    let more = [("title", "Open code"), ("organisation", "A team")];
    let (_, review) = suggest(&site, &visitor, &more).await;
    let version = ada
        .get(&review)
        .await
        .one(".decide form[novalidate] [name=version]");
    let version = version.attr("value").unwrap();
    let one = [
        ("decision", "approve"),
        ("version", version),
        ("take.title", "refused"),
    ];
    ada.submit(&format!("{review}/decision"), &one)
        .await
        .assert_status(303);
    let after = entry_of(&site, 1).await.state;
    assert_eq!(after.title, "Make your code open");
    assert_eq!(after.organisation, "A team");
}

#[tokio::test]
async fn two_suggestions_on_different_fields_both_survive() {
    let site = TestSite::new().await;
    let (one, other) = (site.visitor(), site.visitor());
    let ada = site.moderator("ada").await;
    let (_, first) = suggest(&site, &one, &CHANGES[..1]).await;
    let (_, second) = suggest(&site, &other, &CHANGES[1..2]).await;
    for review in [first, second] {
        decide(&ada, &review, &[("decision", "approve")])
            .await
            .assert_status(303);
    }
    let after = entry_of(&site, 1).await.state;
    assert_eq!(after.title, "Make your code open");
    assert_eq!(after.description, "How to make it open, and why.");
}

#[tokio::test]
async fn of_two_on_the_same_field_the_second_is_asked_about_and_no_word_is_lost() {
    let site = TestSite::new().await;
    let (one, other) = (site.visitor(), site.visitor());
    let ada = site.moderator("ada").await;
    let seen = entry_of(&site, 1).await.state.title;
    let (_, first) = suggest(&site, &one, &[("title", "First title")]).await;
    let both = [("title", "Second title"), ("organisation", "A team")];
    let (receipt, second) = suggest(&site, &other, &both).await;
    decide(&ada, &first, &[("decision", "approve")]).await;
    let page = ada.get(&second).await;
    assert_eq!(
        page.texts(".decide fieldset dl dd"),
        [
            format!("“{seen}”"),
            "“First title”".to_owned(),
            "“Second title”".to_owned()
        ]
    );
    assert!(
        page.select("#take-title[checked], #take-title-2[checked]")
            .is_empty()
    );
    assert_eq!(page.one("#take-organisation").attr("checked"), Some(""));
    let asked = decide(
        &ada,
        &second,
        &[
            ("decision", "approve"),
            ("organisation", "Another team"),
            ("note", "Kept"),
        ],
    )
    .await;
    asked.assert_status(409);
    assert_eq!(
        asked.texts(".errors a"),
        ["Choose what becomes of the title"]
    );
    assert_eq!(
        asked.one("#organisation").attr("value"),
        Some("Another team")
    );
    assert_eq!(asked.one("#note").attr("value"), Some("Kept"));
    assert_eq!(entry_of(&site, 1).await.state.title, "First title");
    let chosen = [("decision", "approve"), ("take.title", "refused")];
    decide(&ada, &second, &chosen).await.assert_status(303);
    let after = entry_of(&site, 1).await.state;
    assert_eq!(
        (after.title.as_str(), after.organisation.as_str()),
        ("First title", "A team")
    );
    let page = other.get(&receipt).await;
    assert_eq!(page.texts("aside dl .hint"), ["Not taken", "Taken"]);
}

#[tokio::test]
async fn refusing_everything_is_a_decline() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let sent = suggest_edit(&site, 1, |fields| fields.title = "Other".to_owned()).await;
    let refused = decide(
        &ada,
        &sent.page,
        &[("decision", "approve"), ("take.title", "refused")],
    )
    .await;
    refused.assert_status(422);
    assert!(refused.one(".errors").text.contains("Nothing would change"));
    assert_eq!(refused.one("#take-title-2").attr("checked"), Some(""));
}

#[tokio::test]
async fn an_edit_that_moves_an_entry_says_from_where_to_where() {
    let site = TestSite::new().await;
    let (visitor, ada) = (site.visitor(), site.moderator("ada").await);
    let before = entry_of(&site, 1).await;
    let from = site
        .count("SELECT category_id FROM entries WHERE id = 1")
        .await;
    let to = site
        .count(
            "SELECT id FROM categories WHERE parent_id IS NULL AND status = 'live'
                AND id <> (SELECT category_id FROM entries WHERE id = 1) LIMIT 1",
        )
        .await;
    assert_ne!(from, to);
    let (path, title) = {
        let mut connection = site.db().read().await.unwrap();
        let tree = signpost::directory::load_tree(&mut connection)
            .await
            .unwrap();
        let node = tree.get(to).unwrap();
        (node.path.clone(), node.title.clone())
    };
    let (receipt, review) = suggest(&site, &visitor, &[("category", &path)]).await;
    let queue = ada.get("/admin").await;
    assert!(queue.text().contains(" to ") && queue.text().contains("Move from "));
    let page = ada.get(&review).await;
    let lede = page.one(".lede").text;
    assert!(
        lede.starts_with("Move from ") && lede.ends_with(&format!("to {title}")),
        "{lede}"
    );
    assert!(page.one(".eyebrow").text.starts_with("Suggested move"));
    decide(&ada, &review, &[("decision", "approve")])
        .await
        .assert_status(303);
    let after = entry_of(&site, 1).await;
    assert_eq!(after.state.category_id, to);
    assert_eq!(after.state.title, before.state.title);
    site.assert_newest("ada", "entry 1", "move", "").await;
    let page = visitor.get(&receipt).await;
    assert_eq!(page.one("h1").text, "Your edit went in");
}
