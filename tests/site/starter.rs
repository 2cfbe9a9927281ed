//! The first content of a new database.

use signpost::db::Db;
use signpost::directory::{
    ListQuery, count_entries, find_category_by_path, list_entries, load_tree,
};
use signpost::settings::{PageSlug, find_page, list_presets, load_settings};
use signpost::transfer::{Beginning, load_starter};
use tempfile::TempDir;

const ENTRIES: [(&str, &str, &str); 13] = [
    (
        "policy",
        "Making source code open and reusable",
        "GOV.UK Service Manual",
    ),
    (
        "policy",
        "Make new source code open",
        "NHS service standard, 12",
    ),
    (
        "policy",
        "Data saves lives: helping developers and innovators to improve health and care",
        "Department of Health and Social Care, draft strategy",
    ),
    (
        "guidance",
        "Security considerations when coding in the open",
        "GOV.UK",
    ),
    (
        "guidance",
        "The benefits of coding in the open",
        "Government Digital Service blog, 2017",
    ),
    (
        "guidance",
        "Towards open health analytics: our guide to sharing code safely on GitHub",
        "The Health Foundation",
    ),
    (
        "awesome-repos",
        "Coronavirus dashboard",
        "Public Health England",
    ),
    ("awesome-repos", "Risk factors research", "OpenSAFELY"),
    ("awesome-repos", "OpenPrescribing", "EBM DataLab"),
    ("awesome-repos", "Digital growth charts server", "RCPCH"),
    ("awesome-repos", "pxtextmineR", "NHS-R Community"),
    ("awesome-repos", "Skunkworks bed allocation", "NHSX"),
    ("awesome-repos", "MHSDS", "NHS England"),
];

async fn begin(beginning: Beginning) -> (Db, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&folder.path().join("signpost.db")).await.unwrap();
    load_starter(&db, beginning, 1).await.unwrap();
    (db, folder)
}

#[tokio::test]
async fn a_new_database_holds_the_page_in_its_order() {
    let (db, _folder) = begin(Beginning::Starter).await;
    let mut connection = db.read().await.unwrap();
    let settings = load_settings(&mut connection).await.unwrap().state;
    assert_eq!(settings.title, "Open source in health and social care");
    assert!(!settings.invitation.is_empty());
    let entries = list_entries(&mut connection, &ListQuery::default(), 0, 50)
        .await
        .unwrap();
    let found: Vec<_> = entries
        .iter()
        .map(|entry| {
            (
                entry.category_path.as_str(),
                entry.title.as_str(),
                entry.organisation.as_str(),
            )
        })
        .collect();
    assert_eq!(found, ENTRIES);
    assert!(
        entries.iter().all(|entry| !entry.summary.is_empty()),
        "each says why it is worth a look"
    );
    assert!(
        entries.iter().all(|entry| entry.verified_at.is_none()),
        "nobody here looked yet"
    );
    let repositories = find_category_by_path(&mut connection, "awesome-repos")
        .await
        .unwrap();
    let state = repositories.unwrap().state;
    assert_eq!(state.title, "Awesome repos that show how it's done");
    assert_eq!(state.caveat.unwrap().kind.as_str(), "licence");
    for slug in PageSlug::ALL {
        assert!(
            !find_page(&mut connection, slug)
                .await
                .unwrap()
                .body_html
                .is_empty()
        );
    }
    assert!(list_presets(&mut connection).await.unwrap().len() >= 5);
}

#[tokio::test]
async fn it_is_filled_once() {
    let (db, _folder) = begin(Beginning::Starter).await;
    load_starter(&db, Beginning::Starter, 2).await.unwrap();
    load_starter(&db, Beginning::Empty, 3).await.unwrap();
    let mut connection = db.read().await.unwrap();
    assert_eq!(
        count_entries(&mut connection, &ListQuery::default())
            .await
            .unwrap(),
        13
    );
}

#[tokio::test]
async fn starting_with_nothing_is_remembered() {
    let (db, _folder) = begin(Beginning::Empty).await;
    load_starter(&db, Beginning::Starter, 2).await.unwrap();
    let mut connection = db.read().await.unwrap();
    assert!(load_tree(&mut connection).await.unwrap().is_empty());
    let settings = load_settings(&mut connection).await.unwrap().state;
    assert_eq!(settings.title, "Link directory");
    assert!(
        !find_page(&mut connection, PageSlug::About)
            .await
            .unwrap()
            .body
            .contains("health")
    );
}
