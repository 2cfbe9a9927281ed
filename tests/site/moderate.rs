//! What moderators decide, and what the directory and the contributor see of it.

use signpost::directory::EntryStatus;
use signpost::suggestions::{ReportReason, SuggestionStatus};

use crate::support::people::Person;
use crate::support::reply::Reply;
use crate::support::site::TestSite;
use crate::support::suggestions::{
    Sent, called, entry_of, report, status_of, suggest, suggest_as, suggest_edit, ward_list,
};

/// Decides as the form on the page would, with these fields changed.
async fn decide(person: &Person, sent: &Sent, changes: &[(&str, &str)]) -> Reply {
    let page = person.get(&sent.page).await;
    page.assert_ok();
    submit(person, sent, &page, changes).await
}

async fn submit(person: &Person, sent: &Sent, page: &Reply, changes: &[(&str, &str)]) -> Reply {
    let mut fields = page.fields(".decide form[novalidate]");
    fields.retain(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
    let changes = changes
        .iter()
        .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
    fields.extend(changes);
    let fields: Vec<_> = fields
        .iter()
        .map(|(k, v)| (k.as_str(), v.as_str()))
        .collect();
    person.submit(&sent.decision, &fields).await
}

#[tokio::test]
async fn an_approved_link_is_public_at_the_next_request_and_not_before() {
    let site = TestSite::new().await;
    let (ada, reader) = (site.moderator("ada").await, site.visitor());
    let sent = suggest(&site, ward_list()).await;
    for path in ["/", "/recent", "/categories/guidance", "/search?q=ward"] {
        let page = reader.get(path).await;
        assert!(!page.html().contains("Ward round list"), "{path}");
    }
    decide(&ada, &sent, &[("decision", "approve")])
        .await
        .assert_redirect(&format!("/admin?done={}", sent.reference));
    for path in ["/", "/recent", "/categories/guidance", "/search?q=ward"] {
        let page = reader.get(path).await;
        assert!(page.html().contains("Ward round list"), "{path}");
    }
    let queue = ada.get(&format!("/admin?done={}", sent.reference)).await;
    assert_eq!(
        queue.one(".notice--ok").text,
        "Ward round list is in the directory. See its page Undo: Ward round list"
    );
    let entry = queue.select(".notice--ok a")[1]
        .attr("href")
        .unwrap()
        .to_owned();
    let page = reader.get(&entry).await;
    page.assert_ok();
    for name in ["Charlie", "ada"] {
        let mut words = page.html().split(|c: char| !c.is_alphanumeric());
        assert!(!words.any(|word| word == name), "{name}");
    }
}

#[tokio::test]
async fn a_moderator_changes_what_is_proposed_before_it_goes_live() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let mut fields = ward_list();
    fields.category = "not-sure".to_owned();
    let sent = suggest(&site, fields).await;
    let page = ada.get(&sent.page).await;
    let unsure = submit(&ada, &sent, &page, &[("decision", "approve")]).await;
    unsure.assert_status(422);
    assert_eq!(
        unsure.one(".errors a").attr("href"),
        Some("#category"),
        "{}",
        unsure.one(".errors").text
    );
    let changes = [
        ("decision", "approve"),
        ("category", "policy"),
        ("title", "Ward rounds, listed"),
        ("caveat", "Needs a sign-in"),
        ("caveat_kind", "paywall"),
    ];
    submit(&ada, &sent, &unsure, &changes)
        .await
        .assert_redirect(&format!("/admin?done={}", sent.reference));
    let list = site.visitor().get("/categories/policy").await;
    assert!(list.text().contains("Ward rounds, listed"));
    assert!(list.text().contains("Needs a sign-in"));
    let review = ada.get(&sent.page).await;
    assert!(
        review
            .text()
            .contains("ada approved this with changes, less than a minute ago")
    );
}

#[tokio::test]
async fn only_sent_fields_change_and_sent_empty_means_empty() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let sent = suggest(&site, ward_list()).await;
    let form = [
        ("decision", "approve"),
        ("version", "1"),
        ("description", ""),
    ];
    let done = ada.submit(&sent.decision, &form).await;
    assert_eq!(done.status(), 303);
    let listed = site.visitor().get("/search?q=ward").await;
    assert!(listed.text().contains("Ward round list"));
    assert!(!listed.text().contains("two wards use"));
}

