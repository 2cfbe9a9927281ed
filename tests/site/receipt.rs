//! The receipt: what it says at each step, and what its buttons do.

use signpost::clock::{DAY, MINUTE};
use signpost::suggestions::{
    Audience, Author, NewMessage, Outcome, SuggestionStatus, add_message, claim, close_suggestion,
    find_contributor, list_messages,
};

use crate::support::editing::filled;
use crate::support::people::Person;
use crate::support::reply::Reply;
use crate::support::site::TestSite;

async fn act(person: &Person, receipt: &str, action: &str) -> Reply {
    person.submit(receipt, &[("action", action)]).await
}

/// What a moderator's verdict does to the suggestion's row, with its decision.
async fn decide(site: &TestSite, status: SuggestionStatus, decision: &'static str) {
    let suggestion = site.only_suggestion().await;
    let mut write = site.db().write().await.unwrap();
    let outcome = Outcome {
        result_entry_id: (status == SuggestionStatus::Approved).then_some(1),
        duplicate_of_entry_id: (status == SuggestionStatus::Duplicate).then_some(1),
        ..Outcome::new(status, site.now())
    };
    let done = close_suggestion(&mut write, (suggestion.id, suggestion.version), outcome).await;
    assert!(done.unwrap());
    write.commit().await.unwrap();
    if !decision.is_empty() {
        site.execute(decision).await;
    }
}

fn steps(page: &Reply) -> Vec<String> {
    page.texts(".trail h3")
}

#[tokio::test]
async fn spam_that_a_moderator_marked_can_be_withdrawn_unaware() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    let receipt = visitor.suggest(&site, &[]).await;
    site.moderator("ada").await;
    let decision = "INSERT INTO decisions (suggestion_id, user_id, at, verdict, message)
         VALUES (1, 1, 1, 'spam', 'Go away')";
    decide(&site, SuggestionStatus::Spam, decision).await;
    let page = visitor.get(&receipt).await;
    assert_eq!(page.one("h1").text, "Thank you. It’s in the queue.");
    assert!(!page.html().contains("Go away"));
    act(&visitor, &receipt, "withdraw")
        .await
        .assert_redirect(&receipt);
    let page = visitor.get(&receipt).await;
    assert_eq!(page.one("h1").text, "Withdrawn");
    assert!(!page.html().contains("Go away"));
}

#[tokio::test]
async fn the_heading_is_the_answer() {
    for (status, decision, heading, last) in [
        (
            SuggestionStatus::Approved,
            "INSERT INTO decisions (suggestion_id, user_id, at, verdict) VALUES (1, 1, 1, 'approve')",
            "Added to the directory",
            "Added to the directory",
        ),
        (
            SuggestionStatus::Approved,
            "INSERT INTO decisions (suggestion_id, user_id, at, verdict, amended)
             VALUES (1, 1, 1, 'approve', '{}')",
            "Added, with changes",
            "Added, with changes",
        ),
        (
            SuggestionStatus::Declined,
            "INSERT INTO decisions (suggestion_id, user_id, at, verdict, reason, message)
             VALUES (1, 1, 1, 'decline', 'Off topic', 'We couldn''t see how this fits.')",
            "Not added this time",
            "Declined: Off topic",
        ),
        (
            SuggestionStatus::Duplicate,
            "INSERT INTO decisions (suggestion_id, user_id, at, verdict) VALUES (1, 1, 1, 'duplicate')",
            "Merged with an entry we had",
            "Merged with an entry we had",
        ),
    ] {
        let site = TestSite::new().await;
        let visitor = site.visitor();
        let receipt = visitor.suggest(&site, &[]).await;
        site.moderator("ada").await;
        decide(&site, status, decision).await;
        let page = visitor.get(&receipt).await;
        assert_eq!(page.one("h1").text, heading);
        assert_eq!(steps(&page), ["Received", last]);
        assert!(!page.text().contains("ada"));
        assert!(page.select("[name=action]").is_empty());
        if status == SuggestionStatus::Declined {
            assert_eq!(page.one(".notice h2").text, "Why");
            assert_eq!(page.one(".notice p").text, "We couldn't see how this fits.");
        } else {
            let entry = page.one(".lede a").attr("href").unwrap().to_owned();
            visitor.get(&entry).await.assert_ok();
        }
        site.clock().advance(180 * DAY);
        visitor.get(&receipt).await.assert_status(404);
    }
}

