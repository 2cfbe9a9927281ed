//! What waits is nowhere in public.

use signpost::clock::MINUTE;

use crate::support::site::TestSite;

const PUBLIC: [&str; 16] = [
    "/",
    "/categories/policy",
    "/categories/guidance",
    "/recent",
    "/tags",
    "/tags/zebra",
    "/search?q=zebrafish",
    "/search?q=zebra",
    "/about",
    "/guidelines",
    "/privacy",
    "/accessibility",
    "/entries/1",
    "/suggest",
    "/entries/1/suggest-edit",
    "/nothing-here",
];

#[tokio::test]
async fn pending_text_is_nowhere_in_public() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    let before = public(&site).await;
    let words = [
        ("url", "https://zebrafish.example/x"),
        ("title", "Zebrafish title"),
        ("category", "policy"),
        ("description", "Zebrafish description"),
        ("caveat", "Zebrafish caveat"),
        ("organisation", "Zebrafish organisation"),
        ("tags", "zebra"),
        ("note", "Zebrafish note"),
        ("name", "Zebrafish name"),
        ("credit", "1"),
    ];
    visitor.suggest(&site, &words).await;
    let edit = visitor
        .fill_in(&site, "/entries/1/suggest-edit", &words[1..])
        .await;
    edit.assert_status(303);
    let report = [
        ("reason", "wrong"),
        ("note", "Zebrafish report"),
        ("name", "Zebrafish name"),
    ];
    visitor
        .fill_in(&site, "/entries/1/report", &report)
        .await
        .assert_status(303);
    site.clock().advance(5 * MINUTE);
    let after = public(&site).await;
    for (path, (before, after)) in PUBLIC.iter().zip(before.iter().zip(&after)) {
        let asked_for = path.contains("zebra");
        assert!(
            asked_for || !after.to_lowercase().contains("zebra"),
            "{path}"
        );
        assert!(!after.contains("Zebrafish"), "{path}");
        if !path.contains("suggest") && !path.contains("nothing") {
            assert_eq!(before, after, "{path}");
        }
    }
}

async fn public(site: &TestSite) -> Vec<String> {
    let mut pages = Vec::new();
    for path in PUBLIC {
        let reader = site.visitor();
        let page = reader.follow(reader.get(path).await).await;
        pages.push(page.html().to_owned());
    }
    pages
}