#[tokio::test]
async fn a_decline_needs_a_reason_which_the_receipt_and_the_review_keep() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let sent = suggest(&site, ward_list()).await;
    let refused = decide(
        &ada,
        &sent,
        &[("decision", "decline"), ("note", "Seen this before")],
    )
    .await;
    refused.assert_status(422);
    assert_eq!(
        refused.one("#reason-error").text,
        "Error: Choose a reason, or write your own"
    );
    assert_eq!(refused.one("#note").attr("value"), Some("Seen this before"));
    assert_eq!(refused.one("#decision-decline").attr("checked"), Some(""));
    assert_eq!(status_of(&site, &sent).await, SuggestionStatus::Pending);
    let form = [
        ("decision", "decline"),
        ("reason", "Off topic"),
        ("note", "Seen this before"),
    ];
    submit(&ada, &sent, &refused, &form)
        .await
        .assert_redirect(&format!("/admin?done={}", sent.reference));
    let review = ada.get(&sent.page).await;
    let text = review.text();
    assert!(
        text.contains("ada declined this, less than a minute ago: Off topic"),
        "{text}"
    );
    assert!(text.contains("we couldn’t see how this fits"), "{text}");
    assert!(
        text.contains("Seen this beforeada, to moderators only"),
        "{text}"
    );
    assert!(review.select("input[name=version]").is_empty());
    // The next suggestion of the same link is told apart by the whole decision.
    let again = suggest(&site, ward_list()).await;
    let text = ada.get(&again.page).await.text();
    assert!(
        text.contains(&format!(
            "Declined before{} on 22 November 2026 by ada: Off topic.",
            sent.reference
        )),
        "{text}"
    );
}

#[tokio::test]
async fn a_duplicate_points_to_an_entry_or_to_another_suggestion() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let first = suggest(&site, ward_list()).await;
    let second = suggest(&site, ward_list()).await;
    let page = ada.get(&second.page).await;
    assert!(
        page.text()
            .contains("Another suggestion for this waits in the queue")
    );
    for (typed, problem) in [
        (
            "",
            "Choose what it repeats, or enter an entry’s number or a reference such as SP-7K4M-2QXD",
        ),
        ("999", "There is no entry 999"),
        (second.reference.as_str(), "That is this suggestion itself"),
    ] {
        let refused = submit(
            &ada,
            &second,
            &page,
            &[("decision", "duplicate"), ("duplicate_of", typed)],
        )
        .await;
        refused.assert_status(422);
        assert_eq!(
            refused.one("#duplicate_of-error").text,
            format!("Error: {problem}")
        );
    }
    let form = [
        ("decision", "duplicate"),
        ("duplicate_of", first.reference.as_str()),
    ];
    submit(&ada, &second, &page, &form)
        .await
        .assert_redirect(&format!("/admin?done={}", second.reference));
    let review = ada.get(&second.page).await.text();
    assert!(review.contains(&format!(
        "ada closed this as a duplicate, less than a minute ago: {}",
        first.reference
    )));
    decide(&ada, &first, &[("decision", "approve")]).await;
    // Approving an address that is live is refused, and the page offers the entry.
    let third = suggest(&site, ward_list()).await;
    let refused = decide(&ada, &third, &[("decision", "approve")]).await;
    refused.assert_status(409);
    assert_eq!(
        refused.one(".notice--warn h2").text,
        "This link is already in the list"
    );
    assert_eq!(refused.one(".notice--warn a").text, "Ward round list");
    let offered = refused.select("input[type=radio][name=duplicate_of]");
    let picked = offered[0].attr("value").unwrap().to_owned();
    let form = [("decision", "duplicate"), ("duplicate_of", picked.as_str())];
    assert_eq!(submit(&ada, &third, &refused, &form).await.status(), 303);
    assert_eq!(status_of(&site, &third).await, SuggestionStatus::Duplicate);
}

