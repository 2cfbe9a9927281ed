//! Undoing a decision opens its suggestion again, and both rows stay.

use signpost::suggestions::{ReportReason, SuggestionStatus};

use super::{newest, undo};
use crate::support::people::Person;
use crate::support::reply::Reply;
use crate::support::site::TestSite;
use crate::support::suggestions::{
    Sent, called, entry_of, report, status_of, suggest, suggest_as, suggest_edit, ward_list,
};

async fn decide(person: &Person, sent: &Sent, fields: &[(&str, &str)]) -> Reply {
    let page = person.get(&sent.page).await;
    let version = page
        .one("input[name=version]")
        .attr("value")
        .unwrap()
        .to_owned();
    let mut form = vec![("version", version.as_str())];
    form.extend(fields);
    let reply = person.submit(&sent.decision, &form).await;
    assert_eq!(reply.status(), 303, "{}", reply.html());
    reply
}

/// Presses Undo in the notice that follows a decision.
async fn undo_in_notice(person: &Person, reply: Reply) -> Reply {
    let page = person.follow(reply).await;
    let action = page.one(".notice form").attr("action").unwrap().to_owned();
    person.submit::<&str>(&action, &[]).await
}

#[tokio::test]
async fn an_approval_is_taken_back_from_its_notice_and_can_be_made_again() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let sent = suggest(&site, ward_list()).await;
    let done = decide(&ada, &sent, &[("decision", "approve")]).await;
    let id = site.count("SELECT max(id) FROM entries").await;
    let page = format!("/entries/{id}-ward-round-list");
    ada.get(&page).await.assert_ok();

    let undone = undo_in_notice(&ada, done).await;
    assert!(
        undone.location().unwrap().starts_with(&sent.page),
        "{:?}",
        undone.location()
    );
    assert_eq!(status_of(&site, &sent).await, SuggestionStatus::Pending);
    ada.get(&page).await.assert_status(410);
    assert_eq!(site.count("SELECT count(*) FROM decisions").await, 1);
    let told = site.count(
        "SELECT count(*) FROM decisions WHERE undone_at IS NOT NULL AND undone_by IS NOT NULL
         AND undone_change_id = (SELECT max(id) FROM changes)",
    );
    assert_eq!(told.await, 1);

    // It waits like any other: somebody can decide it anew, or the undo can be undone.
    undo(&ada, newest(&site).await).await.assert_status(303);
    assert_eq!(status_of(&site, &sent).await, SuggestionStatus::Approved);
    ada.get(&page).await.assert_ok();
    assert_eq!(site.count("SELECT count(*) FROM decisions").await, 2);
    undo(&ada, newest(&site).await).await.assert_status(303);
    decide(&ada, &sent, &[("decision", "decline"), ("reason", "No")]).await;
    let redo = newest(&site).await;
    undo(&ada, redo).await.assert_status(409);
    assert_eq!(status_of(&site, &sent).await, SuggestionStatus::Declined);
}

#[tokio::test]
async fn what_changed_nothing_is_undone_too() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let verdicts: [&[(&str, &str)]; 4] = [
        &[("decision", "decline"), ("reason", "Off topic")],
        &[("decision", "duplicate"), ("duplicate_of", "1")],
        &[("decision", "spam")],
        &[("decision", "approve")],
    ];
    for (number, verdict) in verdicts.into_iter().enumerate() {
        let sent = if number == 3 {
            report(&site, 2, ReportReason::Wrong).await
        } else {
            suggest(&site, called(&format!("Tool {number}"))).await
        };
        let done = decide(&ada, &sent, verdict).await;
        assert_ne!(status_of(&site, &sent).await, SuggestionStatus::Pending);
        let undone = undo_in_notice(&ada, done).await;
        assert_eq!(undone.status(), 303, "{}", undone.html());
        assert_eq!(
            status_of(&site, &sent).await,
            SuggestionStatus::Pending,
            "{verdict:?}"
        );
        // And decided again without a hitch.
        decide(
            &ada,
            &sent,
            &[("decision", "decline"), ("reason", "After all")],
        )
        .await;
    }
    let log = ada.get("/admin/history?kind=decision").await;
    assert!(log.text().contains("Off topic"), "{}", log.text());
    assert!(log.texts(".badge").iter().any(|badge| badge == "Undone"));
}

#[tokio::test]
async fn blocking_a_host_is_undone_with_everything_that_it_folded() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let at = |title: &str| {
        let mut fields = called(title);
        fields.url = format!("https://spam.example/{}", title.len());
        fields
    };
    let first = suggest(&site, at("One")).await;
    let second = suggest(&site, at("Twooo")).await;
    let done = decide(&ada, &first, &[("decision", "spam"), ("block_host", "1")]).await;
    assert_eq!(status_of(&site, &second).await, SuggestionStatus::Spam);
    let undone = undo_in_notice(&ada, done).await;
    assert_eq!(undone.status(), 303, "{}", undone.html());
    for sent in [&first, &second] {
        assert_eq!(status_of(&site, sent).await, SuggestionStatus::Pending);
    }
    assert_eq!(site.count("SELECT count(*) FROM blocked_hosts").await, 0);
}

#[tokio::test]
async fn of_several_decided_at_once_one_is_undone_alone() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let one = suggest(&site, called("First tool")).await;
    let two = suggest(&site, called("Second tool")).await;
    let ids = [one.id.to_string(), two.id.to_string()];
    let form = [
        ("id", ids[0].as_str()),
        ("id", &ids[1]),
        ("decision", "approve"),
        ("confirm", "1"),
    ];
    ada.submit("/admin/bulk", &form).await.assert_status(303);
    let decision = site.count("SELECT min(id) FROM decisions").await;
    let path = format!("/admin/decisions/{decision}/undo");
    ada.submit::<&str>(&path, &[]).await.assert_status(303);
    assert_eq!(status_of(&site, &one).await, SuggestionStatus::Pending);
    assert_eq!(status_of(&site, &two).await, SuggestionStatus::Approved);
}

#[tokio::test]
async fn an_edit_goes_back_without_what_others_did_meanwhile() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let before = entry_of(&site, 1).await.state.title;
    let sent = suggest_edit(&site, 1, |fields| fields.title = "Suggested".to_owned()).await;
    let done = decide(&ada, &sent, &[("decision", "approve")]).await;
    let typed = [("organisation", "Theirs")];
    ada.edit("/admin/entries/1", "form.form", &typed)
        .await
        .assert_status(303);
    undo_in_notice(&ada, done).await.assert_status(303);
    let now = entry_of(&site, 1).await.state;
    assert_eq!((now.title, now.organisation.as_str()), (before, "Theirs"));
    assert_eq!(status_of(&site, &sent).await, SuggestionStatus::Pending);
}

#[tokio::test]
async fn nobody_undoes_what_was_decided_about_their_own() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let grace = site.administrator("grace").await;
    let user = site.count("SELECT id FROM users WHERE name = 'ada'").await;
    let sent = suggest_as(&site, user, ward_list()).await;
    decide(&grace, &sent, &[("decision", "decline"), ("reason", "No")]).await;
    let path = "/admin/decisions/1/undo";
    ada.submit::<&str>(path, &[]).await.assert_status(409);
    grace.submit::<&str>(path, &[]).await.assert_status(303);
    let again = grace.submit::<&str>(path, &[]).await;
    assert!(again.location().unwrap().contains("unchanged"));
}
