//! From the repository into the queue.

use signpost::suggestions::{Payload, ReportReason, SuggestionStatus};

use super::repository::{LIST, Mirrored, approve, init_bare};
use crate::support::builders::entry;
use crate::support::site::TestSite;

async fn site() -> TestSite {
    let site = TestSite::empty().await;
    let guidance = site.add_category("Guidance", None).await;
    let tools = site.add_category("Tools", None).await;
    for (name, title, home) in [
        ("ward", "Ward list", guidance),
        ("bed", "Bed board", guidance),
        ("rota", "Rota maker", tools),
    ] {
        let mut fields = entry(&format!("https://{name}.example/"), title, home);
        fields.description = format!("What {name} is.\n\nMore about {name}.");
        fields.organisation = "A trust".to_owned();
        site.add_entry(fields).await;
    }
    site
}

#[tokio::test]
async fn an_added_line_waits_in_the_queue_and_names_its_author_once_approved() {
    let site = site().await;
    let mirrored = Mirrored::of(&site);
    init_bare(&mirrored.path());
    mirrored.run().await;
    let before = mirrored.file(LIST);
    let line = "- [Bed board](https://bed.example/)";
    let new = format!("- [Handover](https://handover.example/) - Hands over.\n{line}");
    let message = "Add Handover\n\nWe use it.\n\nSigned-off-by: R <robin@private.example>";
    let theirs = mirrored.commit_edit(line, &new, message).to_string();
    let report = mirrored.run().await;
    assert_eq!(report.proposals.len(), 1, "{report:?}");
    assert_eq!(
        (report.proposals[0].kind, &*report.proposals[0].title),
        ("entry", "Handover")
    );
    assert!(report.notes.is_empty(), "{report:?}");

    let sent = site.only_suggestion().await;
    let Payload::Entry(proposed) = &sent.payload else {
        panic!("{sent:?}")
    };
    assert_eq!(proposed.fields.url, "https://handover.example/");
    assert_eq!(proposed.fields.title, "Handover");
    assert_eq!(proposed.fields.description, "Hands over.");
    assert_eq!(proposed.fields.category, "guidance");
    assert_eq!(proposed.note, "Add Handover\n\nWe use it.");
    assert!(
        sent.origin.note.starts_with(&theirs[..7]) && sent.origin.note.ends_with("Add Handover")
    );

    assert_eq!(
        mirrored.file(LIST),
        before,
        "the list shows what is approved"
    );
    let log = mirrored.log();
    assert!(
        log[0].starts_with("1 proposal waits for review\n"),
        "{}",
        log[0]
    );
    assert!(log[0].contains(sent.reference.as_str()));
    assert!(log[1].starts_with("Add Handover"), "their commit stays");
    assert!(mirrored.run().await.is_empty(), "it is read once");

    let moderator = site.moderator("grace").await;
    let page = moderator
        .get(&format!("/admin/suggestions/{}", sent.id))
        .await;
    let said = page.text();
    assert!(said.contains("From Robin Reader."), "{said}");
    assert!(said.contains("It was changed in the mirror"), "{said}");
    approve(&moderator, sent.id).await;
    let report = mirrored.run().await;
    assert_eq!(report.commits[0].subject, "Added Handover");
    let log = mirrored.log();
    let thanks = "Co-authored-by: Robin Reader <robin-reader@users.noreply.links.example.org>";
    assert!(log[0].contains(thanks), "{}", log[0]);
    assert!(
        mirrored
            .file(LIST)
            .contains("[Handover](https://handover.example/)")
    );
    let kept = site.dump().await;
    assert!(kept.contains("Robin Reader") && !kept.contains("robin@private.example"));
}

#[tokio::test]
async fn changed_and_removed_lines_become_edits_and_reports() {
    let site = site().await;
    let mirrored = Mirrored::of(&site);
    mirrored.run().await;
    mirrored.commit_edit("What ward is.", "What a ward is.", "Mend the words");
    mirrored.commit_edit(
        "https://rota.example/",
        "https://rota.example/new",
        "Follow the move",
    );
    let gone = mirrored.file(LIST);
    let gone = gone
        .lines()
        .find(|line| line.contains("Bed board"))
        .unwrap()
        .to_owned();
    mirrored.commit_edit(&format!("{gone}\n"), "", "Remove what is gone");
    let report = mirrored.run().await;
    assert_eq!(report.proposals.len(), 3, "{report:?}");
    let all = site.suggestions().await;
    let find = |reference: &str| {
        all.iter()
            .find(|one| one.reference.as_str() == reference)
            .unwrap()
    };
    let kinds: Vec<_> = report
        .proposals
        .iter()
        .map(|taken| (taken.kind, &*taken.title))
        .collect();
    assert_eq!(
        kinds,
        [
            ("edit", "Ward list"),
            ("edit", "Rota maker"),
            ("report", "Bed board")
        ]
    );

    let Payload::Edit(words) = &find(&report.proposals[0].reference).payload else {
        panic!()
    };
    let changes: Vec<_> = words.changes().iter().map(|change| change.field).collect();
    assert_eq!(changes, ["description"]);
    assert_eq!(
        words.fields.description,
        "What a ward is.\n\nMore about ward."
    );
    assert_eq!(words.note, "Mend the words");
    let edit = find(&report.proposals[1].reference);
    assert!(edit.base_revision_id.is_some());
    let Payload::Edit(link) = &edit.payload else {
        panic!()
    };
    let changes: Vec<_> = link.changes().iter().map(|change| change.field).collect();
    assert_eq!(changes, ["url"]);
    assert_eq!(link.note, "Follow the move");
    let Payload::Report(gone) = &find(&report.proposals[2].reference).payload else {
        panic!()
    };
    assert_eq!(gone.reason, ReportReason::Other);
    assert!(
        gone.note.contains("removed in the mirror") && gone.note.contains("Remove what is gone")
    );
    assert!(mirrored.is_clean());
    assert_eq!(mirrored.subjects()[0], "3 proposals wait for review");
}