#[tokio::test]
async fn spam_can_be_rescued() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let sent = suggest(&site, ward_list()).await;
    decide(&ada, &sent, &[("decision", "spam")])
        .await
        .assert_redirect(&format!("/admin?done={}", sent.reference));
    assert!(ada.get("/admin").await.select(".queue li").is_empty());
    let pile = ada.get("/admin?status=spam").await;
    assert_eq!(pile.texts(".queue h2 a"), ["Ward round list"]);
    let review = ada.get(&sent.page).await;
    let version = review
        .one("input[name=version]")
        .attr("value")
        .unwrap()
        .to_owned();
    let rescue = [("decision", "restore"), ("version", version.as_str())];
    let rescued = ada.submit(&sent.decision, &rescue).await;
    assert_eq!(rescued.status(), 303);
    assert_eq!(
        ada.get("/admin").await.texts(".queue h2 a"),
        ["Ward round list"]
    );
    assert!(
        ada.get(&sent.page)
            .await
            .text()
            .contains("ada marked this as spam, less than a minute ago (taken back)")
    );
    ada.submit(&sent.decision, &rescue).await.assert_status(409);
}

#[tokio::test]
async fn blocking_a_host_folds_all_that_waits_from_there() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let mut spam = Vec::new();
    for number in 0..4 {
        let mut fields = called("Cheap forms");
        fields.url = format!("https://spam.example/{number}");
        spam.push(suggest(&site, fields).await);
    }
    let good = suggest(&site, ward_list()).await;
    let page = ada.get(&spam[1].page).await;
    assert!(
        page.text()
            .contains("Block spam.example tooAlso moves 3 more from there to the spam pile")
    );
    let form = [("decision", "spam"), ("block_host", "1")];
    assert_eq!(submit(&ada, &spam[1], &page, &form).await.status(), 303);
    for sent in &spam {
        assert_eq!(status_of(&site, sent).await, SuggestionStatus::Spam);
    }
    assert_eq!(status_of(&site, &good).await, SuggestionStatus::Pending);
    let review = ada.get(&spam[0].page).await.text();
    assert!(review.contains("spam.example is blocked"), "{review}");
    // A place that the directory itself points to is never blocked.
    decide(&ada, &good, &[("decision", "approve")]).await;
    let mut fields = ward_list();
    fields.url = "https://wards.example/other".to_owned();
    let other = suggest(&site, fields).await;
    let page = ada.get(&other.page).await;
    assert!(page.select("#block_host").is_empty());
    let refused = submit(&ada, &other, &page, &form).await;
    refused.assert_status(422);
    assert!(
        refused
            .text()
            .contains("The directory lists links on wards.example, so it can’t be blocked")
    );
}

#[tokio::test]
async fn a_question_waits_for_its_answer_and_can_still_be_decided() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let sent = suggest(&site, ward_list()).await;
    let mute = decide(&ada, &sent, &[("decision", "ask")]).await;
    mute.assert_status(422);
    assert_eq!(
        mute.one("#message-error").text,
        "Error: Write your question"
    );
    let form = [
        ("decision", "ask"),
        ("message", "Where is the source code?"),
    ];
    submit(&ada, &sent, &mute, &form)
        .await
        .assert_redirect(&format!("/admin?done={}", sent.reference));
    assert_eq!(status_of(&site, &sent).await, SuggestionStatus::Question);
    assert_eq!(
        ada.get("/admin?status=question").await.texts(".queue h2 a"),
        ["Ward round list"]
    );
    let review = ada.get(&sent.page).await;
    assert!(
        review
            .text()
            .contains("Where is the source code?ada, to the contributor")
    );
    decide(&ada, &sent, &[("decision", "approve")]).await;
    assert_eq!(status_of(&site, &sent).await, SuggestionStatus::Approved);
}

