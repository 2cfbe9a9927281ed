//! Many entries at once leave the same behind as one by one.

use proptest::prelude::*;
use signpost::db::Connection;
use signpost::directory::{
    CategoryFields, Change, EntryFields, ImportedEntry, KeptFacts, Licence, LinkPolicy, LinkUrl,
    apply_change, apply_part, import_entries,
};
use signpost::history::{ChangeContext, Source, open_change};

use crate::support::site::TestSite;

type Row = (u8, String, String, Vec<String>, [bool; 3], Option<i64>);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let row = (
        0..3_u8,
        "[A-c *_]{1,12}",
        "|Some \\*words\\*\n\nand <b>more</b>",
        prop::collection::vec("[Rr]|c[+]{2}|old|tools", 0..4),
        any::<[bool; 3]>(),
        prop::option::of(0..10_000_i64),
    );
    prop::collection::vec(row, 0..12)
}

fn entries(rows: Vec<Row>) -> Vec<ImportedEntry> {
    let entry = |(number, row): (usize, Row)| {
        let (category, title, description, tags, [retired, featured, licensed], at) = row;
        let url = format!("https://www.{number}.example/Path?b=1&a=2#part");
        let fields = EntryFields {
            url: LinkUrl::parse(&url, LinkPolicy::default()).unwrap(),
            title: format!("{title}x"),
            category_id: i64::from(category) + 1,
            description,
            caveat: None,
            licence: if licensed {
                Licence::Expression("MIT".to_owned())
            } else {
                Licence::NoneFound
            },
            organisation: "Somebody".to_owned(),
            tags,
            language: String::new(),
            featured,
            question: String::new(),
        };
        let kept = KeptFacts {
            uid: Some(format!("uid{number:020}")),
            added_at: at,
            updated_at: at.map(|at| at + 1),
            verified_at: at,
            retired,
        };
        ImportedEntry { fields, kept }
    };
    rows.into_iter().enumerate().map(entry).collect()
}

/// A site with three categories and a tag that used to be called otherwise.
async fn site(write: impl AsyncFnOnce(&mut Connection, &ChangeContext, i64)) -> String {
    let site = TestSite::empty().await;
    let context = ChangeContext {
        source: Source::Import,
        user_id: None,
        suggestion_id: None,
        why: String::new(),
        at: site.now(),
    };
    let mut connection = site.db().write().await.unwrap();
    for (title, parent_id) in [("Top", None), ("Below", Some(1)), ("Beside", None)] {
        let fields = CategoryFields {
            title: title.to_owned(),
            slug: None,
            parent_id,
            introduction: String::new(),
            caveat: None,
        };
        let change = Change::CreateCategory(fields);
        apply_change(&mut connection, &context, change)
            .await
            .unwrap();
    }
    let mut first = entries(vec![(
        0,
        "First".into(),
        String::new(),
        vec!["old".into()],
        [false; 3],
        None,
    )]);
    first[0].fields.url = LinkUrl::parse("https://first.example/", LinkPolicy::default()).unwrap();
    first[0].kept.uid = Some("first0first0first0".to_owned());
    let first = Change::ImportEntry(Box::new(first.remove(0)));
    apply_change(&mut connection, &context, first)
        .await
        .unwrap();
    let renamed = Change::RenameTag {
        id: 1,
        name: "new".to_owned(),
    };
    apply_change(&mut connection, &context, renamed)
        .await
        .unwrap();
    let change_id = open_change(&mut connection, &context).await.unwrap();
    write(&mut connection, &context, change_id).await;
    connection.commit().await.unwrap();
    let dump = site.dump().await;
    // Names in feeds are random, how often the version moved is nobody's business, and the index of
    // words is laid out as it was filled: what it finds is compared instead.
    let left = [
        "_sqlx",
        "categories:",
        "directory_version:",
        "entry_search",
        "site:",
    ];
    let kept = |line: &&str| !left.iter().any(|start| line.starts_with(start));
    let found = "SELECT group_concat(rowid || ' ') FROM (SELECT rowid FROM entry_search
                 WHERE entry_search MATCH 'words OR r OR new OR example' ORDER BY rowid)";
    let found: Option<String> = sqlx::query_scalar(found)
        .fetch_one(&mut *site.db().read().await.unwrap())
        .await
        .unwrap();
    dump.lines().filter(kept).collect::<Vec<_>>().join("\n") + &found.unwrap_or_default()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn many_at_once_are_as_one_by_one(rows in rows()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.unwrap().block_on(async {
            let one_by_one = site(async |connection, context, change_id| {
                for entry in entries(rows.clone()) {
                    let change = Change::ImportEntry(Box::new(entry));
                    apply_part(connection, context, change_id, change).await.unwrap();
                }
            })
            .await;
            let at_once = site(async |connection, context, change_id| {
                let entries = entries(rows.clone());
                import_entries(connection, context, change_id, entries, &|_| {}).await.unwrap();
            })
            .await;
            assert_eq!(at_once, one_by_one);
        });
    }
}
