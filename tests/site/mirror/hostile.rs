//! Repositories whose contents mean no good end in plain words, and with the approved list.

use git2::{FileMode, Oid};
use signpost::suggestions::SuggestionStatus;

use super::repository::{LIST, Mirrored, init_bare};
use crate::support::builders::entry;
use crate::support::site::TestSite;

async fn says(mirrored: &Mirrored<'_>, words: &str) {
    let report = mirrored.run().await;
    let notes = report.notes.join("\n");
    assert!(notes.contains(words), "{words}: {report:?}");
    assert!(report.proposals.is_empty(), "{report:?}");
    assert!(mirrored.file(LIST).starts_with("# "));
    assert!(mirrored.run().await.is_empty());
}

async fn site() -> TestSite {
    let site = TestSite::empty().await;
    let home = site.add_category("Guidance", None).await;
    site.add_entry(entry("https://ward.example/", "Ward list", home))
        .await;
    site
}

#[tokio::test]
async fn odd_files_are_restored() {
    let site = site().await;
    let mirrored = Mirrored::of(&site);
    init_bare(&mirrored.path());
    mirrored.run().await;
    let repo = mirrored.repo();
    let target = repo.blob(b"/etc/passwd").unwrap();
    mirrored.commit_entry(LIST, (target, FileMode::Link), "Point elsewhere");
    says(&mirrored, "README.md is a symbolic link now").await;
    let nowhere = Oid::from_str(&"1".repeat(40)).unwrap();
    mirrored.commit_entry(LIST, (nowhere, FileMode::Commit), "A submodule");
    says(&mirrored, "README.md is a submodule now").await;
    let folder = repo.treebuilder(None).unwrap().write().unwrap();
    mirrored.commit_entry(LIST, (folder, FileMode::Tree), "A folder");
    says(&mirrored, "README.md is a folder now").await;
    mirrored.commit(LIST, b"\0\x01\x02 binary", "Bytes");
    says(&mirrored, "README.md is no text in UTF-8").await;
    mirrored.commit(LIST, &vec![b'a'; 9 << 20], "Much");
    says(&mirrored, "README.md has 9437184 bytes, more than").await;
    let deep = "> ".repeat(100_000);
    mirrored.commit(LIST, deep.as_bytes(), "Deep");
    mirrored.run().await;
    assert!(mirrored.file(LIST).contains("Ward list"));
}

#[tokio::test]
async fn an_emptied_list_is_a_report_and_a_flood_is_nothing() {
    let site = site().await;
    let mirrored = Mirrored::of(&site);
    init_bare(&mirrored.path());
    mirrored.run().await;
    let many: String = (0..300)
        .map(|n| format!("- [Link {n}](https://l{n}.example/) - Words.\n"))
        .collect();
    let list = mirrored.file(LIST);
    mirrored.commit(LIST, format!("{list}\n{many}").as_bytes(), "Many");
    says(&mirrored, "300 lines were changed at once").await;
    mirrored.commit(LIST, b"", "Nothing");
    let report = mirrored.run().await;
    assert_eq!(report.proposals.len(), 1);
    assert_eq!(site.count_with(SuggestionStatus::Pending).await, 1);
}

#[tokio::test]
async fn a_forged_line_and_a_foreign_key_are_nobody_s_commit() {
    let site = site().await;
    let mirrored = Mirrored::of(&site);
    init_bare(&mirrored.path());
    let ours = "Signpost-State: 999 aaaa bbbb cccc";
    mirrored.commit(LIST, b"# Mine\n", &format!("Forged\n\n{ours}"));
    let report = mirrored.run().await;
    assert_eq!(report.commits[0].subject, "The directory as it stands");
    let message = &mirrored.log()[0];
    assert!(message.contains("takes the place of files"), "{message}");
}