#[tokio::test]
async fn an_edit_changes_what_it_says_and_keeps_what_somebody_changed_since() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let one = suggest_edit(&site, 1, |fields| {
        fields.title = "Make code open".to_owned()
    })
    .await;
    let two = suggest_edit(&site, 1, |fields| {
        fields.description = "How to make it open.".to_owned()
    })
    .await;
    let page = ada.get(&one.page).await;
    assert_eq!(page.texts(".diff tbody th")[..1], ["Title"]);
    assert!(page.one(".diff").html.contains("<del>"));
    // The second is decided first; the first keeps its change.
    decide(&ada, &two, &[("decision", "approve")]).await;
    let late = submit(
        &ada,
        &one,
        &page,
        &[("decision", "approve"), ("note", "Both are fine")],
    )
    .await;
    late.assert_status(409);
    assert_eq!(
        late.one(".notice--warn h2").text,
        "This changed while you were looking at it"
    );
    assert_eq!(late.one("#note").attr("value"), Some("Both are fine"));
    assert_eq!(late.one("#description").text, "How to make it open.");
    assert!(
        late.one("#description-hint")
            .text
            .starts_with("You sent: “The page to send")
    );
    assert_eq!(
        submit(&ada, &one, &late, &[("decision", "approve")])
            .await
            .status(),
        303
    );
    let entry = entry_of(&site, 1).await.state;
    assert_eq!(entry.title, "Make code open");
    assert_eq!(entry.description, "How to make it open.");
    // Later it still shows what was proposed beside what its contributor saw.
    let decided = ada.get(&one.page).await;
    assert_eq!(decided.one("#h-diff").text, "What was proposed");
    assert_eq!(decided.texts(".diff tbody th"), ["Title", "Not changed"]);
    assert!(decided.select("#h-checks").is_empty());
}

#[tokio::test]
async fn a_clash_is_shown_with_all_three_values_and_never_overwritten_silently() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let original = entry_of(&site, 1).await.state.title;
    let one = suggest_edit(&site, 1, |fields| fields.title = "First title".to_owned()).await;
    let two = suggest_edit(&site, 1, |fields| fields.title = "Second title".to_owned()).await;
    decide(&ada, &one, &[("decision", "approve")]).await;
    let page = ada.get(&two.page).await;
    let version = page.select("input[name=version]")[0]
        .attr("value")
        .unwrap()
        .to_owned();
    let bare = [("decision", "approve"), ("version", version.as_str())];
    let clash = ada.submit(&two.decision, &bare).await;
    clash.assert_status(409);
    assert_eq!(
        clash.one(".notice--warn h2").text,
        "Somebody changed the entry since this was suggested"
    );
    assert_eq!(
        clash.texts(".decide fieldset dl dd"),
        [
            format!("“{original}”"),
            "“First title”".to_owned(),
            "“Second title”".to_owned()
        ]
    );
    assert_eq!(
        clash.one("#take-title-error").text,
        "Error: Choose what becomes of the title"
    );
    assert_eq!(clash.one("#title").attr("value"), Some("Second title"));
    // The box alone is no choice, and what was typed is kept.
    let typed = [
        ("decision", "approve"),
        ("title", "Third title"),
        ("note", "Hm"),
    ];
    let clash = submit(&ada, &two, &clash, &typed).await;
    clash.assert_status(409);
    assert_eq!(clash.one("#title").attr("value"), Some("Third title"));
    assert_eq!(clash.one("#note").attr("value"), Some("Hm"));
    assert_eq!(entry_of(&site, 1).await.state.title, "First title");
    let settled = submit(
        &ada,
        &two,
        &clash,
        &[
            ("decision", "approve"),
            ("take.title", "taken"),
            ("title", "Second title"),
        ],
    )
    .await;
    assert_eq!(settled.status(), 303);
    assert_eq!(entry_of(&site, 1).await.state.title, "Second title");
}

#[tokio::test]
async fn approving_what_changes_nothing_is_refused() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let one = suggest_edit(&site, 1, |fields| fields.title = "Same".to_owned()).await;
    let two = suggest_edit(&site, 1, |fields| fields.title = "Same".to_owned()).await;
    decide(&ada, &one, &[("decision", "approve")]).await;
    let page = ada.get(&two.page).await;
    assert!(
        page.text()
            .contains("Nothing any more: the entry says all this already.")
    );
    let refused = submit(&ada, &two, &page, &[("decision", "approve")]).await;
    refused.assert_status(422);
    assert!(refused.one(".errors").text.contains("Nothing would change"));
}

