//! The moderators' queue: what it shows, how it is searched, and several decided at once.

use signpost::clock::{DAY, HOUR, MINUTE};
use signpost::suggestions::{ReportReason, SuggestionStatus};

use crate::support::reply::Reply;
use crate::support::site::TestSite;
use crate::support::suggestions::{
    called, report, status_of, suggest, suggest_as, suggest_edit, ward_list,
};

fn titles(page: &Reply) -> Vec<String> {
    page.texts(".queue h2 a")
}

#[tokio::test]
async fn it_shows_the_oldest_first_and_says_when_there_is_nothing() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let empty = ada.get("/admin").await;
    empty.assert_ok();
    assert!(empty.text().contains("Nothing waiting."));
    let first = suggest(&site, called("First")).await;
    site.clock().advance(2 * DAY);
    suggest(&site, called("Second")).await;
    site.clock().advance(3 * HOUR);
    let ada = site.moderator("Ada again").await;
    let page = ada.get("/admin").await;
    assert_eq!(titles(&page), ["First", "Second"]);
    assert_eq!(
        titles(&ada.get("/admin?order=newest").await),
        ["Second", "First"]
    );
    assert!(
        page.text()
            .contains("2 waiting. The oldest has waited 2 days.")
    );
    assert_eq!(page.texts(".queue .who"), ["2 days", "3 hours"]);
    assert_eq!(
        page.texts(".deskbar [aria-current=page]"),
        ["Queue 2 waiting"]
    );
    assert!(page.select(".queue .is-moved time").is_empty());
    site.execute("UPDATE settings SET decision_target_days = 1")
        .await;
    let page = ada.get("/admin").await;
    assert!(
        page.text()
            .contains("The oldest has waited 2 days; the aim is 1 day.")
    );
    assert_eq!(
        page.texts(".queue time.is-moved"),
        ["2 days, past the 1-day aim"]
    );
    let form = [("decision", "spam"), ("version", "1")];
    ada.submit(&first.decision, &form).await;
    ada.submit(&first.decision.replace('1', "2"), &form).await;
    site.clock().advance(2 * HOUR + MINUTE);
    let done = ada.get("/admin").await;
    assert!(
        done.text()
            .contains("Nothing waiting. The last one was decided 2 hours ago.")
    );
}

#[tokio::test]
async fn it_is_filtered_by_kind_and_status_and_searched() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let link = suggest(&site, called("Bed planner")).await;
    suggest_edit(&site, 1, |fields| fields.licence = "MIT".to_owned()).await;
    report(&site, 2, ReportReason::Dead).await;
    let decided = suggest(&site, ward_list()).await;
    let form = [
        ("decision", "decline"),
        ("reason", "Off topic"),
        ("version", "1"),
    ];
    ada.submit(&decided.decision, &form).await;
    let tabs = ada.get("/admin").await.texts("nav[aria-label=Show] a");
    assert_eq!(
        tabs,
        [
            "All 3",
            "New links 1",
            "Edits 1",
            "Reports 1",
            "New categories",
            "Mine",
            "Waiting for an answer",
            "Spam",
            "Decided"
        ]
    );
    for (query, count, first) in [
        ("", 3, "Bed planner"),
        ("?kind=entry", 1, "Bed planner"),
        ("?kind=edit", 1, "Making source code open and reusable"),
        ("?kind=report", 1, "Make new source code open"),
        ("?status=declined", 1, "Ward round list"),
        ("?status=decided", 1, "Ward round list"),
        ("?status=all&q=ward", 1, "Ward round list"),
        ("?q=BED%20planner", 1, "Bed planner"),
        ("?q=bed-planner.example", 1, "Bed planner"),
        (
            "?q=gov.uk%20reusable",
            1,
            "Making source code open and reusable",
        ),
        ("?kind=nonsense&status=nonsense", 3, "Bed planner"),
    ] {
        let page = ada.get(&format!("/admin{query}")).await;
        let titles = titles(&page);
        assert_eq!(titles.len(), count, "{query}: {titles:?}");
        assert_eq!(titles[0], first, "{query}");
    }
    for typed in [
        link.reference.clone(),
        link.reference.to_lowercase().replace('-', ""),
    ] {
        assert_eq!(
            titles(&ada.get(&format!("/admin?q={typed}")).await),
            ["Bed planner"],
            "{typed}"
        );
    }
    let nothing = ada.get("/admin?q=%25_%27%22").await;
    assert!(
        nothing
            .text()
            .contains("No suggestions match. Clear the filters")
    );
    assert_eq!(nothing.one("#find").attr("value"), Some("%_'\""));
    let lines = ada.get("/admin").await.texts(".queue .what p");
    assert_eq!(
        lines,
        [
            "Guidance. “Saves us an hour a day.”",
            "Licence changed",
            "The link doesn’t work. “It says so on the page itself.”"
        ]
    );
}

#[tokio::test]
async fn its_checks_say_what_was_found() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    suggest(&site, ward_list()).await;
    let mut unlicensed = ward_list();
    unlicensed.licence = "none".to_owned();
    suggest(&site, unlicensed).await;
    let mut listed = called("Listed");
    listed.url = "https://github.com/ebmdatalab/openprescribing".to_owned();
    listed.licence = String::new();
    suggest(&site, listed).await;
    let checks = ada.get("/admin").await.texts(".queue .checks li");
    assert_eq!(
        checks,
        [
            "Duplicate: 1 more waits",
            "Licence: MIT",
            "Duplicate: 1 more waits",
            "Licence: None",
            "Duplicate: Listed already",
            "Licence: Not checked"
        ]
    );
}

