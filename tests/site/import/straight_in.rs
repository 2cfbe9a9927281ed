//! Lists that go straight in.

use signpost::text::{Caveat, CaveatKind};
use signpost::transfer::import::{ImportOptions, ProblemKind, Update};
use signpost::transfer::list::ReadList;

use super::{import, into, list};
use crate::support::site::TestSite;

fn things() -> ReadList {
    let mut things = list(
        &[
            ("Guidance", None),
            ("Security", Some(0)),
            ("C", None),
            ("C++", None),
        ],
        &[
            ("https://a.example/", "A thing", Some(0)),
            ("https://b.example/", "Safe\nthing", Some(1)),
            ("https://b.example/guide/café", "", Some(1)),
            ("http://www.a.example", "Again", Some(1)),
            ("mailto:x@example.org", "Write", Some(0)),
            ("https://c.example/", "Plus", Some(3)),
        ],
    );
    things.categories[1].introduction = "What to *keep* in mind.".to_owned();
    things.entries[0].tags = vec!["R".to_owned(), "r".to_owned(), "tools".to_owned()];
    things.entries[0].licence = "mit".to_owned();
    things.entries[1].licence = "my own".to_owned();
    things
}

#[tokio::test]
async fn each_entry_goes_where_the_list_has_it_in_the_lists_order() {
    let site = TestSite::empty().await;
    let report = import(&site, things(), &ImportOptions::default()).await;
    let counts = report.counts;
    assert_eq!((counts.added, counts.duplicates, counts.skipped), (4, 1, 1));
    assert_eq!(report.categories.added, 3, "nothing would be in “C”");
    let visitor = site.visitor();
    let security = visitor.get("/categories/guidance/security").await;
    assert_eq!(
        security.texts(".entry h2 a, .entry h3 a"),
        ["Safe thing", "b.example/guide/café"]
    );
    assert!(
        security.html().contains("<em>keep</em>"),
        "{}",
        security.html()
    );
    let first = visitor.get("/categories/guidance").await;
    assert!(first.text().contains("A thing") && first.text().contains("MIT"));
    visitor.get("/tags/r").await.assert_ok();
    let found = visitor.get("/search?q=plus").await;
    assert!(found.text().contains("Plus"), "{}", found.text());
    let home = visitor.get("/").await.text();
    assert!(home.contains("C++"), "{home}");

    let reasons: Vec<_> = report.problems.iter().map(|p| (p.line, p.kind)).collect();
    assert_eq!(
        reasons,
        [
            (Some(4), ProblemKind::Duplicate),
            (Some(5), ProblemKind::Unusable)
        ]
    );
    assert!(report.problems[0].reason.contains("new-things.md, line 1"));
    assert!(report.remarks[0].reason.contains("my own"), "{report:?}");
}

#[tokio::test]
async fn what_is_in_no_category_goes_into_one_that_is_named_after_the_list_or_its_file() {
    let site = TestSite::empty().await;
    let loose = |url| list(&[], &[(url, "A thing", None)]);
    import(
        &site,
        loose("https://a.example/"),
        &ImportOptions::default(),
    )
    .await;
    let mut titled = loose("https://b.example/");
    titled.title = Some("The best list".to_owned());
    import(&site, titled, &ImportOptions::default()).await;
    import(
        &site,
        loose("https://c.example/"),
        &into("Guidance/new-ones"),
    )
    .await;
    let visitor = site.visitor();
    for path in ["new-things", "the-best-list", "guidance/new-ones"] {
        let page = visitor.get(&format!("/categories/{path}")).await;
        assert_eq!(
            page.texts(".entry h2 a, .entry h3 a"),
            ["A thing"],
            "{path}"
        );
    }
}

