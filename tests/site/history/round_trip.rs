//! Whatever moderators did, undoing it newest first gives back exactly what was there.

use axum::extract::FromRef;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use signpost::accounts::{Role, Scope, User};
use signpost::directory::{
    ChangeError, LinkPolicy, apply_change, find_category, find_entry, load_tree,
};
use signpost::history::{ChangeContext, Source};
use signpost::moderation::decide::{Batch, By};
use signpost::moderation::revert::{Reverted, revert_change};
use signpost::notify::Outbox;

use crate::support::site::TestSite;
use crate::tree::{Step, change, check, ids};

/// Everything that a reader could see, in the order in which it stands.
async fn picture(site: &TestSite) -> Vec<String> {
    let mut connection = site.db().read().await.unwrap();
    let mut lines = Vec::new();
    for node in load_tree(&mut connection).await.unwrap().nodes() {
        let category = find_category(&mut connection, node.id)
            .await
            .unwrap()
            .unwrap();
        let state = category.state;
        lines.push(format!(
            "{} {} {:?} {} {} {}",
            category.path,
            state.title,
            state.parent_id,
            state.introduction,
            category.entry_count,
            category.own_entry_count
        ));
    }
    let listed = "SELECT e.id FROM entries e JOIN categories c ON c.id = e.category_id
         WHERE e.status <> 'deleted' ORDER BY c.tree_order, e.status, e.position, e.id";
    for id in ids(site, listed).await {
        let entry = find_entry(&mut connection, id).await.unwrap().unwrap();
        let mut state = entry.state;
        // Only the order counts.
        state.position = 0;
        lines.push(format!("{id} {} {state:?}", entry.slug));
    }
    lines
}

async fn play(steps: Vec<Step>) {
    let site = TestSite::empty().await;
    site.administrator("grace").await;
    let user = user(&site).await;
    let mut pictures = vec![(0, String::new(), picture(&site).await)];
    for (at, step) in (1..).zip(steps) {
        let categories = ids(&site, "SELECT id FROM categories ORDER BY id").await;
        let entries = ids(&site, "SELECT id FROM entries ORDER BY id").await;
        let tags = ids(&site, "SELECT id FROM tags ORDER BY id").await;
        let what = change(step, &categories, &entries, &tags);
        let context = ChangeContext {
            source: Source::Moderator,
            user_id: None,
            suggestion_id: None,
            why: String::new(),
            at: site.now() + at,
        };
        let mut write = site.db().write().await.unwrap();
        match apply_change(&mut write, &context, what.clone()).await {
            Ok(applied) => {
                write.commit().await.unwrap();
                let name = format!("{what:?}");
                pictures.push((applied.change_id, name, picture(&site).await));
            }
            Err(ChangeError::Failed(error)) => panic!("{what:?} broke: {error}"),
            Err(_) => {}
        }
    }
    let outbox = Outbox::from_ref(site.app());
    let by = By {
        user: &user,
        now: site.now() + 1_000,
        policy: LinkPolicy::default(),
        presets: &[],
        batch: Batch::Alone,
        outbox: &outbox,
    };
    let made = ids(&site, "SELECT count(*) FROM entries").await[0];
    let made = usize::try_from(made).unwrap();
    while let Some((change_id, name, after)) = pictures.pop() {
        assert_eq!(picture(&site).await, after, "before undoing {name}");
        let Some((_, _, before)) = pictures.last() else {
            break;
        };
        let mut write = site.db().write().await.unwrap();
        let done = revert_change(&mut write, &by, change_id, "").await.unwrap();
        match done {
            Reverted::Done { .. } => write.commit().await.unwrap(),
            other => panic!("undoing {name}: {other:?}"),
        }
        assert_eq!(&picture(&site).await, before, "after undoing {name}");
        check(&site, made).await;
    }
}

async fn user(site: &TestSite) -> User {
    User {
        id: site.count("SELECT id FROM users LIMIT 1").await,
        name: "grace".to_owned(),
        email: None,
        role: Role::Administrator,
        scope: Scope::All,
    }
}

proptest! {
    // The same histories each time: a change is judged by what it does, not by its luck.
    #![proptest_config(ProptestConfig {
        cases: 48,
        rng_seed: RngSeed::Fixed(4),
        ..ProptestConfig::default()
    })]

    #[test]
    fn undoing_everything_newest_first_gives_back_what_was(
        steps in prop::collection::vec(any::<Step>(), 10..40)
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(play(steps));
    }
}
