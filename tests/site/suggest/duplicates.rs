//! Links that are known already.

use crate::support::contributors::{LINK, ORDINARY};
use crate::support::reply::Reply;
use crate::support::site::TestSite;

const LISTED: &str =
    "https://www.gov.uk/service-manual/technology/making-source-code-open-and-reusable";

fn known(page: &Reply) -> String {
    page.one(".notice--warn").text
}

#[tokio::test]
async fn a_listed_link_leads_to_its_entry() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    let mut typed = ORDINARY;
    let sloppy = format!(
        " {}?utm_source=x",
        LISTED.replace("https://www.", "http://")
    );
    typed[0].1 = &sloppy;
    let page = visitor.fill_in(&site, "/suggest", &typed).await;
    page.assert_status(409);
    assert_eq!(
        page.texts(".errors li"),
        ["This link is already in the list"]
    );
    let said = known(&page);
    assert!(
        said.contains("Making source code open and reusable"),
        "{said}"
    );
    assert!(said.contains("in Policy, added 22 November 2026"), "{said}");
    let entry = page.one(".notice--warn a[href^='/entries/']:not([href$='suggest-edit'])");
    visitor.get(entry.attr("href").unwrap()).await.assert_ok();
    let edit = page.one(".notice--warn a[href$='/suggest-edit']");
    visitor.get(edit.attr("href").unwrap()).await.assert_ok();
    assert_eq!(page.one("#title").attr("value"), Some("Ward planner"));
    assert!(site.suggestions().await.is_empty());

    let sent = visitor
        .send_as_typed("/suggest", &page, &[("confirm_duplicate", "1")])
        .await;
    sent.assert_status(303);
    site.only_suggestion().await;
}

#[tokio::test]
async fn of_a_link_in_the_queue_only_that_it_waits_is_said() {
    let site = TestSite::new().await;
    site.visitor()
        .suggest(
            &site,
            &[("title", "A secret title"), ("note", "A secret note")],
        )
        .await;
    let page = site.visitor().fill_in(&site, "/suggest", &ORDINARY).await;
    page.assert_status(409);
    assert!(known(&page).starts_with("Somebody was first This link is waiting"));
    assert!(!page.html().contains("secret") && !page.html().contains("SP-"));
}

#[tokio::test]
async fn of_a_declined_link_only_when_and_the_presets_label_are_said() {
    let site = TestSite::new().await;
    site.visitor().suggest(&site, &[]).await;
    site.moderator("ada").await;
    site.execute(
        "INSERT INTO decisions (suggestion_id, user_id, at, verdict, reason, message)
         SELECT s.id, u.id, 1795341600000, 'decline', 'Off topic', 'Private words'
         FROM suggestions s, users u",
    )
    .await;
    site.execute("UPDATE suggestions SET status = 'declined', decided_at = 1795341600000")
        .await;
    let page = site.visitor().fill_in(&site, "/suggest", &ORDINARY).await;
    page.assert_status(409);
    let said = known(&page);
    assert!(
        said.contains("not added, on 22 November 2026: Off topic."),
        "{said}"
    );
    assert!(!page.html().contains("Private words"));

    site.execute("UPDATE decisions SET undone_at = 1").await;
    site.execute(
        "INSERT INTO decisions (suggestion_id, user_id, at, verdict, reason)
         SELECT s.id, u.id, 1795341600000, 'decline', 'Because Ada says so'
         FROM suggestions s, users u",
    )
    .await;
    let page = site.visitor().fill_in(&site, "/suggest", &ORDINARY).await;
    assert!(known(&page).contains("on 22 November 2026. How we decide"));
    assert!(!page.html().contains("Ada says"));
}

#[tokio::test]
async fn spam_stands_in_nobodys_way() {
    let site = TestSite::new().await;
    site.visitor().suggest(&site, &[("website", "x")]).await;
    site.visitor().suggest(&site, &[]).await;
    assert_eq!(site.suggestions().await.len(), 2);
}

#[tokio::test]
async fn the_tick_to_send_it_anyway_survives_another_mistake() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    visitor.suggest(&site, &[]).await;
    let page = visitor.get("/suggest").await;
    let mut typed = ORDINARY.to_vec();
    typed[1].1 = "";
    typed.push(("confirm_duplicate", "1"));
    let wrong = visitor.send_as_typed("/suggest", &page, &typed).await;
    wrong.assert_status(422);
    let sent = visitor
        .send_as_typed("/suggest", &wrong, &[("title", "Another")])
        .await;
    sent.assert_status(303);
    assert_eq!(site.suggestions().await.len(), 2);
    assert!(
        site.suggestions()
            .await
            .iter()
            .all(|one| one.payload.fields().unwrap().url == LINK)
    );
}
