//! Two entries that are the same thing become one, and its addresses go on working.

use signpost::suggestions::ReportReason;

use super::undo_newest;
use crate::support::editing::filled;
use crate::support::site::TestSite;
use crate::support::suggestions::{entry_of, report, suggest_edit};

#[tokio::test]
async fn a_merge_says_what_happens_and_then_does_it() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let (old, new) = (entry_of(&site, 1).await, entry_of(&site, 2).await);
    let typed = [("tags", "only here")];
    ada.edit("/admin/entries/1", "form.form", &typed)
        .await
        .assert_status(303);
    let sent = report(&site, 1, ReportReason::Dead).await;
    let edit = suggest_edit(&site, 1, |fields| fields.organisation = "Better".to_owned()).await;
    let reader = site.visitor();
    let old_page = format!("/entries/1-{}", old.slug);
    let new_page = format!("/entries/2-{}", new.slug);

    let before = site.dump().await;
    let into = format!("https://links.example{new_page}");
    let page = ada
        .submit("/admin/entries/1", &[("action", "merge"), ("into", &into)])
        .await;
    page.assert_ok();
    for said in [
        "leaves every list",
        "only here",
        "2 suggestions and reports",
        "undo",
    ] {
        assert!(page.text().contains(said), "{said} in {}", page.text());
    }
    assert_eq!(site.dump().await, before, "nothing happens yet");
    let mut fields = filled(&page, "main form", &[]);
    fields.push(("action".to_owned(), "merge".to_owned()));
    let done = ada.send("/admin/entries/1", &fields).await;
    done.assert_status(303);

    reader.get(&old_page).await.assert_redirect(&new_page);
    reader.get("/entries/1").await.assert_redirect(&new_page);
    reader
        .get("/entries/1/history")
        .await
        .assert_redirect("/entries/2/history");
    let form = reader.get("/entries/1/suggest-edit").await;
    form.assert_ok();
    assert!(form.text().contains(&new.state.title));
    assert!(
        entry_of(&site, 2)
            .await
            .state
            .tags
            .contains(&"only here".to_owned())
    );
    for suggestion in [&sent, &edit] {
        let about = ada.get(&suggestion.page).await;
        assert!(about.text().contains(&new.state.title), "{}", about.text());
    }
    let found = reader.get(&signpost::paths::search(&old.state.title)).await;
    assert!(found.select(&format!("a[href='{old_page}']")).is_empty());

    let page = ada.follow(done).await;
    assert!(page.text().contains("Merged into"), "{}", page.text());
    undo_newest(&site, &ada).await;
    reader.get(&old_page).await.assert_ok();
    assert!(
        !entry_of(&site, 2)
            .await
            .state
            .tags
            .contains(&"only here".to_owned())
    );
    let about = ada.get(&sent.page).await;
    assert!(about.text().contains(&old.state.title));
}

#[tokio::test]
async fn addresses_lead_on_through_several_merges() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let merge = async |id: i64, into: &str| {
        let form = [("action", "merge"), ("into", into), ("confirm", "1")];
        ada.submit(&format!("/admin/entries/{id}"), &form).await
    };
    merge(1, "2").await.assert_status(303);
    merge(2, "3").await.assert_status(303);
    let last = format!("/entries/3-{}", entry_of(&site, 3).await.slug);
    ada.get("/entries/1").await.assert_redirect(&last);
    for wrong in ["", "3", "1", "99999", "https://nowhere.example/", "no"] {
        let reply = merge(3, wrong).await;
        reply.assert_status(422);
        assert!(
            reply.one("#into-error").text.contains("another entry"),
            "{wrong}"
        );
    }
    // The last one is taken away: whoever follows the chain is told that it is gone.
    ada.submit("/admin/entries/3", &[("action", "delete")])
        .await
        .assert_status(303);
    ada.get("/entries/1").await.assert_status(410);
}
