//! Lists on their way in: what becomes of each entry, and the way back.

mod bulk;
mod own;
mod pages;
mod queue;
mod round_trip;
mod straight_in;

use proptest::prelude::*;
use signpost::directory::LinkPolicy;
use signpost::history::{ChangeContext, Source};
use signpost::transfer::import::{Draft, ImportOptions, Report, carry_out, look_up, ready};
use signpost::transfer::list::{Place, ReadCategory, ReadEntry, ReadList};

use crate::support::site::TestSite;

/// A list of categories, each with its parent, and of entries, each with its category.
fn list(categories: &[(&str, Option<usize>)], entries: &[(&str, &str, Option<usize>)]) -> ReadList {
    let categories = categories.iter().map(|(title, parent)| ReadCategory {
        title: (*title).to_owned(),
        parent: *parent,
        ..ReadCategory::default()
    });
    let entries = (1..)
        .zip(entries)
        .map(|(line, (url, title, category))| ReadEntry {
            url: (*url).to_owned(),
            title: (*title).to_owned(),
            category: *category,
            place: Place { file: 0, line },
            ..ReadEntry::default()
        });
    ReadList {
        categories: categories.collect(),
        entries: entries.collect(),
        ..ReadList::default()
    }
}

fn draft(list: ReadList) -> Draft {
    Draft::new(
        list,
        vec!["new-things.md".to_owned()],
        LinkPolicy::default(),
    )
}

/// Imports a list as the command line does.
async fn import(site: &TestSite, list: ReadList, options: &ImportOptions) -> Report {
    let draft = draft(list);
    let context = ChangeContext {
        source: Source::Import,
        user_id: None,
        suggestion_id: None,
        why: "Import of new-things.md".to_owned(),
        at: site.now(),
    };
    let mut write = site.db().write().await.unwrap();
    ready(&mut write, site.now()).await.unwrap();
    let standing = look_up(&mut write, &draft).await.unwrap();
    let plan = draft.settle(&standing, options);
    let report = carry_out(&mut write, plan, &context, &|_, _| {}).await;
    write.commit().await.unwrap();
    report.unwrap()
}

fn into(path: &str) -> ImportOptions {
    ImportOptions {
        into: path.to_owned(),
        ..ImportOptions::default()
    }
}

/// A list as somebody might write it: few links and titles, so that they meet.
fn any_list() -> impl Strategy<Value = ReadList> {
    let category = ("[abA]|c[+]?|x/y|", prop::option::of(0..6_usize));
    let entry = (
        "https?://(www[.])?[ab][.]example/[xy]?|mailto:x|ftp://a[.]example/|",
        "[tT]?|a\nb",
        prop::option::of(0..8_usize),
        any::<[bool; 3]>(),
        prop::collection::vec("[rR]|c[+]{2}|,", 0..3),
        "|MIT|nonsense|none",
    );
    let categories = prop::collection::vec(category, 0..6);
    let entries = prop::collection::vec(entry, 0..12);
    (categories, entries, any::<bool>()).prop_map(|(categories, entries, titled)| {
        let categories = categories.into_iter().map(|(title, parent)| ReadCategory {
            title,
            parent,
            ..ReadCategory::default()
        });
        let entries = (1..).zip(entries).map(|(line, entry)| {
            let (url, title, category, [described, private, featured], tags, licence) = entry;
            ReadEntry {
                url,
                title,
                category,
                description: if described {
                    format!("Words of {line}")
                } else {
                    String::new()
                },
                private,
                featured,
                tags,
                licence,
                place: Place { file: 0, line },
                ..ReadEntry::default()
            }
        });
        ReadList {
            title: titled.then(|| "The list".to_owned()),
            categories: categories.collect(),
            entries: entries.collect(),
            ..ReadList::default()
        }
    })
}

async fn twice(list: ReadList, options: ImportOptions) {
    let site = TestSite::empty().await;
    let entries = list.entries.len();
    let first = import(&site, list.clone(), &options).await;
    assert_eq!(first.entries, entries, "nothing is lost: {first:?}");
    let before = site.dump().await;
    let again = import(&site, list, &options).await;
    assert_eq!(again.entries, entries, "nothing is lost: {again:?}");
    assert_eq!(site.dump().await, before, "{first:?} and then {again:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn every_entry_is_accounted_for_and_twice_in_a_row_changes_nothing(
        list in any_list(),
        path in "|[ab]|new-things/B",
        to_queue in any::<bool>(),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let options = ImportOptions { to_queue, ..into(&path) };
        runtime.unwrap().block_on(twice(list, options));
    }
}
