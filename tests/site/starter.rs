use signpost::db::Db;
use signpost::directory::{ListQuery, count_entries, list_entries, load_tree};
use signpost::transfer::{Beginning, load_starter};

#[tokio::test]
async fn a_new_database_is_filled_once() {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&folder.path().join("signpost.db")).await.unwrap();
    load_starter(&db, Beginning::Starter, 1).await.unwrap();
    load_starter(&db, Beginning::Starter, 2).await.unwrap();
    let mut connection = db.read().await.unwrap();
    let tree = load_tree(&mut connection).await.unwrap();
    let counts: Vec<_> = tree
        .nodes()
        .iter()
        .map(|node| (node.title.as_str(), node.entry_count))
        .collect();
    assert_eq!(
        counts,
        [
            ("Policy", 3),
            ("Guidance", 3),
            ("Awesome repos that show how it's done", 7)
        ]
    );
    let all = ListQuery::default();
    assert_eq!(count_entries(&mut connection, &all).await.unwrap(), 13);
    let entries = list_entries(&mut connection, &all, 0, 50).await.unwrap();
    assert_eq!(entries[0].title, "Making source code open and reusable");
    assert_eq!(entries[12].title, "MHSDS");
}
