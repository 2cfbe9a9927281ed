//! What the site gives out, it takes back.

use signpost::directory::Change;
use signpost::text::{Caveat, CaveatKind};
use signpost::transfer::import::ImportOptions;
use signpost::transfer::list::{Limits, ReadList};
use signpost::transfer::read::{SourceFile, read};

use super::import;
use crate::support::builders;
use crate::support::site::TestSite;

const FILES: [&str; 6] = [
    "/export/directory.json",
    "/export/directory.md",
    "/export/directory.md?style=hugo",
    "/export/directory.csv",
    "/export/directory.opml",
    "/export/bookmarks.html",
];

/// The starter directory, and what is hard about others.
async fn site() -> TestSite {
    let site = TestSite::new().await;
    let mut below = None;
    for title in [
        "What is “it”?",
        "A > B / C",
        "Licence",
        "日本語",
        "L5",
        "L6",
        "L7",
        "L8",
    ] {
        let mut fields = builders::category(title, below);
        fields.introduction = format!("About **{title}**.\n\n- one\n- [two](/about)");
        fields.caveat = Some(Caveat {
            kind: CaveatKind::Region,
            text: "Only (partly) in English.".to_owned(),
        });
        below = Some(site.change(Change::CreateCategory(fields)).await);
    }
    for (number, title) in ["5\" disk!!", "[x](y) *z*", "=1+1", "سلام"]
        .iter()
        .enumerate()
    {
        let url = format!("https://example.org/{number}?a=1&copy=2");
        let mut fields = builders::entry(&url, title, below.unwrap());
        fields.description = "npm of \"sorts\n\n- with a list\n\n<b>and</b> more".to_owned();
        fields.tags = vec!["C++".to_owned(), "open data".to_owned()];
        fields.caveat = builders::caveat("Mind the gap");
        fields.language = "fa".to_owned();
        fields.question = "Why?".to_owned();
        let id = site.add_entry(fields).await;
        if number == 3 {
            site.change(Change::RetireEntry { id }).await;
        }
    }
    site
}

async fn taken_out(site: &TestSite, path: &str) -> ReadList {
    let reply = site.visitor().get(path).await;
    reply.assert_ok();
    let name = path.split(['/', '?']).find(|part| part.contains('.'));
    let file = SourceFile {
        name: name.unwrap().to_owned(),
        bytes: reply.bytes().to_vec(),
    };
    read(&[file], None, Limits::COMMAND_LINE).unwrap()
}

#[tokio::test]
async fn an_empty_site_becomes_the_same_directory() {
    let site = site().await;
    let export = "/export/directory.json";
    let list = taken_out(&site, export).await;
    let other = TestSite::empty().await;
    import(&other, list, &ImportOptions::default()).await;
    let (first, second) = (
        site.visitor().get(export).await,
        other.visitor().get(export).await,
    );
    assert_eq!(first.html(), second.html());
}

#[tokio::test]
async fn its_own_files_bring_a_site_nothing_new() {
    for path in FILES {
        let site = site().await;
        let list = taken_out(&site, path).await;
        let report = import(&site, list, &ImportOptions::default()).await;
        assert_eq!(report.counts.added, 0, "{path}: {report:?}");
        assert_eq!(report.categories.added, 0, "{path}: {report:?}");
        let visitor = site.visitor();
        let home = visitor.get("/").await.text();
        assert!(home.contains("16 links"), "{path}: {home}");
    }
}

#[tokio::test]
async fn an_empty_site_gets_the_same_list_from_every_format() {
    let site = site().await;
    let pages = ["/categories/policy", "/categories/what-is-it"];
    for path in FILES {
        let list = taken_out(&site, path).await;
        let other = TestSite::empty().await;
        import(&other, list, &ImportOptions::default()).await;
        for page in pages {
            let (wanted, got) = (
                site.visitor().get(page).await,
                other.visitor().get(page).await,
            );
            let titles = "main .entry__title a";
            assert_eq!(got.texts(titles), wanted.texts(titles), "{path} {page}");
            let caveats = ".entry .caveat";
            assert_eq!(got.texts(caveats), wanted.texts(caveats), "{path} {page}");
        }
    }
}
