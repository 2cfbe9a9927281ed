//! Views of the queue: what stands together, what a view shows, and the way along it.

use signpost::clock::{DAY, MINUTE};
use signpost::suggestions::ReportReason;

use crate::support::people::Person;
use crate::support::reply::Reply;
use crate::support::site::TestSite;
use crate::support::suggestions::{Sent, called, report, suggest, suggest_as, suggest_edit};

fn titles(page: &Reply) -> Vec<String> {
    page.texts(".queue h2 a")
}

/// Where a link of the page leads.
fn href(page: &Reply, css: &str) -> String {
    page.one(css).attr("href").unwrap().to_owned()
}

#[tokio::test]
async fn what_is_about_one_entry_or_link_is_one_item() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    report(&site, 1, ReportReason::Dead).await;
    site.clock().advance(2 * DAY);
    suggest(&site, called("Ward round")).await;
    suggest_edit(&site, 1, |fields| fields.licence = "MIT".to_owned()).await;
    report(&site, 1, ReportReason::Moved).await;
    report(&site, 1, ReportReason::Dead).await;
    suggest(&site, called("Ward round")).await;
    site.clock().advance(MINUTE);
    let ada = {
        drop(ada);
        site.moderator("ada again").await
    };
    let page = ada.get("/admin").await;
    // The entry stands where its oldest report does.
    assert_eq!(
        titles(&page),
        ["Making source code open and reusable", "Ward round"]
    );
    assert_eq!(
        page.texts(".queue h2 .count"),
        ["4 suggestions", "2 suggestions"]
    );
    assert_eq!(
        page.texts(".queue .what"),
        [
            "3 reports: 2 broken link, 1 moved",
            "Licence changed",
            "Guidance. “Saves us an hour a day.”",
            "Guidance. “Saves us an hour a day.”"
        ]
    );
    assert_eq!(page.texts(".queue .badge")[0], "Reports");
    // They have waited as long as the first of them.
    assert_eq!(page.texts(".queue .who")[0], "2 days");
    assert!(
        page.text()
            .contains("6 waiting. The oldest has waited 2 days.")
    );
    // Decided ones stand for themselves.
    let form = [("decision", "spam"), ("version", "1")];
    ada.submit("/admin/suggestions/2/decision", &form).await;
    ada.submit("/admin/suggestions/6/decision", &form).await;
    let spam = ada.get("/admin?status=spam").await;
    assert_eq!(titles(&spam), ["Ward round", "Ward round"]);
}

#[tokio::test]
async fn it_is_narrowed_to_a_category_to_what_is_late_and_to_what_is_mine() {
    let site = TestSite::new().await;
    site.execute("UPDATE settings SET decision_target_days = 2")
        .await;
    let old = suggest(&site, called("Old")).await;
    site.clock().advance(3 * DAY);
    let ada = site.moderator("ada").await;
    let mut unsure = called("Unsure");
    unsure.category = "not-sure".to_owned();
    suggest(&site, unsure).await;
    report(&site, 1, ReportReason::Dead).await;
    ada.submit(&old.decision, &[("decision", "claim")]).await;
    let policy = "Making source code open and reusable";
    for (query, shown) in [
        ("category=guidance", vec!["Old"]),
        ("category=not-sure", vec!["Unsure"]),
        ("category=policy", vec![policy]),
        ("category=policy&kind=entry", vec![]),
        ("category=nowhere", vec!["Old", "Unsure", policy]),
        ("age=late", vec!["Old"]),
        ("age=late&category=policy", vec![]),
        ("mine=1", vec!["Old"]),
        ("q=charlie", vec!["Old", "Unsure", policy]),
        ("q=old.example", vec!["Old"]),
    ] {
        let page = ada.get(&format!("/admin?{query}")).await;
        assert_eq!(titles(&page), shown, "{query}");
    }
    let page = ada.get("/admin?mine=1").await;
    assert_eq!(
        page.one(".tabs [aria-current=page]:not(.deskbar *)").text,
        "Mine 1"
    );
    assert_eq!(
        page.texts(".queue .who"),
        ["3 days, past the 2-day aim You, until 10:15"]
    );
    let late = ada.get("/admin?age=late").await;
    assert_eq!(late.one("#age [selected]").text, "More than 2 days");
    // A claim lapses by itself.
    site.clock().advance(15 * MINUTE);
    assert!(titles(&ada.get("/admin?mine=1").await).is_empty());
}

async fn spam(person: &Person, sent: &Sent, from: &str) -> String {
    let page = person.get(&sent.page).await;
    let version = page.one(".decide form[novalidate] [name=version]");
    let form = [
        ("decision", "spam"),
        ("version", version.attr("value").unwrap()),
        ("from", from),
    ];
    let reply = person.submit(&sent.decision, &form).await;
    reply.assert_status(303);
    reply.location().unwrap().to_owned()
}

#[tokio::test]
async fn next_and_previous_keep_to_the_view_and_pass_over_others() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let grace = site.moderator("grace").await;
    let first = suggest(&site, called("First")).await;
    let edit = suggest_edit(&site, 1, |fields| fields.licence = "MIT".to_owned()).await;
    let claimed = suggest(&site, called("Claimed")).await;
    let own = suggest_as(&site, 1, called("Own")).await;
    let last = suggest(&site, called("Last")).await;
    grace
        .submit(&claimed.decision, &[("decision", "claim")])
        .await;
    let queue = ada.get("/admin?kind=entry").await;
    let links: Vec<_> = queue.select(".queue h2 a");
    let from = "?from=kind%3Dentry";
    assert_eq!(
        links[0].attr("href"),
        Some(&*format!("{}{from}", first.page))
    );
    let page = ada.get(links[0].attr("href").unwrap()).await;
    assert_eq!(
        page.one("nav[aria-label='Queue position']").text,
        "1 of 4 Next"
    );
    assert_eq!(href(&page, "a[rel=next]"), format!("{}{from}", last.page));
    assert_eq!(href(&page, ".crumbs a"), "/admin?kind=entry");
    assert_eq!(
        page.one(".decide form[novalidate] [name=from]")
            .attr("value"),
        Some("kind=entry")
    );
    let page = ada.get(&format!("{}{from}", last.page)).await;
    assert_eq!(href(&page, "a[rel=prev]"), format!("{}{from}", first.page));
    // It can still be opened and decided, after word of who is there.
    let taken = ada.get(&claimed.page).await;
    assert!(
        taken
            .text()
            .contains("grace is looking at this until 10:15")
    );
    assert!(taken.text().contains("You can still decide"));
    // Without a view every kind comes next; with one, only that.
    let plain = ada.get(&first.page).await;
    assert_eq!(href(&plain, "a[rel=next]"), edit.page);
    let next = spam(&ada, &first, "kind=entry").await;
    assert_eq!(
        next,
        format!("{}{from}&done={}", last.page, first.reference)
    );
    let end = spam(&ada, &last, "kind=entry").await;
    assert_eq!(end, format!("/admin?kind=entry&done={}", last.reference));
    assert!(titles(&ada.get(&end).await).contains(&"Own".to_owned()));
    ada.submit(
        &claimed.decision,
        &[("decision", "claim"), ("from", "kind=entry")],
    )
    .await
    .assert_redirect(&format!("{}{from}", claimed.page));
    ada.submit(
        &own.decision,
        &[("decision", "release"), ("from", "//evil.example")],
    )
    .await
    .assert_redirect("/admin");
}
