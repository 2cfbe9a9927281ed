//! The past that is worked out is the past that was.

use std::collections::BTreeMap;

use proptest::prelude::*;
use signpost::accounts::{Role, Scope, User};
use signpost::directory::{ChangeError, LinkPolicy, apply_change};
use signpost::history::{self, ChangeContext};
use signpost::moderation::decide::{Batch, By};
use signpost::moderation::revert::{Reverted, revert_change};
use signpost::transfer::export::{Export, Source};
use signpost::transfer::write::ExportFormat;

use super::repository::Mirrored;
use crate::support::site::TestSite;
use crate::tree::{Step, change, ids};

/// The files at each commit but the first, by the change that its message names.
fn by_change(mirrored: &Mirrored<'_>) -> BTreeMap<i64, String> {
    let repo = mirrored.repo();
    let mut walk = repo.revwalk().unwrap();
    walk.push_head().unwrap();
    let mut found = BTreeMap::new();
    for id in walk {
        let commit = repo.find_commit(id.unwrap()).unwrap();
        if commit.parent_count() == 0 {
            continue;
        }
        let message = commit.message().unwrap();
        let change = message.split("/changes/").nth(1).unwrap();
        let change = change.lines().next().unwrap().parse().unwrap();
        let tree = commit.tree().unwrap();
        let files = ["README.md", "directory.json"].map(|name| {
            let blob = repo.find_blob(tree.get_name(name).unwrap().id()).unwrap();
            String::from_utf8(blob.content().to_vec()).unwrap()
        });
        found.insert(change, files.concat());
    }
    found
}

/// The files as an export writes them now.
async fn exported(site: &TestSite) -> String {
    let mut files = String::new();
    for format in [ExportFormat::Awesome, ExportFormat::Json] {
        let base_url = site.app().config.base_url.as_ref();
        let base_url = base_url.map(ToString::to_string);
        let source = Source::open(site.db(), base_url).await.unwrap();
        let mut export = Export::new(source, format);
        while let Some(piece) = export.next().await.unwrap() {
            files.push_str(&piece);
        }
    }
    files
}

async fn play(steps: Vec<Step>) {
    let site = TestSite::empty().await;
    site.administrator("grace").await;
    let user = User {
        id: site.count("SELECT id FROM users LIMIT 1").await,
        name: "grace".to_owned(),
        email: None,
        role: Role::Administrator,
        scope: Scope::All,
    };
    let (at_once, at_the_end) = (Mirrored::of(&site), Mirrored::of(&site));
    at_once.run().await;
    at_the_end.run().await;
    let mut made = Vec::new();
    let mut then = BTreeMap::new();
    for step in steps {
        site.clock().advance(1_000);
        let categories = ids(&site, "SELECT id FROM categories ORDER BY id").await;
        let entries = ids(&site, "SELECT id FROM entries ORDER BY id").await;
        let tags = ids(&site, "SELECT id FROM tags ORDER BY id").await;
        let mut write = site.db().write().await.unwrap();
        if let (true, Some(id)) = (step.0 % 8 == 7, made.pop()) {
            let by = By {
                user: &user,
                now: site.now(),
                policy: LinkPolicy::default(),
                presets: &[],
                batch: Batch::Alone,
                outbox: &site.app().outbox,
            };
            let done = revert_change(&mut write, &by, id, "").await.unwrap();
            if matches!(done, Reverted::Done { .. }) {
                write.commit().await.unwrap();
            }
        } else {
            let what = change(step, &categories, &entries, &tags);
            let context = ChangeContext {
                source: history::Source::Moderator,
                user_id: None,
                suggestion_id: None,
                why: String::new(),
                at: site.now(),
            };
            match apply_change(&mut write, &context, what).await {
                Ok(applied) => {
                    made.push(applied.change_id);
                    write.commit().await.unwrap();
                }
                Err(ChangeError::Failed(error)) => panic!("{error}"),
                Err(_) => {}
            }
        }
        if let [written] = &at_once.run().await.commits[..] {
            let change = written.change.unwrap();
            then.insert(change, exported(&site).await);
        }
    }
    at_the_end.run().await;
    let worked_out = by_change(&at_the_end);
    assert_eq!(
        worked_out.keys().collect::<Vec<_>>(),
        then.keys().collect::<Vec<_>>()
    );
    for (change, files) in then {
        assert_eq!(worked_out[&change], files, "{change}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn every_commit_shows_the_directory_as_it_was_then(
        steps in prop::collection::vec(any::<Step>(), 10..40)
    ) {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(play(steps));
    }
}