#[tokio::test]
async fn a_new_heading_is_a_new_category_and_a_moved_line_an_edit() {
    let site = site().await;
    let mirrored = Mirrored::of(&site);
    mirrored.run().await;
    let list = mirrored.file(LIST);
    let line = list
        .lines()
        .find(|line| line.contains("Bed board"))
        .unwrap();
    let list = list
        .replace(&format!("{line}\n"), "")
        .replace("## Tools\n\n", &format!("## Tools\n\n{line}\n"));
    let list = format!("{list}\n## Films\n\n- [Rounds](https://rounds.example/) - A film.\n");
    mirrored.commit(LIST, list.as_bytes(), "Tidy up");
    let report = mirrored.run().await;
    let kinds: Vec<_> = report
        .proposals
        .iter()
        .map(|taken| (taken.kind, &*taken.title))
        .collect();
    assert_eq!(
        kinds,
        [
            ("category", "Films"),
            ("entry", "Rounds"),
            ("edit", "Bed board")
        ]
    );
    for one in site.suggestions().await {
        match &one.payload {
            Payload::Category(new) => assert!(new.note.contains("Below it stand: Rounds.")),
            Payload::Entry(new) => {
                assert_eq!(new.fields.category, "not-sure");
                assert!(new.note.contains("below the new heading “Films”"));
            }
            Payload::Edit(edit) => assert_eq!(edit.fields.category, "tools"),
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn what_the_directory_and_others_changed_at_once_stays_apart() {
    let site = site().await;
    let mirrored = Mirrored::of(&site);
    init_bare(&mirrored.path());
    mirrored.run().await;
    mirrored.commit_edit("What rota is.", "What a rota is.", "Mend the words");
    site.add_category("Films", None).await;
    let report = mirrored.run().await;
    assert_eq!(report.proposals.len(), 1);
    let subjects = mirrored.subjects();
    assert_eq!(
        subjects[..2],
        ["Added the category Films", "1 proposal waits for review"]
    );
    assert_eq!(site.count_with(SuggestionStatus::Pending).await, 1);
}

#[tokio::test]
async fn what_is_no_proposal_is_said() {
    let site = site().await;
    let mirrored = Mirrored::of(&site);
    mirrored.run().await;
    let before = mirrored.file(LIST);
    mirrored.commit_edit("## Tools\n", "## Instruments\n\nSharp ones.\n", "Rename");
    mirrored.commit("directory.json", b"{}", "Empty it");
    mirrored.commit_edit(
        "- [Ward list](https://ward.example/)",
        "- [Ward list](javascript:1)",
        "Odd",
    );
    let report = mirrored.run().await;
    let notes = report.notes.join("\n");
    assert!(notes.contains("directory.json was changed"), "{notes}");
    assert!(
        notes.contains("“Tools” was changed to “Instruments”"),
        "{notes}"
    );
    assert_eq!(mirrored.file(LIST), before);
    let log = mirrored.log();
    assert!(
        log[0].contains("- directory.json was changed"),
        "{}",
        log[0]
    );
}

#[tokio::test]
async fn a_rebased_commit_of_ours_is_still_known() {
    let site = site().await;
    let mirrored = Mirrored::of(&site);
    init_bare(&mirrored.path());
    mirrored.run().await;
    let base = mirrored.repo().head().unwrap().target().unwrap();
    site.add_category("Films", None).await;
    mirrored.run().await;
    // Somebody changed the list elsewhere, and our newest commit was put on top of theirs.
    let repo = mirrored.repo();
    let ours = repo.head().unwrap().peel_to_commit().unwrap();
    let branch = repo.head().unwrap().name().unwrap().to_owned();
    repo.reference(&branch, base, true, "test").unwrap();
    let theirs = mirrored.commit_edit("What rota is.", "What a rota is.", "Mend the words");
    let list = mirrored.file(LIST);
    let films = "## Films\n";
    let at_top = format!("{list}\n{films}");
    let who = ours.author();
    let head = repo.head().unwrap().peel_to_commit().unwrap();
    let mut builder = repo.treebuilder(Some(&head.tree().unwrap())).unwrap();
    let blob = repo.blob(at_top.as_bytes()).unwrap();
    builder
        .insert(LIST, blob, git2::FileMode::Blob.into())
        .unwrap();
    let tree = repo.find_tree(builder.write().unwrap()).unwrap();
    repo.commit(
        Some("HEAD"),
        &who,
        &who,
        ours.message().unwrap(),
        &tree,
        &[&head],
    )
    .unwrap();
    let report = mirrored.run().await;
    let kinds: Vec<_> = report
        .proposals
        .iter()
        .map(|taken| (taken.kind, &*taken.title))
        .collect();
    assert_eq!(kinds, [("edit", "Rota maker")], "{report:?}");
    assert_eq!(report.proposals[0].commit, theirs.to_string()[..7]);
}
