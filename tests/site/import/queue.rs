//! Lists whose entries wait for moderators.

use signpost::transfer::import::ImportOptions;

use super::{import, list};
use crate::support::site::TestSite;

#[tokio::test]
async fn a_list_may_go_to_the_queue_and_whoever_imported_it_decides() {
    let site = TestSite::empty().await;
    let grace = site.administrator("grace").await;
    let there = list(
        &[("Tools", None)],
        &[("https://a.example/", "A tool", Some(0))],
    );
    import(&site, there, &ImportOptions::default()).await;
    let version = "SELECT version FROM directory_version";
    let before = site.count(version).await;
    let queued = || {
        list(
            &[("Tools", None), ("New", Some(0))],
            &[
                ("https://a.example/", "A tool", Some(0)),
                ("https://b.example/", "Another tool", Some(0)),
                ("https://c.example/", "A third", Some(1)),
            ],
        )
    };
    let options = ImportOptions {
        to_queue: true,
        ..ImportOptions::default()
    };
    let report = import(&site, queued(), &options).await;
    assert_eq!((report.counts.queued, report.counts.unchanged), (2, 1));
    assert_eq!(report.change, None);
    assert_eq!(site.count(version).await, before, "pending text is nowhere");
    let queue = grace.get("/admin").await;
    assert!(
        queue.text().contains("new-things.md, line 2"),
        "{}",
        queue.text()
    );
    let second = site
        .count("SELECT id FROM suggestions WHERE payload LIKE '%A third%'")
        .await;
    let review = grace.get(&format!("/admin/suggestions/{second}")).await;
    let text = review.text();
    assert!(text.contains("new-things.md, line 3"), "{text}");
    assert!(
        text.contains("In the list it stands in: Tools › New"),
        "{text}"
    );
    let path = format!("/admin/suggestions/{second}/decision");
    let done = grace
        .submit(&path, &[("decision", "approve"), ("version", "1")])
        .await;
    done.assert_status(303);
    assert_eq!(
        site.count("SELECT count(*) FROM entries WHERE status = 'live'")
            .await,
        2
    );

    let again = import(&site, queued(), &options).await;
    assert_eq!(
        (again.counts.unchanged, again.counts.duplicates),
        (2, 1),
        "{again:?}"
    );
}

#[tokio::test]
async fn what_is_marked_private_always_waits_and_what_was_declined_does_not_come_again() {
    let site = TestSite::empty().await;
    let grace = site.administrator("grace").await;
    let mut private = list(&[], &[("https://a.example/", "Mine", None)]);
    private.entries[0].private = true;
    let report = import(&site, private.clone(), &ImportOptions::default()).await;
    assert_eq!((report.counts.queued, report.counts.added), (1, 0));
    let mail = site.count("SELECT count(*) FROM outbox").await;
    assert_eq!(mail, 0);
    let id = site.count("SELECT id FROM suggestions").await;
    let path = format!("/admin/suggestions/{id}/decision");
    let declined = grace
        .submit(
            &path,
            &[
                ("decision", "decline"),
                ("reason", "Not for us"),
                ("version", "1"),
            ],
        )
        .await;
    declined.assert_status(303);
    let again = import(&site, private, &ImportOptions::default()).await;
    assert_eq!((again.counts.skipped, again.counts.queued), (1, 0));
}
