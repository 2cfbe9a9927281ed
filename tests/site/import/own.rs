//! Our own exports: what only they know is kept.

use signpost::directory::{Entry, find_entry, list_standing_entries};
use signpost::transfer::import::{ImportOptions, Update};
use signpost::transfer::list::ReadList;

use super::{import, list};
use crate::support::site::TestSite;

const FIRST: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaa";
const SECOND: &str = "bbbbbbbbbbbbbbbbbbbbbbbbbb";

fn export() -> ReadList {
    let mut export = list(
        &[("News", None), ("News", None), ("Empty", Some(1))],
        &[
            ("https://a.example/", "Retired", Some(0)),
            ("https://a.example/", "In its place", Some(1)),
        ],
    );
    export.categories[0].slug = Some("news".to_owned());
    export.categories[1].slug = Some("other".to_owned());
    export.categories[1].uid = Some("cccccccccccccccccccccccccc".to_owned());
    export.entries[0].retired = true;
    for (entry, uid) in export.entries.iter_mut().zip([FIRST, SECOND]) {
        entry.uid = Some(uid.to_owned());
        entry.added_at = Some(1_000);
        entry.updated_at = Some(2_000);
        entry.verified_at = Some(3_000);
    }
    let file = include_str!("../../../src/transfer/empty.json");
    let mut site = serde_json::from_str::<serde_json::Value>(file).unwrap()["site"].take();
    site["title"] = "The other site".into();
    export.site = Some((serde_json::from_value(site).unwrap(), Vec::new()));
    export
}

async fn entry(site: &TestSite, uid: &str) -> Entry {
    let mut connection = site.db().read().await.unwrap();
    let entries = list_standing_entries(&mut connection, (&[], &[uid])).await;
    let id = entries.unwrap()[0].id;
    find_entry(&mut connection, id).await.unwrap().unwrap()
}

#[tokio::test]
async fn names_dates_slugs_and_status_come_through() {
    let site = TestSite::empty().await;
    let report = import(&site, export(), &ImportOptions::default()).await;
    assert_eq!((report.counts.added, report.categories.added), (2, 3));
    for uid in [FIRST, SECOND] {
        let entry = entry(&site, uid).await;
        assert_eq!((entry.added_at, entry.updated_at), (1_000, 2_000));
        assert_eq!(entry.state.verified_at, Some(3_000));
    }
    let visitor = site.visitor();
    assert!(visitor.get("/").await.text().contains("The other site"));
    let other = visitor.get("/categories/other").await.text();
    assert!(other.contains("In its place"), "{other}");
    let retired = visitor.get("/entries/1-retired").await;
    retired.assert_ok();
    let before = site.dump().await;
    let again = import(&site, export(), &ImportOptions::default()).await;
    assert_eq!(
        (again.counts.unchanged, again.does_something()),
        (2, false),
        "{again:?}"
    );
    assert_eq!(site.dump().await, before);
}

#[tokio::test]
async fn what_was_undone_comes_back_as_what_it_was() {
    let site = TestSite::empty().await;
    let grace = site.administrator("grace").await;
    let first = import(&site, export(), &ImportOptions::default()).await;
    let path = format!("/admin/changes/{}/revert", first.change.unwrap());
    grace.submit::<&str>(&path, &[]).await.assert_status(303);
    assert_eq!(
        site.count("SELECT count(*) FROM entries WHERE status <> 'deleted'")
            .await,
        0
    );
    let again = import(&site, export(), &ImportOptions::default()).await;
    assert_eq!(again.counts.added, 2);
    let entry = entry(&site, SECOND).await;
    assert_eq!(
        (entry.id, entry.added_at, entry.updated_at),
        (2, 1_000, 2_000)
    );
    site.visitor().get("/categories/other").await.assert_ok();
    assert_eq!(
        site.count("SELECT count(*) FROM entries").await,
        2,
        "the same entries again"
    );
    let path = format!("/admin/changes/{}/revert", again.change.unwrap());
    grace.submit::<&str>(&path, &[]).await.assert_status(303);
}

#[tokio::test]
async fn an_export_replaces_what_was_changed_since_unless_asked_not_to() {
    let site = TestSite::empty().await;
    import(&site, export(), &ImportOptions::default()).await;
    let mut changed = export();
    changed.entries[1].url = "https://b.example/".to_owned();
    changed.entries[1].title = "Moved".to_owned();
    changed.entries[0].retired = false;
    let never = ImportOptions {
        update: Some(Update::Never),
        ..ImportOptions::default()
    };
    assert_eq!(import(&site, changed.clone(), &never).await.change, None);
    let report = import(&site, changed, &ImportOptions::default()).await;
    assert_eq!(report.counts.updated, 1, "{report:?}");
    assert_eq!(
        report.counts.duplicates, 1,
        "the first one would have the second one’s link"
    );
    let entry = entry(&site, SECOND).await;
    assert_eq!((entry.id, &*entry.state.title), (2, "Moved"));
    assert_eq!(entry.state.url, "https://b.example/");
}

#[tokio::test]
async fn settings_are_taken_over_where_there_is_nothing_or_when_asked_for() {
    let site = TestSite::new().await;
    let title = async || site.visitor().get("/").await.one("title").text;
    let before = title().await;
    let report = import(&site, export(), &ImportOptions::default()).await;
    assert_eq!((report.settings, title().await), (false, before));
    let asked = ImportOptions {
        settings: true,
        ..ImportOptions::default()
    };
    let report = import(&site, export(), &asked).await;
    assert!(report.settings && title().await.contains("The other site"));
}