#[tokio::test]
async fn what_stands_is_filled_in_replaced_or_left_alone() {
    let site = TestSite::empty().await;
    let one = |title: &str, description: &str, licence: &str| {
        let mut one = list(
            &[("Tools", None)],
            &[("https://a.example/", title, Some(0))],
        );
        one.entries[0].description = description.to_owned();
        one.entries[0].licence = licence.to_owned();
        one
    };
    import(&site, one("A tool", "", "MIT"), &ImportOptions::default()).await;
    let update = |update| ImportOptions {
        update: Some(update),
        ..ImportOptions::default()
    };
    let standing = async || {
        site.count("SELECT count(*) FROM entries WHERE title = 'A tool' AND licence = 'MIT'")
            .await
    };
    let other = || one("Another name", "Some words", "EUPL-1.2");
    let report = import(&site, other(), &update(Update::Never)).await;
    assert_eq!((report.counts.unchanged, report.change), (1, None));
    let report = import(&site, other(), &ImportOptions::default()).await;
    assert_eq!((report.counts.updated, standing().await), (1, 1));
    assert!(
        site.visitor()
            .get("/entries/1-a-tool")
            .await
            .text()
            .contains("Some words")
    );
    let report = import(&site, other(), &update(Update::Replace)).await;
    assert_eq!((report.counts.updated, standing().await), (1, 0));
    let page = site.visitor().get("/entries/1-another-name").await.text();
    assert!(page.contains("EUPL-1.2"), "{page}");
    let report = import(&site, one("", "", ""), &update(Update::Replace)).await;
    assert_eq!(report.counts.unchanged, 1, "an empty text says nothing");
}

#[tokio::test]
async fn what_stands_elsewhere_is_named_with_its_place() {
    let site = TestSite::empty().await;
    let listed = [("https://a.example/", "A thing", Some(0))];
    import(
        &site,
        list(&[("Tools", None)], &listed),
        &ImportOptions::default(),
    )
    .await;
    let report = import(
        &site,
        list(&[("Guides", None)], &listed),
        &ImportOptions::default(),
    )
    .await;
    assert_eq!((report.counts.duplicates, report.categories.added), (1, 0));
    assert!(report.problems[0].reason.contains("“Tools”"), "{report:?}");
    let guides = "SELECT count(*) FROM categories WHERE title = 'Guides'";
    assert_eq!(site.count(guides).await, 0, "a category for nothing");
}

#[tokio::test]
async fn what_would_lie_too_deep_or_is_too_long_is_told_and_not_lost() {
    let site = TestSite::empty().await;
    let names: Vec<String> = (1..=12).map(|n| format!("Level {n}")).collect();
    let parents = (0..).map(|n: usize| n.checked_sub(1));
    let levels: Vec<_> = names.iter().map(String::as_str).zip(parents).collect();
    let long = "x".repeat(501);
    let mut deep = list(
        &levels,
        &[
            ("https://a.example/", "Deep", Some(11)),
            ("https://b.example/", &long, Some(0)),
            ("https://c.example/", "Tagged", Some(0)),
        ],
    );
    deep.entries[2].tags = (0..12).map(|n| format!("tag {n}")).collect();
    deep.entries[2].caveat = Some(Caveat {
        kind: CaveatKind::Paywall,
        text: "Costs\u{202e} money".to_owned(),
    });
    let report = import(&site, deep.clone(), &ImportOptions::default()).await;
    assert_eq!((report.counts.added, report.counts.skipped), (2, 1));
    let path = (1..=8)
        .map(|n| format!("level-{n}"))
        .collect::<Vec<_>>()
        .join("/");
    let page = site.visitor().get(&format!("/categories/{path}")).await;
    assert!(page.text().contains("Deep"), "{}", page.text());
    let told = serde_json::to_string(&report).unwrap();
    for words in [
        "lie too deep",
        "500 characters",
        "first 10 tags",
        "invisible character",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let again = import(&site, deep, &ImportOptions::default()).await;
    assert_eq!((again.counts.added, again.change), (0, None), "{again:?}");
}

#[tokio::test]
async fn an_import_is_one_change_that_can_be_undone_and_done_again() {
    let site = TestSite::new().await;
    let grace = site.administrator("grace").await;
    let standing = async || {
        let visitor = site.visitor();
        let search = visitor.get("/search?q=thing").await.texts(".entry");
        (
            visitor.get("/").await.text(),
            visitor.get("/tags").await.text(),
            search,
        )
    };
    let before = standing().await;
    let report = import(&site, things(), &ImportOptions::default()).await;
    let change = report.change.unwrap();
    assert_ne!(standing().await, before);
    let page = grace.get(&format!("/admin/changes/{change}")).await.text();
    assert!(page.contains("Import of new-things.md"), "{page}");
    let undone = grace
        .submit(
            &format!("/admin/changes/{change}/revert"),
            &[("why", "A mistake")],
        )
        .await;
    undone.assert_status(303);
    assert_eq!(standing().await, before);
    let again = import(&site, things(), &ImportOptions::default()).await;
    assert_eq!(again.counts, report.counts, "as if it had never been");
}
