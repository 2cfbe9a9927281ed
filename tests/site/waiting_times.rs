//! `/moderation`: totals for everybody, exactly as they are stored.

use signpost::clock::{DAY, HOUR};
use signpost::suggestions::ReportReason;

use crate::support::site::TestSite;
use crate::support::suggestions::{Sent, called, report, suggest, suggest_edit};

/// Decides as somebody who has just signed in: sessions end while time passes.
async fn close(site: &TestSite, sent: &Sent, decision: &str) {
    let form = [
        ("decision", decision),
        ("version", "1"),
        ("reason", "Off topic"),
        ("duplicate_of", "1"),
    ];
    let ada = site.moderator(&format!("ada {}", sent.id)).await;
    let done = ada.submit(&sent.decision, &form).await;
    assert!(done.location().unwrap().starts_with("/admin?done="));
}

#[tokio::test]
async fn an_empty_site_says_so_in_plain_words() {
    let site = TestSite::new().await;
    let page = site.visitor().get("/moderation").await;
    page.assert_ok();
    assert_eq!(page.header("cache-control"), Some("public, max-age=60"));
    assert!(page.text().contains("Nothing waiting."));
    assert!(
        page.text()
            .contains("Nobody has decided anything in the last 90 days.")
    );
    assert_eq!(
        page.one("footer a[href='/moderation']").text,
        "How long it takes"
    );
}

#[tokio::test]
async fn the_figures_are_exact_and_name_nobody() {
    let site = TestSite::new().await;
    // Before the 90 days: it does not count.
    let ancient = suggest(&site, called("Ancient")).await;
    site.clock().advance(5 * DAY);
    close(&site, &ancient, "decline").await;
    site.clock().advance(86 * DAY);
    // Ten decisions that took 1 to 10 hours, and one that is spam.
    for hours in 1..=10 {
        let sent = suggest(&site, called(&format!("Number {hours}"))).await;
        site.clock().advance(hours * HOUR);
        let decision = ["approve", "decline", "duplicate"][usize::try_from(hours % 3).unwrap()];
        close(&site, &sent, decision).await;
    }
    let spam = suggest(&site, called("Spam")).await;
    close(&site, &spam, "spam").await;
    report(&site, 2, ReportReason::Dead).await;
    site.clock().advance(3 * DAY);
    report(&site, 2, ReportReason::Moved).await;
    suggest(&site, called("Waits")).await;
    suggest_edit(&site, 3, |fields| fields.licence = "MIT".to_owned()).await;
    let page = site.visitor().get("/moderation").await;
    let waiting = &page.texts("section[aria-labelledby=h-waiting] p")[0];
    assert_eq!(waiting, "4 waiting. The oldest has waited 3 days.");
    let figures: Vec<_> = (page.texts("main dt").into_iter())
        .zip(page.texts("main dd"))
        .collect();
    let expected = [
        ("New links", "1"),
        ("Edits", "1"),
        ("Reports", "2"),
        ("New categories", "0"),
        ("Half were decided within", "5 hours"),
        (
            "Nine in ten were decided within",
            "9 hours; the slowest tenth took longer",
        ),
        ("Approved", "3"),
        ("Declined", "4"),
        ("Closed as duplicates", "3"),
    ];
    let expected = expected.map(|(term, value)| (term.to_owned(), value.to_owned()));
    assert_eq!(figures, expected);
    let main = page.one("main").text;
    for name in ["ada", "Charlie", "Waits"] {
        assert!(!main.contains(name), "{name}");
    }
    // Ten decisions are enough to tell contributors what is usual.
    let visitor = site.visitor();
    let receipt = visitor.suggest(&site, &[]).await;
    let receipt = visitor.get(&receipt).await;
    assert!(
        receipt
            .text()
            .contains("Most suggestions are decided within 9 hours.")
    );
    receipt.one("main a[href='/moderation']");
}
