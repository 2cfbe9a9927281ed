//! From the directory into the repository.

use signpost::directory::{Change, apply_change};
use signpost::history::{ChangeContext, Source};
use signpost::suggestions::SuggestionStatus;

use super::repository::{LIST, Mirrored, approve, init_bare};
use crate::support::builders::entry;
use crate::support::site::TestSite;

async fn change(site: &TestSite, why: &str, change: Change) -> i64 {
    let context = ChangeContext {
        source: Source::Moderator,
        user_id: None,
        suggestion_id: None,
        why: why.to_owned(),
        at: site.now(),
    };
    let mut write = site.db().write().await.unwrap();
    let applied = apply_change(&mut write, &context, change).await.unwrap();
    write.commit().await.unwrap();
    applied.object_id
}

#[tokio::test]
async fn each_change_becomes_a_commit_that_says_what_and_why() {
    let site = TestSite::empty().await;
    let home = site.add_category("Guidance", None).await;
    let mirrored = Mirrored::of(&site);
    let first = mirrored.run().await;
    assert_eq!(first.commits.len(), 1);
    assert_eq!(mirrored.subjects(), ["The directory as it stands"]);
    assert!(mirrored.run().await.is_empty(), "nothing happened since");

    site.clock().advance(60_000);
    let at = site.now();
    let fields = entry("https://ward.example/", "Ward list", home);
    let id = change(&site, "Two wards use it.", Change::CreateEntry(fields)).await;
    site.clock().advance(60_000);
    change(
        &site,
        "",
        Change::StepCategory {
            id: site.add_category("Tools", None).await,
            direction: signpost::directory::Direction::Up,
        },
    )
    .await;
    change(&site, "It is gone.", Change::RetireEntry { id }).await;
    let report = mirrored.run().await;
    assert_eq!(report.commits.len(), 4);
    let subjects = mirrored.subjects();
    assert_eq!(subjects[0], "Retired Ward list");
    assert_eq!(subjects[3], "Added Ward list");
    let log = mirrored.log();
    assert!(log[3].contains("\n\nTwo wards use it.\n\nChange: https://links.example.org/changes/"));
    assert!(
        !mirrored.file(LIST).contains("Ward list"),
        "retired entries are in no list"
    );

    let repo = mirrored.repo();
    let mut commit = repo.head().unwrap().peel_to_commit().unwrap();
    for _ in 0..3 {
        commit = commit.parent(0).unwrap();
    }
    assert_eq!(commit.time().seconds(), at / 1_000);
    assert_eq!(commit.author().email(), Ok("noreply@links.example.org"));
    let tree = commit.tree().unwrap();
    let list = repo.find_blob(tree.get_name(LIST).unwrap().id()).unwrap();
    let list = std::str::from_utf8(list.content()).unwrap();
    assert!(
        list.contains("[Ward list](https://ward.example/)"),
        "{list}"
    );
    assert!(list.find("## Guidance") < list.find("Ward list"));
    assert!(!list.contains("## Tools"), "as it was then:\n{list}");
    assert_eq!(mirrored.on_disk(LIST), mirrored.file(LIST));
    assert!(mirrored.is_clean());
    assert!(mirrored.run().await.is_empty());
}

#[tokio::test]
async fn who_asked_for_credit_is_a_co_author_and_nobody_else_is_named() {
    let site = TestSite::new().await;
    let mirrored = Mirrored::of(&site);
    mirrored.run().await;
    let moderator = site.moderator("grace-of-the-desk").await;
    for (name, credit) in [("Zoë Quinn", "1"), ("Hidden Person", "")] {
        let url = format!(
            "https://{}.example/",
            name.split(' ').next_back().unwrap().to_lowercase()
        );
        let visitor = site.visitor();
        let typed = [
            ("url", url.as_str()),
            ("title", name.split(' ').next().unwrap()),
            ("name", name),
            ("credit", credit),
            ("note", "secret words"),
        ];
        visitor.suggest(&site, &typed).await;
    }
    for suggestion in site.suggestions().await {
        approve(&moderator, suggestion.id).await;
    }
    assert_eq!(site.count_with(SuggestionStatus::Approved).await, 2);
    mirrored.run().await;
    let log = mirrored.log();
    assert!(
        log[1].contains("\nCo-authored-by: Zoë Quinn <zo-quinn@users.noreply.links.example.org>\n")
            || log[1].contains(
                "\nCo-authored-by: Zoë Quinn <zoe-quinn@users.noreply.links.example.org>\n"
            ),
        "{}",
        log[1]
    );
    assert!(log[1].contains("Suggested by Zoë Quinn, approved by a moderator."));
    assert!(log[0].contains("Suggested by a reader, approved by a moderator."));
    let everything = mirrored.everything();
    for hidden in ["grace-of-the-desk", "Hidden Person", "secret words"] {
        assert!(!everything.contains(hidden), "{hidden}");
    }
}

#[tokio::test]
async fn bare_repositories_work_and_foreign_files_are_left_alone() {
    let site = TestSite::new().await;
    let mirrored = Mirrored::of(&site);
    init_bare(&mirrored.path());
    mirrored.commit("CONTRIBUTING.md", b"Be kind.\n", "Begin");
    mirrored.run().await;
    assert_eq!(mirrored.file("CONTRIBUTING.md"), "Be kind.\n");
    assert!(mirrored.file(LIST).starts_with("# "));
    mirrored.commit("CONTRIBUTING.md", b"Be kinder.\n", "Say more");
    assert!(
        mirrored.run().await.is_empty(),
        "that was none of our files"
    );
    assert_eq!(mirrored.file("CONTRIBUTING.md"), "Be kinder.\n");
    assert_eq!(
        mirrored.subjects(),
        ["Say more", "The directory as it stands", "Begin"]
    );
}

#[tokio::test]
async fn work_that_is_not_committed_is_left_alone() {
    let site = TestSite::new().await;
    let mirrored = Mirrored::of(&site);
    mirrored.run().await;
    std::fs::write(mirrored.path().join(LIST), "# Mine\n").unwrap();
    let reason = mirrored.refused().await;
    assert!(
        reason.contains("README.md has changes that are not committed"),
        "{reason}"
    );
    assert_eq!(mirrored.on_disk(LIST), "# Mine\n");
    // Anybody's other files may be in any state.
    std::fs::write(mirrored.path().join(LIST), mirrored.file(LIST)).unwrap();
    std::fs::write(mirrored.path().join("draft.txt"), "…").unwrap();
    site.add_category("New", None).await;
    assert_eq!(mirrored.run().await.commits.len(), 1);
    assert_eq!(mirrored.on_disk("draft.txt"), "…");
}

#[tokio::test]
async fn a_lost_repository_begins_anew_and_a_foreign_folder_is_refused() {
    let site = TestSite::new().await;
    let mirrored = Mirrored::of(&site);
    mirrored.run().await;
    std::fs::remove_dir_all(mirrored.path()).unwrap();
    assert_eq!(mirrored.run().await.commits.len(), 1);
    std::fs::remove_dir_all(mirrored.path().join(".git")).unwrap();
    let reason = mirrored.refused().await;
    assert!(
        reason.contains("not empty and no git repository"),
        "{reason}"
    );
}
