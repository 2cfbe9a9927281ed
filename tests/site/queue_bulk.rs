//! Several decided at once: what the preview tells, and what becomes of each.

use signpost::suggestions::{ReportReason, SuggestionStatus};

use crate::support::site::TestSite;
use crate::support::suggestions::{called, report, status_of, suggest, suggest_as, suggest_edit};

fn ids(ids: &[i64], decision: &str) -> Vec<(String, String)> {
    let ids = ids.iter().map(|id| ("id".to_owned(), id.to_string()));
    ids.chain([("decision".to_owned(), decision.to_owned())])
        .collect()
}

#[tokio::test]
async fn approving_several_is_one_change_with_many_revisions() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let link = suggest(&site, called("Bed planner")).await;
    let edit = suggest_edit(&site, 1, |fields| fields.licence = "MIT".to_owned()).await;
    let one = report(&site, 2, ReportReason::Dead).await;
    let two = report(&site, 2, ReportReason::Moved).await;
    let own = suggest_as(&site, 1, called("Own")).await;
    let changes = site.count("SELECT count(*) FROM changes").await;
    let all = [link.id, edit.id, one.id, two.id, own.id];
    let preview = ada.send("/admin/bulk", &ids(&all, "approve")).await;
    preview.assert_ok();
    assert_eq!(preview.one("h1").text, "Approve 3 items?");
    assert_eq!(
        preview.texts(".choice .hint"),
        [
            "Adds it to Guidance",
            "Changes licence",
            "Closes 2 reports: 1 broken link, 1 moved; the entry stays as it is"
        ]
    );
    assert_eq!(
        preview.texts(".notice--warn li"),
        ["Own: You sent it yourself, so somebody else decides it."]
    );
    let done = ada.send("/admin/bulk", &preview.fields("main form")).await;
    done.assert_status(303);
    for sent in [&link, &edit, &one, &two] {
        assert_eq!(status_of(&site, sent).await, SuggestionStatus::Approved);
    }
    assert_eq!(
        site.count("SELECT count(*) FROM changes").await,
        changes + 1
    );
    let newest = site.revisions(2).await;
    assert_eq!(newest[0].change_id, newest[1].change_id);
    assert_eq!(newest[0].who, "ada");
    let of_it = "SELECT count(*) FROM decisions WHERE change_id = (SELECT max(id) FROM changes)";
    assert_eq!(site.count(of_it).await, 2);
}

#[tokio::test]
async fn what_changes_after_the_preview_stays_and_is_named() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let link = suggest(&site, called("Bed planner")).await;
    let dead = report(&site, 2, ReportReason::Dead).await;
    let preview = ada
        .send("/admin/bulk", &ids(&[link.id, dead.id], "spam"))
        .await;
    let form = preview.fields("main form");
    let late = report(&site, 2, ReportReason::Moved).await;
    let done = ada.send("/admin/bulk", &form).await;
    done.assert_redirect(&format!(
        "/admin?done={}&left={}",
        link.reference, dead.reference
    ));
    let queue = ada.follow(done).await;
    assert_eq!(
        queue.texts(".notice--warn p"),
        ["Make new source code open stays in the queue. Open it to see what it needs."]
    );
    for report in [&dead, &late] {
        assert_eq!(status_of(&site, report).await, SuggestionStatus::Pending);
    }
    // With nothing left to do, the page says so instead of going on.
    let again = ada.send("/admin/bulk", &form).await;
    again.assert_ok();
    assert_eq!(again.one("h1").text, "Nothing here can be decided together");
    assert_eq!(
        again.texts(".notice--warn li"),
        [
            "Bed planner: It changed while you were looking at this page.",
            "Make new source code open: It changed while you were looking at this page."
        ]
    );
}

#[tokio::test]
async fn several_are_claimed_and_put_back_in_the_view_that_one_came_from() {
    let site = TestSite::new().await;
    let (ada, grace) = (site.moderator("ada").await, site.moderator("grace").await);
    let link = suggest(&site, called("Bed planner")).await;
    let one = report(&site, 2, ReportReason::Dead).await;
    report(&site, 2, ReportReason::Moved).await;
    let mut form = ids(&[link.id, one.id], "claim");
    form.push(("from".to_owned(), "order=newest".to_owned()));
    ada.send("/admin/bulk", &form)
        .await
        .assert_redirect("/admin?order=newest");
    let queue = grace.get("/admin").await;
    let who = queue.texts(".queue .who");
    assert!(
        who.iter().all(|who| who.ends_with("ada, until 10:15")),
        "{who:?}"
    );
    assert_eq!(
        site.count("SELECT count(*) FROM suggestions WHERE claimed_by = 1")
            .await,
        3
    );
    // Nobody puts back what somebody else looks at.
    grace
        .send("/admin/bulk", &ids(&[link.id, one.id], "release"))
        .await
        .assert_redirect("/admin");
    assert_eq!(
        site.count("SELECT count(*) FROM suggestions WHERE claimed_by = 1")
            .await,
        3
    );
    ada.send("/admin/bulk", &ids(&[one.id], "release")).await;
    assert_eq!(
        site.count("SELECT count(*) FROM suggestions WHERE claimed_by = 1")
            .await,
        1
    );
}