#[tokio::test]
async fn it_says_how_many_are_ahead_and_who_looks_without_a_name() {
    let site = TestSite::new().await;
    let first = site.visitor().suggest(&site, &[]).await;
    let visitor = site.visitor();
    let second = visitor
        .suggest(&site, &[("url", "https://b.example/")])
        .await;
    let ahead = |page: &Reply| page.one(".trail [aria-current=step] p").text;
    assert_eq!(ahead(&visitor.get(&first).await), "Yours is next.");
    let page = visitor.get(&second).await;
    assert_eq!(ahead(&page), "There is 1 ahead of yours.");
    assert_eq!(
        steps(&page),
        ["Received", "Waiting for a moderator", "A decision"]
    );

    site.moderator("ada").await;
    let mut write = site.db().write().await.unwrap();
    claim(&mut write, 2, 1, site.now()).await.unwrap();
    write.commit().await.unwrap();
    let page = visitor.get(&second).await;
    assert_eq!(page.one("h1").text, "A moderator is looking at it");
    assert!(!page.text().contains("ada"));
    site.clock().advance(15 * MINUTE);
    let page = visitor.get(&second).await;
    assert_eq!(page.one("h1").text, "Thank you. It’s in the queue.");
}

#[tokio::test]
async fn what_was_sent_can_be_corrected_while_it_waits() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    let typed = [
        ("licence_found", "none"),
        ("name", "Sam"),
        ("note", "Hello"),
    ];
    let receipt = visitor.suggest(&site, &typed).await;
    let page = visitor.get(&receipt).await;
    assert!(page.select("main form.form").is_empty());
    let link = page.one("a[href$='#correct']");
    let asked = link.attr("href").unwrap().trim_end_matches("#correct");
    let page = visitor.get(asked).await;
    let form = "#correct form";
    let with = |typed: &[(&str, &str)]| {
        let typed: Vec<_> = typed
            .iter()
            .copied()
            .chain([("action", "correct")])
            .collect();
        filled(&page, form, &typed)
    };
    let reply = visitor.send(&receipt, &with(&[("title", "")])).await;
    reply.assert_status(422);
    assert_eq!(reply.texts(".errors li"), ["Enter a title"]);
    assert_eq!(reply.one("#correct #title").attr("value"), Some(""));
    site.clock().advance(MINUTE);
    let right = with(&[("title", "A better title"), ("name", "Samira")]);
    visitor
        .send(&receipt, &right)
        .await
        .assert_redirect(&receipt);
    let page = visitor.get(&receipt).await;
    assert_eq!(
        steps(&page),
        [
            "Received",
            "Corrected",
            "Waiting for a moderator",
            "A decision"
        ]
    );
    assert!(
        page.texts(".side dd")
            .contains(&"A better title".to_owned())
    );
    let suggestion = site.only_suggestion().await;
    assert_eq!(suggestion.version, 2);
    let fields = suggestion.payload.fields().unwrap();
    assert_eq!(
        (fields.title.as_str(), fields.licence.as_str()),
        ("A better title", "none")
    );
    let mut connection = site.db().read().await.unwrap();
    let contributor = find_contributor(&mut connection, suggestion.id)
        .await
        .unwrap();
    assert_eq!(contributor.name, "Samira");
}

#[tokio::test]
async fn it_can_be_withdrawn_and_then_nothing_else() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    let receipt = visitor.suggest(&site, &[]).await;
    act(&visitor, &receipt, "withdraw")
        .await
        .assert_redirect(&receipt);
    let page = visitor.get(&receipt).await;
    assert_eq!(page.one("h1").text, "Withdrawn");
    assert_eq!(steps(&page), ["Received", "You withdrew it"]);
    assert_eq!(
        site.only_suggestion().await.status,
        SuggestionStatus::Withdrawn
    );
    let late = [
        ("action", "correct"),
        ("title", "Words of mine"),
        ("note", "And more"),
    ];
    let reply = visitor.submit(&receipt, &late).await;
    reply.assert_status(409);
    assert_eq!(reply.one(".notice .said").text, "Words of mine And more");
    act(&visitor, &receipt, "withdraw").await.assert_status(409);
    // It is nobody's duplicate any more.
    visitor.suggest(&site, &[]).await;
}

