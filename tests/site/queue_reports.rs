//! Reports on one entry: one item, one decision, a receipt for each reporter.

use signpost::directory::EntryStatus;
use signpost::suggestions::{ReportReason, SuggestionStatus};

use crate::support::editing::filled;
use crate::support::site::TestSite;
use crate::support::suggestions::{entry_of, report, status_of, suggest_edit};

const FORM: &str = ".decide form[novalidate]";

/// Reports entry 1 as somebody without an account; returns the receipt's address.
async fn report_as_visitor(site: &TestSite, reason: &str, note: &str) -> String {
    let visitor = site.visitor();
    let typed = [("reason", reason), ("note", note)];
    let reply = visitor.fill_in(site, "/entries/1/report", &typed).await;
    reply.assert_status(303);
    reply.location().unwrap().to_owned()
}

#[tokio::test]
async fn ten_reporters_get_ten_receipts_from_one_decision() {
    let site = TestSite::new().await;
    let mut receipts = Vec::new();
    for number in 0..10 {
        let reason = if number < 7 { "dead" } else { "moved" };
        let note = format!("Reporter {number} says so.");
        receipts.push(report_as_visitor(&site, reason, &note).await);
    }
    let ada = site.moderator("ada").await;
    // Whichever of them is opened, all are there.
    let page = ada.get("/admin/suggestions/4").await;
    assert_eq!(
        page.one("#h-reports").text,
        "10 reports: 7 broken link, 3 moved"
    );
    for number in 0..10 {
        assert!(page.text().contains(&format!("Reporter {number} says so.")));
    }
    let before = entry_of(&site, 1).await.version;
    let form = filled(
        &page,
        FORM,
        &[
            ("decision", "approve"),
            ("retire", "1"),
            ("message", "Gone, thank you."),
        ],
    );
    // The boxes of all reports are sent under one name, so `filled` keeps them.
    let done = ada.send("/admin/suggestions/4/decision", &form).await;
    done.assert_status(303);
    for receipt in &receipts {
        let page = site.visitor().get(receipt).await;
        assert_eq!(page.one("h1").text, "We acted on your report");
        assert!(page.text().contains("Gone, thank you."));
    }
    assert_eq!(entry_of(&site, 1).await.state.status, EntryStatus::Retired);
    assert_eq!(entry_of(&site, 1).await.version, before + 1);
    let decisions = "SELECT count(*) FROM decisions WHERE verdict = 'approve' AND change_id =
        (SELECT max(id) FROM changes)";
    assert_eq!(site.count(decisions).await, 10);
    let revisions =
        "SELECT count(*) FROM revisions WHERE change_id = (SELECT max(id) FROM changes)";
    assert_eq!(site.count(revisions).await, 1);
}

#[tokio::test]
async fn a_late_report_is_never_closed_unseen() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let first = report(&site, 1, ReportReason::Dead).await;
    for several in [false, true] {
        let page = ada.get(&first.page).await;
        let typed = [
            ("decision", "decline"),
            ("reason", "Something else"),
            ("message", "It opens for us."),
        ];
        let form = filled(&page, FORM, &typed);
        let late = report(&site, 1, ReportReason::Moved).await;
        let refused = ada.send(&first.decision, &form).await;
        refused.assert_status(409);
        assert_eq!(
            refused.one(".notice--warn h2").text,
            "The reports on this changed while you were looking at them"
        );
        assert_eq!(refused.one("#message").text, "It opens for us.");
        assert_eq!(status_of(&site, &first).await, SuggestionStatus::Pending);
        assert_eq!(status_of(&site, &late).await, SuggestionStatus::Pending);
        // Among several, the late one is not ticked until somebody has read it.
        let box_of_late = format!("input[name=reports][value='{}']", late.id);
        let is_ticked = refused.one(&box_of_late).attr("checked").is_some();
        assert_eq!(is_ticked, !several);
    }
    // One withdrawn and another sent: as many as before, and yet not the same.
    let page = ada.get(&first.page).await;
    let form = filled(&page, FORM, &[("decision", "spam")]);
    site.execute("UPDATE suggestions SET status = 'withdrawn', decided_at = 1 WHERE id = 3")
        .await;
    report(&site, 1, ReportReason::Moved).await;
    ada.send(&first.decision, &form).await.assert_status(409);
}

#[tokio::test]
async fn some_can_be_left_out_and_a_question_goes_to_one() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let one = report(&site, 1, ReportReason::Dead).await;
    let two = report(&site, 1, ReportReason::Inappropriate).await;
    let edit = suggest_edit(&site, 1, |fields| fields.title = "New".to_owned()).await;
    let elsewhere = report(&site, 2, ReportReason::Dead).await;
    let version = ada.get(&one.page).await;
    let version = version.one(&format!("{FORM} [name=version]"));
    let version = version.attr("value").unwrap();
    let none = [("decision", "spam"), ("version", version), ("reports", "")];
    let refused = ada.submit(&one.decision, &none).await;
    refused.assert_status(422);
    assert_eq!(
        refused.one(".errors a").text,
        "Choose at least one report to close"
    );
    let question = [
        ("decision", "ask"),
        ("version", version),
        ("message", "Where did it go?"),
    ];
    ada.submit(&one.decision, &question)
        .await
        .assert_status(303);
    assert_eq!(status_of(&site, &one).await, SuggestionStatus::Question);
    assert_eq!(status_of(&site, &two).await, SuggestionStatus::Pending);
    let page = ada.get(&one.page).await;
    let mut form = filled(&page, FORM, &[("decision", "spam"), ("reports", "")]);
    form.push(("reports".to_owned(), two.id.to_string()));
    let done = ada.send(&one.decision, &form).await;
    assert!(done.location().unwrap().ends_with(&two.reference));
    assert_eq!(status_of(&site, &two).await, SuggestionStatus::Spam);
    for other in [&one, &edit, &elsewhere] {
        assert!(status_of(&site, other).await.is_open());
        assert_ne!(status_of(&site, other).await, SuggestionStatus::Spam);
    }
}
