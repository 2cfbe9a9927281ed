//! Questions, answers and revisions, notes among moderators, and who may decide.

use signpost::suggestions::SuggestionStatus;

use crate::support::editing::filled;
use crate::support::people::Person;
use crate::support::reply::Reply;
use crate::support::site::TestSite;

const REVIEW: &str = "/admin/suggestions/1";
const DECISION: &str = "/admin/suggestions/1/decision";

/// Decides as the form on the page would, with these fields changed.
async fn decide(person: &Person, changes: &[(&str, &str)]) -> Reply {
    let page = person.get(REVIEW).await;
    page.assert_ok();
    let fields = filled(&page, ".decide form[novalidate]", changes);
    person.send(DECISION, &fields).await
}

/// Sends the form that stands open on a receipt.
async fn correct(person: &Person, receipt: &str, typed: &[(&str, &str)]) -> Reply {
    let page = person.get(receipt).await;
    let mut fields = filled(&page, "#correct form", typed);
    fields.push(("action".to_owned(), "correct".to_owned()));
    person.send(receipt, &fields).await
}

#[tokio::test]
async fn a_question_is_answered_and_the_moderator_reads_the_thread() {
    let site = TestSite::new().await;
    let (visitor, ada) = (site.visitor(), site.moderator("ada").await);
    let receipt = visitor.suggest(&site, &[]).await;
    let asked = [("decision", "ask"), ("message", "Where is the source?")];
    decide(&ada, &asked).await.assert_status(303);
    // The same again is a double click, not somebody else's decision.
    let page = visitor.get(&receipt).await;
    assert_eq!(page.one("h1").text, "A moderator has a question");
    assert!(page.text().contains("Where is the source?"));
    assert!(page.select("#correct").is_empty());
    visitor
        .submit(
            &receipt,
            &[("action", "reply"), ("message", "In the wiki.")],
        )
        .await
        .assert_redirect(&receipt);
    assert_eq!(site.count_with(SuggestionStatus::Pending).await, 1);
    let story = ada.get(REVIEW).await;
    assert!(
        story
            .text()
            .contains("Where is the source?ada, to the contributor")
    );
    assert!(story.text().contains("In the wiki.From the contributor"));
    assert_eq!(
        ada.get("/admin").await.texts(".queue h2 a"),
        ["Ward planner"]
    );
}

#[tokio::test]
async fn a_second_press_of_the_same_question_is_not_somebody_elses() {
    let site = TestSite::new().await;
    let (visitor, ada) = (site.visitor(), site.moderator("ada").await);
    visitor.suggest(&site, &[]).await;
    let page = ada.get(REVIEW).await;
    let asked = [("decision", "ask"), ("message", "Where is the source?")];
    let fields = filled(&page, ".decide form[novalidate]", &asked);
    for _ in 0..2 {
        ada.send(DECISION, &fields).await.assert_status(303);
    }
    assert_eq!(site.count("SELECT count(*) FROM messages").await, 1);
    let grace = site.moderator("grace").await;
    let late = grace.send(DECISION, &fields).await;
    late.assert_status(409);
    let words = late.one(".notice--warn h2").text;
    assert!(words.starts_with("ada asked about this "), "{words}");
    assert_eq!(late.one("#message").text, "Where is the source?");
}

#[tokio::test]
async fn a_revision_opens_the_form_with_every_word_and_keeps_both_versions() {
    let site = TestSite::new().await;
    let (visitor, ada) = (site.visitor(), site.moderator("ada").await);
    let typed = [
        ("note", "Ours"),
        ("tags", "wards"),
        ("organisation", "A trust"),
    ];
    let receipt = visitor.suggest(&site, &typed).await;
    let asked = [
        ("decision", "ask"),
        ("revise", "1"),
        ("message", "Say what it does."),
    ];
    decide(&ada, &asked).await.assert_status(303);
    let page = visitor.get(&receipt).await;
    assert_eq!(page.one("h1").text, "A moderator asks for a change");
    assert!(page.text().contains("Say what it does."));
    assert_eq!(page.one("#title").attr("value"), Some("Ward planner"));
    assert_eq!(page.one("#tags").attr("value"), Some("wards"));
    assert_eq!(page.one("#organisation").attr("value"), Some("A trust"));
    assert_eq!(page.one("#note").text, "Ours");
    // Nothing changed and nothing said is no answer.
    let same = correct(&visitor, &receipt, &[]).await;
    same.assert_status(422);
    assert_eq!(
        same.one("#message-error").text,
        "Error: Change something below, or write an answer"
    );
    let wrong = [
        ("title", ""),
        ("description", "It plans beds."),
        ("message", "Done"),
    ];
    let wrong = correct(&visitor, &receipt, &wrong).await;
    wrong.assert_status(422);
    assert_eq!(wrong.one("#title-error").text, "Error: Enter a title");
    assert_eq!(wrong.one("#description").text, "It plans beds.");
    assert_eq!(wrong.one("#message").text, "Done");
    let better = [("description", "It plans beds."), ("message", "Done")];
    correct(&visitor, &receipt, &better)
        .await
        .assert_redirect(&receipt);
    assert_eq!(site.count_with(SuggestionStatus::Pending).await, 1);
    assert_eq!(
        site.count("SELECT count(*) FROM suggestion_payloads").await,
        2
    );
    let page = visitor.get(&receipt).await;
    assert_eq!(page.one("h1").text, "Thank you. It’s in the queue.");
    assert!(page.select("#correct").is_empty());
    let review = ada.get(REVIEW).await;
    let since = review.select("section[aria-labelledby=h-since] tbody tr");
    assert_eq!(since.len(), 1);
    assert!(since[0].html.contains("<del>"), "{}", since[0].html);
    assert_eq!(
        review.texts("section[aria-labelledby=h-since] tbody th"),
        ["Description"]
    );
    assert!(
        review
            .text()
            .contains("ada asked the contributor to change it")
    );
    assert!(review.text().contains("DoneFrom the contributor"));
}