#[tokio::test]
async fn a_report_is_seen_to_with_or_without_a_change() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let before = entry_of(&site, 1).await;
    let seen = report(&site, 1, ReportReason::Other).await;
    let page = ada.get(&seen.page).await;
    assert!(page.text().contains("Something else"));
    assert!(page.text().contains("It says so on the page itself."));
    let done = submit(&ada, &seen, &page, &[("decision", "approve")]).await;
    done.assert_redirect(&format!("/admin?done={}", seen.reference));
    assert_eq!(entry_of(&site, 1).await.version, before.version);
    let moved = report(&site, 1, ReportReason::Moved).await;
    decide(
        &ada,
        &moved,
        &[("decision", "approve"), ("url", "https://moved.example/")],
    )
    .await;
    assert_eq!(entry_of(&site, 1).await.state.url, "https://moved.example/");
    let dead = report(&site, 1, ReportReason::Dead).await;
    decide(&ada, &dead, &[("decision", "approve"), ("retire", "1")]).await;
    assert_eq!(entry_of(&site, 1).await.state.status, EntryStatus::Retired);
}

#[tokio::test]
async fn of_two_moderators_the_second_is_told_who_was_first() {
    let site = TestSite::new().await;
    let (ada, grace) = (site.moderator("ada").await, site.moderator("grace").await);
    let sent = suggest(&site, ward_list()).await;
    let page = grace.get(&sent.page).await;
    decide(&ada, &sent, &[("decision", "approve")]).await;
    site.clock().advance(120_000);
    let form = [
        ("decision", "decline"),
        ("reason", "Something else"),
        ("message", "Not for us, sorry."),
        ("title", "A better title"),
    ];
    let late = submit(&grace, &sent, &page, &form).await;
    late.assert_status(409);
    assert_eq!(
        late.one(".notice--warn h2").text,
        "ada approved this 2 minutes ago"
    );
    let kept = late.one(".decide").text;
    for words in ["Not for us, sorry.", "A better title", "Something else"] {
        assert!(kept.contains(words), "{kept}");
    }
    assert_eq!(status_of(&site, &sent).await, SuggestionStatus::Approved);
    // The same person sending the same again is no conflict.
    let again = [("decision", "approve"), ("version", "1")];
    ada.submit(&sent.decision, &again)
        .await
        .assert_redirect(&format!("/admin?done={}", sent.reference));
}

#[tokio::test]
async fn fifty_races_have_fifty_winners() {
    let site = TestSite::new().await;
    let (ada, grace) = (site.moderator("ada").await, site.moderator("grace").await);
    let (mut won, mut lost) = (0, 0);
    for round in 0..50 {
        let sent = suggest(&site, called(&format!("Race {round}"))).await;
        let approve = [
            ("decision", "approve"),
            ("version", "1"),
            ("note", "From ada"),
        ];
        let decline = [
            ("decision", "decline"),
            ("version", "1"),
            ("reason", "From grace"),
        ];
        let (one, other) = tokio::join!(
            ada.submit(&sent.decision, &approve),
            grace.submit(&sent.decision, &decline)
        );
        for (reply, words) in [(one, "From ada"), (other, "From grace")] {
            match reply.status().as_u16() {
                303 => won += 1,
                409 => {
                    lost += 1;
                    assert!(reply.one(".decide").text.contains(words));
                }
                other => panic!("{other}"),
            }
        }
    }
    assert_eq!((won, lost), (50, 50));
}

#[tokio::test]
async fn a_decision_without_the_version_that_was_seen_is_refused() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let sent = suggest(&site, ward_list()).await;
    for version in [None, Some("0"), Some("x")] {
        let mut form = vec![
            ("decision", "decline"),
            ("reason", "Off topic"),
            ("note", "Kept"),
        ];
        form.extend(version.map(|version| ("version", version)));
        let refused = ada.submit(&sent.decision, &form).await;
        refused.assert_status(409);
        assert_eq!(refused.one("#note").attr("value"), Some("Kept"));
        assert_eq!(refused.one("#reason option[selected]").text, "Off topic");
    }
    let nothing = ada.submit(&sent.decision, &[("version", "1")]).await;
    nothing.assert_status(422);
    assert_eq!(
        nothing.one(".errors").text,
        "There is a problem Choose what to do with it"
    );
}

