//! An undo that would overwrite somebody's work says so and changes nothing.

use signpost::directory::Change;

use super::{newest, undo};
use crate::support::builders::{category, entry};
use crate::support::site::TestSite;

#[tokio::test]
async fn a_field_that_was_changed_since_is_shown_and_stays() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let edit = async |title: &str| {
        ada.edit("/admin/entries/1", "form.form", &[("title", title)])
            .await
            .assert_status(303);
        newest(&site).await
    };
    edit("First").await;
    let second = edit("Second").await;
    edit("Third").await;
    let before = site.dump().await;
    let page = undo(&ada, second).await;
    page.assert_status(409);
    let row = page.one("table.diff tbody tr").text;
    assert!(row.contains("Third") && row.contains("First"), "{row}");
    assert_eq!(site.dump().await, before);
}

#[tokio::test]
async fn what_took_its_place_is_named() {
    let site = TestSite::empty().await;
    let ada = site.moderator("ada").await;
    let home = site.add_category("Home", None).await;
    let gone = site.add_category("Gone", None).await;
    let id = site
        .add_entry(entry("https://a.example/", "First", home))
        .await;
    let moved = site
        .add_entry(entry("https://m.example/", "Moved", gone))
        .await;

    site.change(Change::DeleteEntry { id }).await;
    let deleting = newest(&site).await;
    let twin = site
        .add_entry(entry("https://a.example/", "Twin", home))
        .await;
    let page = undo(&ada, deleting).await;
    page.assert_status(409);
    assert_eq!(
        page.one(&format!("main a[href='/admin/entries/{twin}']"))
            .text,
        "Twin"
    );

    site.change(Change::MoveEntry {
        id: moved,
        category_id: home,
    })
    .await;
    let moving = newest(&site).await;
    site.change(Change::DeleteCategory {
        id: gone,
        into: None,
    })
    .await;
    let taking = newest(&site).await;
    let page = undo(&ada, moving).await;
    page.assert_status(409);
    assert!(
        page.text().contains("isn’t there any more"),
        "{}",
        page.text()
    );

    let mut same = category("Gone", None);
    same.slug = Some("gone".to_owned());
    site.change(Change::CreateCategory(same)).await;
    let page = undo(&ada, taking).await;
    page.assert_status(409);
    assert!(page.text().contains("Another category has its address now"));
}

#[tokio::test]
async fn an_entry_that_others_worked_on_is_not_taken_away_with_its_adding() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let id = site
        .add_entry(entry("https://a.example/", "First", 1))
        .await;
    let adding = newest(&site).await;
    let path = format!("/admin/entries/{id}");
    let typed = [("organisation", "Somebody’s work")];
    ada.edit(&path, "form.form", &typed)
        .await
        .assert_status(303);
    undo(&ada, adding).await.assert_status(409);
    ada.get(&format!("/entries/{id}-first")).await.assert_ok();
}

#[tokio::test]
async fn a_category_with_something_in_it_stays() {
    let site = TestSite::empty().await;
    let ada = site.moderator("ada").await;
    let home = site.add_category("Home", None).await;
    let adding = newest(&site).await;
    let id = site
        .add_entry(entry("https://a.example/", "First", home))
        .await;
    let page = undo(&ada, adding).await;
    page.assert_status(409);
    assert!(page.text().contains("holds entries or categories"));
    // Deleted ones are no reason to keep it, but they can't come back without it.
    site.change(Change::DeleteEntry { id }).await;
    undo(&ada, adding).await.assert_status(303);
    let path = format!("/admin/entries/{id}");
    let page = ada.submit(&path, &[("action", "restore")]).await;
    page.assert_status(422);
    assert!(page.text().contains("category"), "{}", page.text());
}