#[tokio::test]
async fn a_question_is_answered_once() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    let receipt = visitor.suggest(&site, &[]).await;
    let early = visitor
        .submit(&receipt, &[("action", "reply"), ("message", "Hello?")])
        .await;
    early.assert_status(409);
    assert!(early.one(".said").text.contains("Hello?"));
    site.moderator("ada").await;
    let mut write = site.db().write().await.unwrap();
    let question = NewMessage {
        suggestion_id: 1,
        at: site.now(),
        author: Author::Moderator,
        user_id: Some(1),
        audience: Audience::Contributor,
        body: "Which ward is it for?",
    };
    add_message(&mut write, question).await.unwrap();
    let hidden = NewMessage {
        audience: Audience::Moderators,
        body: "Looks odd to me",
        ..question
    };
    add_message(&mut write, hidden).await.unwrap();
    write.commit().await.unwrap();
    decide(&site, SuggestionStatus::Question, "").await;
    let page = visitor.get(&receipt).await;
    assert_eq!(page.one("h1").text, "A moderator has a question");
    assert_eq!(page.one(".trail .said").text, "Which ward is it for?");
    assert!(!page.html().contains("Looks odd"));
    let empty = visitor
        .submit(&receipt, &[("action", "reply"), ("message", " ")])
        .await;
    empty.assert_status(422);
    assert_eq!(empty.one(".errors a").attr("href"), Some("#message"));
    let answer = [("action", "reply"), ("message", "Any <b>ward</b>")];
    visitor
        .submit(&receipt, &answer)
        .await
        .assert_redirect(&receipt);
    let page = visitor.get(&receipt).await;
    assert_eq!(page.one("h1").text, "Thank you. It’s in the queue.");
    assert_eq!(
        page.texts(".trail .said"),
        ["Which ward is it for?", "Any <b>ward</b>"]
    );
    assert_eq!(
        site.only_suggestion().await.status,
        SuggestionStatus::Pending
    );
    visitor.submit(&receipt, &answer).await.assert_status(409);
    let mut connection = site.db().read().await.unwrap();
    assert_eq!(list_messages(&mut connection, 1).await.unwrap().len(), 3);
}

#[tokio::test]
async fn who_sent_it_can_be_erased_at_any_time() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    let typed = [
        ("name", "Quetzal Person"),
        ("email", "q@example.org"),
        ("credit", "1"),
    ];
    let receipt = visitor.suggest(&site, &typed).await;
    act(&visitor, &receipt, "withdraw").await;
    act(&visitor, &receipt, "erase")
        .await
        .assert_redirect(&receipt);
    let page = visitor.get(&receipt).await;
    assert!(!page.html().contains("Quetzal"));
    assert!(page.select("[value=erase]").is_empty());
    let mut connection = site.db().read().await.unwrap();
    let contributor = find_contributor(&mut connection, 1).await.unwrap();
    assert_eq!(contributor.credited_name(), None);
    assert_eq!(contributor.email, "");
    assert_eq!(contributor.erased_at, Some(site.now()));
}

#[tokio::test]
async fn an_unknown_button_is_named() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    let receipt = visitor.suggest(&site, &[]).await;
    act(&visitor, &receipt, "publish").await.assert_status(400);
    act(&visitor, &receipt, "").await.assert_status(400);
}

#[tokio::test]
async fn a_wrong_token_opens_nothing_and_guessing_is_slowed_down() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    let receipt = visitor.suggest(&site, &[]).await;
    let reference = site.only_suggestion().await.reference.to_string();
    let guesser = site.visitor();
    let upper = receipt
        .to_uppercase()
        .replace("/SUGGESTIONS", "/suggestions");
    for wrong in [
        format!("/suggestions/{reference}"),
        format!("{receipt}a"),
        upper,
    ] {
        let page = guesser.get(&wrong).await;
        page.assert_status(404);
        assert_eq!(page.header("cache-control"), Some("no-store"));
    }
    act(&guesser, "/suggestions/nothing", "withdraw")
        .await
        .assert_status(404);
    for _ in 0..26 {
        guesser.get("/suggestions/nothing").await.assert_status(404);
    }
    let slowed = guesser.get(&receipt).await;
    slowed.assert_status(429);
    assert_eq!(slowed.header("retry-after"), Some("60"));
    visitor.get(&receipt).await.assert_ok();
    site.clock().advance(MINUTE);
    guesser.get(&receipt).await.assert_ok();
}

#[tokio::test]
async fn the_token_is_stored_nowhere() {
    let site = TestSite::new().await;
    let receipt = site.visitor().suggest(&site, &[]).await;
    let token = receipt.rsplit('/').next().unwrap();
    assert_eq!(token.len(), 26, "128 bits in base 32");
    let dump = std::fs::read(site.path()).unwrap();
    let log = std::fs::read(site.path().with_extension("db-wal")).unwrap();
    for bytes in [dump, log] {
        let found = bytes
            .windows(token.len())
            .any(|part| part == token.as_bytes());
        assert!(!found);
    }
}