#[tokio::test]
async fn nobody_decides_their_own_suggestion_but_a_sole_administrator() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let own = suggest_as(&site, 1, ward_list()).await;
    let page = ada.get(&own.page).await;
    assert!(
        page.text()
            .contains("You sent this one yourself, so somebody else decides it.")
    );
    assert!(page.select(".decide form[novalidate]").is_empty());
    let form = [("decision", "approve"), ("version", "1")];
    ada.submit(&own.decision, &form).await.assert_status(403);
    assert_eq!(status_of(&site, &own).await, SuggestionStatus::Pending);
    assert!(ada.get("/admin").await.select("input[name=id]").is_empty());
    let grace = site.administrator("grace").await;
    let hers = suggest_as(&site, 2, called("Her own")).await;
    assert_eq!(grace.submit(&hers.decision, &form).await.status(), 303);
    site.administrator("joan").await;
    let more = suggest_as(&site, 2, called("Her other")).await;
    grace.submit(&more.decision, &form).await.assert_status(403);
}

#[tokio::test]
async fn a_claim_shows_until_it_lapses() {
    let site = TestSite::new().await;
    let (ada, grace) = (site.moderator("ada").await, site.moderator("grace").await);
    let sent = suggest(&site, ward_list()).await;
    ada.submit(&sent.decision, &[("decision", "claim")])
        .await
        .assert_redirect(&sent.page);
    assert!(
        ada.get(&sent.page)
            .await
            .text()
            .contains("You’re looking at this until 10:15")
    );
    assert!(
        grace
            .get(&sent.page)
            .await
            .text()
            .contains("ada is looking at this until 10:15")
    );
    grace
        .submit(&sent.decision, &[("decision", "claim")])
        .await
        .assert_redirect(&sent.page);
    grace
        .submit(&sent.decision, &[("decision", "release")])
        .await
        .assert_redirect("/admin");
    assert!(
        grace
            .get("/admin")
            .await
            .one(".queue .who")
            .text
            .contains("ada")
    );
    site.clock().advance(15 * 60_000);
    assert!(
        !grace
            .get(&sent.page)
            .await
            .text()
            .contains("is looking at this")
    );
    grace
        .submit(&sent.decision, &[("decision", "claim")])
        .await
        .assert_redirect(&sent.page);
    grace
        .submit(&sent.decision, &[("decision", "release")])
        .await
        .assert_redirect("/admin");
    assert!(
        !ada.get(&sent.page)
            .await
            .text()
            .contains("is looking at this")
    );
}

#[tokio::test]
async fn a_decision_happens_whole_or_not_at_all() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let sent = suggest(&site, ward_list()).await;
    let before = site.dump().await;
    for table in [
        "decisions",
        "revisions",
        "changes",
        "entry_ancestors",
        "messages",
    ] {
        site.execute(&format!(
            "CREATE TRIGGER broken BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'broken'); END"
        ))
        .await;
        let form = [
            ("decision", "approve"),
            ("version", "1"),
            ("note", "For the record"),
        ];
        ada.submit(&sent.decision, &form).await.assert_status(500);
        site.execute("DROP TRIGGER broken").await;
        assert_eq!(site.dump().await, before, "{table}");
    }
    let form = [("decision", "approve"), ("version", "1")];
    assert_eq!(ada.submit(&sent.decision, &form).await.status(), 303);
    assert_ne!(site.dump().await, before);
}

#[tokio::test]
async fn strangers_are_sent_to_sign_in_and_nothing_happens_on_a_get() {
    let site = TestSite::new().await;
    let sent = suggest(&site, ward_list()).await;
    let stranger = site.visitor();
    for path in ["/admin", sent.page.as_str()] {
        let reply = stranger.get(path).await;
        assert_eq!(reply.status(), 303);
        assert!(reply.location().unwrap().starts_with("/login?next="));
    }
    let form = [("decision", "approve"), ("version", "1"), ("id", "1")];
    for path in ["/admin/bulk", sent.decision.as_str()] {
        assert!(
            stranger
                .submit(path, &form)
                .await
                .location()
                .unwrap()
                .starts_with("/login")
        );
    }
    let ada = site.moderator("ada").await;
    ada.get(&sent.decision).await.assert_status(405);
    ada.get("/admin/bulk").await.assert_status(405);
    for missing in [
        "/admin/suggestions/99",
        "/admin/suggestions/x",
        "/admin/suggestions/99999999999999999999",
    ] {
        ada.get(missing).await.assert_status(404);
    }
    assert_eq!(status_of(&site, &sent).await, SuggestionStatus::Pending);
}

