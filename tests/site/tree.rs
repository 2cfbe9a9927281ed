//! Whatever moderators do in whatever order, the tree stays a tree, every entry has a home, and
//! what is derived says what a recount says.

use proptest::prelude::*;
use signpost::directory::{
    Change, ChangeError, Direction, EntryFields, MAX_DEPTH, apply_change, find_entry,
    find_former_category, load_tree,
};
use signpost::history::{ChangeContext, Source};
use sqlx::Row;

use crate::support::builders::{category, entry};
use crate::support::site::TestSite;

/// What to do, and with which of the things that there are.
pub type Step = (u8, u8, u8);

const TITLES: [&str; 4] = ["Same", "Other", "Third", "!?"];
const TAGS: [&str; 3] = ["r", "C++", "python"];

fn fields(number: u8, category_id: i64) -> EntryFields {
    let mut fields = entry(
        &format!("https://example.org/{}", number % 24),
        TITLES[usize::from(number % 4)],
        category_id,
    );
    let tags = TAGS.iter().enumerate();
    fields.tags = tags
        .filter(|(place, _)| number >> place & 1 == 1)
        .map(|(_, tag)| (*tag).to_owned())
        .collect();
    fields
}

pub fn change(
    (what, this, other): Step,
    categories: &[i64],
    entries: &[i64],
    tags: &[i64],
) -> Change {
    let pick = |ids: &[i64], which: u8| match ids.len() {
        0 => 0,
        count => ids[usize::from(which) % count],
    };
    let direction = if other % 2 == 0 {
        Direction::Up
    } else {
        Direction::Down
    };
    let parent = (other % 5 < 2).then(|| pick(categories, other));
    let (this_category, this_entry) = (pick(categories, this), pick(entries, this));
    let mut new_category = category(TITLES[usize::from(this % 4)], parent);
    new_category.slug = (other % 3 == 0).then(|| format!("s{}", other % 7));
    match what % 27 {
        0 | 1 => Change::CreateCategory(new_category),
        2..=8 => Change::CreateEntry(fields(this, pick(categories, other))),
        9 => Change::EditEntry {
            id: this_entry,
            version: None,
            fields: fields(other, pick(categories, this)),
        },
        10 | 11 => Change::MoveEntry {
            id: this_entry,
            category_id: pick(categories, other),
        },
        12..=14 => Change::StepEntry {
            id: this_entry,
            direction,
        },
        15 => Change::RetireEntry { id: this_entry },
        16 => Change::DeleteEntry { id: this_entry },
        17 => Change::RestoreEntry { id: this_entry },
        18 | 19 => Change::EditCategory {
            id: this_category,
            version: None,
            fields: new_category,
        },
        20 => Change::StepCategory {
            id: this_category,
            direction,
        },
        21 => Change::MergeCategory {
            id: this_category,
            into: pick(categories, other),
        },
        22 => Change::DeleteCategory {
            id: this_category,
            into: parent,
        },
        23 => Change::VerifyEntry { id: this_entry },
        24 => Change::MergeEntry {
            id: this_entry,
            into: pick(entries, other),
        },
        25 => Change::RenameTag {
            id: pick(tags, this),
            name: format!("tag {}", other % 3),
        },
        _ => Change::MergeTag {
            id: pick(tags, this),
            into: pick(tags, other),
        },
    }
}

pub async fn ids(site: &TestSite, sql: &'static str) -> Vec<i64> {
    let mut connection = site.db().read().await.unwrap();
    let ids = sqlx::query_scalar(sql).fetch_all(&mut *connection).await;
    ids.unwrap()
}

/// The rows of a query that must find none, in words.
async fn none(site: &TestSite, what: &str, sql: &'static str) {
    let mut connection = site.db().read().await.unwrap();
    let rows = sqlx::query(sql).fetch_all(&mut *connection).await.unwrap();
    let rows: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
    assert!(rows.is_empty(), "{what}: {rows:?}");
}

const ANCESTORS: &str = "WITH RECURSIVE above (entry_id, home, id) AS (
        SELECT id, category_id, category_id FROM entries WHERE status = 'live'
        UNION ALL SELECT above.entry_id, above.home, c.parent_id FROM above
        JOIN categories c ON c.id = above.id WHERE c.parent_id IS NOT NULL)
    SELECT above.id || ' ' || e.id || ' ' || (above.id = above.home) || ' ' || h.tree_order || ' '
        || e.position || ' ' || e.added_at || ' ' || lower(e.title)
    FROM above JOIN entries e ON e.id = above.entry_id JOIN categories h ON h.id = above.home";