#[tokio::test]
async fn a_long_queue_has_pages_and_a_decision_leads_to_the_next() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let mut sent = Vec::new();
    for number in 1..=51 {
        sent.push(suggest(&site, called(&format!("Number {number}"))).await);
    }
    let page = ada.get("/admin").await;
    assert_eq!(titles(&page).len(), 50);
    let next = page
        .one(".pager a[rel=next]")
        .attr("href")
        .unwrap()
        .to_owned();
    assert_eq!(titles(&ada.get(&next).await), ["Number 51"]);
    ada.get("/admin?page=3").await.assert_status(404);
    let review = ada.get(&sent[1].page).await;
    assert_eq!(
        review.one("nav[aria-label='Queue position']").text,
        "Previous 2 of 51 Next"
    );
    let form = [("decision", "spam"), ("version", "1")];
    ada.submit(&sent[1].decision, &form)
        .await
        .assert_redirect(&format!("{}?done={}", sent[2].page, sent[1].reference));
    let last = ada.submit(&sent[50].decision, &form).await;
    last.assert_redirect(&format!("/admin?done={}", sent[50].reference));
    let forged = ada.get("/admin?done=Free+money&done=SP-0000-0000").await;
    assert!(forged.select(".notice").is_empty());
}

#[tokio::test]
async fn several_are_decided_at_once_after_a_look_at_what_would_happen() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let one = suggest(&site, called("One")).await;
    let two = suggest(&site, called("Two")).await;
    let own = suggest_as(&site, 1, called("Own")).await;
    let form = [
        ("id", one.id.to_string()),
        ("id", two.id.to_string()),
        ("id", own.id.to_string()),
        ("id", "99".to_owned()),
        ("reason", "Off topic".to_owned()),
        ("decision", "decline".to_owned()),
    ];
    let before = site.dump().await;
    let preview = ada.submit("/admin/bulk", &form).await;
    preview.assert_ok();
    assert_eq!(preview.one("h1").text, "Decline 2 items?");
    assert_eq!(
        preview.one(".notice--warn li").text,
        "Own: You sent it yourself, so somebody else decides it."
    );
    assert_eq!(site.dump().await, before);
    let confirmed = preview.fields("main form");
    let confirmed: Vec<_> = confirmed
        .iter()
        .map(|(k, v)| (k.as_str(), v.as_str()))
        .collect();
    let done = ada.submit("/admin/bulk", &confirmed).await;
    done.assert_redirect(&format!(
        "/admin?done={}&done={}",
        one.reference, two.reference
    ));
    let queue = ada.follow(done).await;
    assert_eq!(
        queue.texts(".notice--ok p"),
        ["One was declined.", "Two was declined."]
    );
    assert_eq!(titles(&queue), ["Own"]);
    assert!(
        ada.get(&two.page)
            .await
            .text()
            .contains("we couldn’t see how this fits")
    );
}

#[tokio::test]
async fn bulk_needs_a_reason_a_selection_and_a_known_verdict() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let sent = suggest(&site, ward_list()).await;
    let id = sent.id.to_string();
    let decline = [
        ("id", id.as_str()),
        ("decision", "decline"),
        ("confirm", "1"),
    ];
    let refused = ada.submit("/admin/bulk", &decline).await;
    refused.assert_status(422);
    assert_eq!(
        refused.one("#reason-error").text,
        "Error: Choose a reason, or write your own"
    );
    ada.submit("/admin/bulk", &[("decision", "spam")])
        .await
        .assert_status(400);
    ada.submit("/admin/bulk", &[("id", "1"), ("decision", "restore")])
        .await
        .assert_status(400);
    assert_eq!(status_of(&site, &sent).await, SuggestionStatus::Pending);
}

#[tokio::test]
async fn approving_in_bulk_leaves_what_needs_a_person() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let good = suggest(&site, called("Good")).await;
    let mut unsure = called("Unsure");
    unsure.category = "not-sure".to_owned();
    let unsure = suggest(&site, unsure).await;
    let twin = suggest(&site, called("Good")).await;
    let ids = [good.id, unsure.id, twin.id].map(|id| id.to_string());
    let form = [
        ("id", ids[0].as_str()),
        ("id", ids[1].as_str()),
        ("id", ids[2].as_str()),
        ("decision", "approve"),
    ];
    let preview = ada.submit("/admin/bulk", &form).await;
    assert_eq!(
        preview.texts(".notice--warn li"),
        [
            "Unsure: Choose a category from the list.",
            "Good: This link is already in the list."
        ]
    );
    assert!(
        !site
            .visitor()
            .get("/recent")
            .await
            .html()
            .contains(">Good<")
    );
    let confirmed: Vec<_> = form.into_iter().chain([("confirm", "1")]).collect();
    ada.submit("/admin/bulk", &confirmed)
        .await
        .assert_redirect(&format!(
            "/admin?done={}&left={}&left={}",
            good.reference, unsure.reference, twin.reference
        ));
    assert_eq!(status_of(&site, &good).await, SuggestionStatus::Approved);
    assert_eq!(status_of(&site, &unsure).await, SuggestionStatus::Pending);
    assert_eq!(status_of(&site, &twin).await, SuggestionStatus::Pending);
}