/// Sends the form for a new link, as a visitor does, and returns the receipt's address and what
/// moderators see of it.
async fn send(visitor: &Person, ada: &Person, title: &str) -> (String, Sent) {
    let form = visitor.get("/suggest").await;
    let mut fields = form.fields("main form[method=post]");
    let link = format!(
        "https://{}.example/",
        title.to_lowercase().replace(' ', "-")
    );
    for (name, value) in [
        ("url", link.as_str()),
        ("title", title),
        ("category", "guidance"),
        ("description", "What two wards use."),
    ] {
        fields.retain(|(field, _)| field != name);
        fields.push((name.to_owned(), value.to_owned()));
    }
    let fields: Vec<_> = fields
        .iter()
        .map(|(k, v)| (k.as_str(), v.as_str()))
        .collect();
    let sent = visitor.submit("/suggest", &fields).await;
    let receipt = sent.location().unwrap().to_owned();
    let reference = visitor.get(&receipt).await.select(".ref")[0].text.clone();
    let found = ada.get(&format!("/admin?status=all&q={reference}")).await;
    let link = found.one(".queue h2 a");
    let page = link.attr("href").unwrap().split('?').next().unwrap();
    let page = page.to_owned();
    let id = page.rsplit('/').next().unwrap().parse().unwrap();
    let decision = format!("{page}/decision");
    let sent = Sent {
        id,
        reference,
        page,
        decision,
    };
    (receipt, sent)
}

#[tokio::test]
async fn each_verdict_reaches_the_receipt_of_who_sent_the_form() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    for (title, changes, heading, why) in [
        (
            "Kept",
            vec![("decision", "approve")],
            "Added to the directory",
            None,
        ),
        (
            "Changed",
            vec![("decision", "approve"), ("title", "Changed a little")],
            "Added, with changes",
            None,
        ),
        (
            "Refused",
            vec![
                ("decision", "decline"),
                ("reason", "Advert"),
                ("note", "Obviously"),
            ],
            "Not added this time",
            Some("We don’t list adverts or paid products without open code."),
        ),
        (
            "Repeated",
            vec![("decision", "duplicate"), ("duplicate_of", "1")],
            "Merged with an entry we had",
            None,
        ),
        (
            "Spam",
            vec![("decision", "spam")],
            "Thank you. It’s in the queue.",
            None,
        ),
    ] {
        let visitor = site.visitor();
        let (receipt, sent) = send(&visitor, &ada, title).await;
        assert_eq!(
            visitor.get(&receipt).await.one("h1").text,
            "Thank you. It’s in the queue."
        );
        let done = decide(&ada, &sent, &changes).await;
        assert_eq!(done.status(), 303, "{title}");
        let page = visitor.get(&receipt).await;
        assert_eq!(page.one("h1").text, heading, "{title}");
        assert_eq!(
            page.texts(".notice .typed").first().map(String::as_str),
            why
        );
        for secret in ["Obviously", "ada"] {
            let words = page.one("main").text;
            assert!(
                !words.split([' ', ',', '.']).any(|word| word == secret),
                "{title}: {words}"
            );
        }
    }
    let visitor = site.visitor();
    let (receipt, sent) = send(&visitor, &ada, "Asked").await;
    decide(
        &ada,
        &sent,
        &[("decision", "ask"), ("message", "Where is its code?")],
    )
    .await;
    let page = visitor.get(&receipt).await;
    assert_eq!(page.text().matches("Where is its code?").count(), 1);
    let answer = [("action", "reply"), ("message", "On the second page.")];
    visitor.submit(&receipt, &answer).await;
    let review = ada.get(&sent.page).await;
    assert!(
        review
            .text()
            .contains("On the second page.From the contributor")
    );
    assert_eq!(status_of(&site, &sent).await, SuggestionStatus::Pending);
}