const STORED: &str =
    "SELECT category_id || ' ' || entry_id || ' ' || own || ' ' || tree_order || ' '
        || position || ' ' || added_at || ' ' || title_key FROM entry_ancestors";

pub async fn check(site: &TestSite, made: usize) {
    let mut connection = site.db().read().await.unwrap();
    let mut texts = async |sql: &'static str| -> Vec<String> {
        let rows = sqlx::query_scalar(sql).fetch_all(&mut *connection).await;
        let mut rows: Vec<String> = rows.unwrap();
        rows.sort();
        rows
    };
    assert_eq!(texts(STORED).await, texts(ANCESTORS).await);
    none(
        site,
        "counts of categories",
        "SELECT path FROM categories c
         WHERE entry_count <> (SELECT count(*) FROM entry_ancestors a WHERE a.category_id = c.id)
            OR own_entry_count <> (SELECT count(*) FROM entries e
                                   WHERE e.category_id = c.id AND e.status = 'live')",
    )
    .await;
    none(
        site,
        "counts of tags",
        "SELECT slug FROM tags t
         WHERE entry_count <> (SELECT count(*) FROM entry_tags et JOIN entries e ON e.id = et.entry_id
                               WHERE et.tag_id = t.id AND e.status = 'live')",
    )
    .await;
    none(
        site,
        "words of entries that are not live, or live ones without",
        "SELECT 'entry ' || id FROM entries WHERE (status = 'live') <>
             (id IN (SELECT rowid FROM entry_search))",
    )
    .await;
    none(
        site,
        "entries without a home",
        "SELECT e.title FROM entries e JOIN categories c ON c.id = e.category_id
         WHERE c.status <> 'live' AND e.status <> 'deleted'",
    )
    .await;
    none(
        site,
        "paths that don't follow from the tree",
        "SELECT c.path FROM categories c LEFT JOIN categories p ON p.id = c.parent_id
         WHERE c.status = 'live' AND (c.path <> coalesce(p.path || '/', '') || c.slug
                                      OR p.status = 'deleted')",
    )
    .await;
    assert_eq!(
        ids(site, "SELECT count(*) FROM entries").await,
        [i64::try_from(made).unwrap()]
    );
    let tree = load_tree(&mut connection).await.unwrap();
    let live = "SELECT id FROM categories WHERE status = 'live' ORDER BY tree_order";
    let written: Vec<i64> = tree.nodes().iter().map(|node| node.id).collect();
    assert_eq!(
        written,
        ids(site, live).await,
        "the tree as it is written out"
    );
    assert!(tree.nodes().iter().all(|node| node.depth <= MAX_DEPTH));
    let left = sqlx::query_scalar("SELECT path FROM former_addresses WHERE kind = 'category'");
    let left: Vec<String> = left.fetch_all(&mut *connection).await.unwrap();
    for path in left {
        let home = find_former_category(&mut connection, &path).await.unwrap();
        let leads = home.is_none_or(|home| tree.at_path(&home).is_some());
        assert!(leads, "{path} leads nowhere");
    }
}

async fn play(steps: Vec<Step>) {
    let site = TestSite::empty().await;
    let mut made = 0;
    let count = steps.len();
    for (at, step) in (1..).zip(steps) {
        let categories = ids(&site, "SELECT id FROM categories ORDER BY id").await;
        let entries = ids(&site, "SELECT id FROM entries ORDER BY id").await;
        let tags = ids(&site, "SELECT id FROM tags ORDER BY id").await;
        let change = change(step, &categories, &entries, &tags);
        let creates = matches!(change, Change::CreateEntry(_));
        let context = ChangeContext {
            source: Source::Moderator,
            user_id: None,
            suggestion_id: None,
            why: String::new(),
            at: site.now() + i64::try_from(at).unwrap(),
        };
        let mut write = site.db().write().await.unwrap();
        match apply_change(&mut write, &context, change.clone()).await {
            Ok(applied) => {
                write.commit().await.unwrap();
                made += usize::from(creates);
                if creates {
                    let mut connection = site.db().read().await.unwrap();
                    let id = applied.object_id;
                    assert!(find_entry(&mut connection, id).await.unwrap().is_some());
                }
            }
            Err(ChangeError::Failed(error)) => panic!("{change:?} broke: {error}"),
            Err(_) => {}
        }
        if at % 5 == 0 || at == count {
            check(&site, made).await;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn no_sequence_of_changes_breaks_the_directory(
        steps in prop::collection::vec(any::<Step>(), 20..60)
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(play(steps));
    }
}