#[tokio::test]
async fn a_decline_may_ask_for_a_revision_in_the_words_of_its_reason() {
    let site = TestSite::new().await;
    let (visitor, ada) = (site.visitor(), site.moderator("ada").await);
    let receipt = visitor.suggest(&site, &[]).await;
    let mute = [("decision", "decline"), ("revise", "1")];
    let mute = decide(&ada, &mute).await;
    mute.assert_status(422);
    assert_eq!(
        mute.one("#reason-error").text,
        "Error: Choose a reason, or write your own"
    );
    assert_eq!(mute.one("#revise").attr("checked"), Some(""));
    let asked = [
        ("decision", "decline"),
        ("revise", "1"),
        ("reason", "Off topic"),
    ];
    let page = ada.get(REVIEW).await;
    let fields = filled(&page, ".decide form[novalidate]", &asked);
    for _ in 0..2 {
        ada.send(DECISION, &fields).await.assert_status(303);
    }
    assert_eq!(site.count_with(SuggestionStatus::Question).await, 1);
    let page = visitor.get(&receipt).await;
    assert!(page.text().contains("we couldn’t see how this fits"));
    assert_eq!(page.one("#title").attr("value"), Some("Ward planner"));
    visitor
        .submit(
            &receipt,
            &[("action", "reply"), ("message", "It does: see page 3.")],
        )
        .await
        .assert_redirect(&receipt);
    assert_eq!(site.count_with(SuggestionStatus::Pending).await, 1);
}

#[tokio::test]
async fn what_moderators_tell_each_other_never_reaches_the_receipt() {
    let site = TestSite::new().await;
    let (visitor, ada) = (site.visitor(), site.moderator("ada").await);
    let receipt = visitor.suggest(&site, &[]).await;
    let empty = ada
        .submit(DECISION, &[("decision", "note"), ("note", " ")])
        .await;
    empty.assert_status(422);
    assert_eq!(empty.one("#own-note-error").text, "Error: Write a note");
    // A note decides nothing, and a form that somebody has open stays good.
    let page = ada.get(REVIEW).await;
    ada.submit(
        DECISION,
        &[("decision", "note"), ("note", "Smells of Grace")],
    )
    .await
    .assert_redirect(&format!("{REVIEW}#h-story"));
    assert_eq!(site.count_with(SuggestionStatus::Pending).await, 1);
    assert!(
        ada.get(REVIEW)
            .await
            .text()
            .contains("Smells of Graceada, to moderators only")
    );
    let asked = [
        ("decision", "ask"),
        ("message", "Whose is it?"),
        ("note", "Smells of Heidi"),
    ];
    let fields = filled(&page, ".decide form[novalidate]", &asked);
    ada.send(DECISION, &fields).await.assert_status(303);
    let page = visitor.get(&receipt).await;
    assert!(page.html().contains("Whose is it?"));
    assert!(!page.html().contains("Smells of"));
    let declined = [
        ("decision", "decline"),
        ("reason", "Off topic"),
        ("note", "Smells of Judy"),
    ];
    decide(&ada, &declined).await.assert_status(303);
    // Notes go on after the decision.
    let later = [("decision", "note"), ("note", "Smells of Mallory")];
    ada.submit(DECISION, &later).await.assert_status(303);
    let page = visitor.get(&receipt).await;
    assert_eq!(page.one("h1").text, "Not added this time");
    assert!(!page.html().contains("Smells of"));
    assert!(ada.get(REVIEW).await.text().contains("Smells of Mallory"));
}

#[tokio::test]
async fn nobody_decides_what_was_sent_with_their_own_address() {
    let site = TestSite::new().await;
    let (visitor, ada) = (site.visitor(), site.moderator("ada").await);
    let (grace, _heidi) = (
        site.moderator("grace").await,
        site.administrator("heidi").await,
    );
    site.execute("UPDATE users SET email = 'Ada@Wards.example' WHERE name = 'ada'")
        .await;
    visitor
        .suggest(&site, &[("email", "ada@wards.EXAMPLE")])
        .await;
    let page = ada.get(REVIEW).await;
    assert!(
        page.text()
            .contains("You sent this one yourself, so somebody else decides it.")
    );
    assert!(page.select(".decide form[novalidate]").is_empty());
    let bare = [("decision", "approve"), ("version", "1")];
    ada.submit(DECISION, &bare).await.assert_status(403);
    assert_eq!(site.count_with(SuggestionStatus::Pending).await, 1);
    let note = [("decision", "note"), ("note", "It is mine, look kindly")];
    ada.submit(DECISION, &note).await.assert_status(303);
    grace.submit(DECISION, &bare).await.assert_status(303);
}

#[tokio::test]
async fn the_review_says_how_close_they_are_to_it() {
    for (affiliation, words) in [
        ("own", Some("They say: I maintain this")),
        (
            "colleague",
            Some("They say: I work with the people who make it"),
        ),
        ("none", None),
    ] {
        let site = TestSite::new().await;
        let (visitor, ada) = (site.visitor(), site.moderator("ada").await);
        visitor
            .suggest(&site, &[("affiliation", affiliation)])
            .await;
        let text = ada.get(REVIEW).await.text();
        match words {
            Some(words) => assert!(text.contains(words), "{text}"),
            None => assert!(!text.contains("They say"), "{text}"),
        }
    }
}
