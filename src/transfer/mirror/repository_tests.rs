//! What becomes of runs that are cut short or overtaken.

use std::path::Path;

use git2::{FileMode, Signature, Time};

use super::*;

fn commit(place: &Place, words: &str) -> Oid {
    let repo = &place.repo;
    let blob = repo.blob(words.as_bytes()).unwrap();
    let parent = place.head().unwrap();
    let mut builder = repo.treebuilder(None).unwrap();
    for file in FILES {
        builder.insert(file, blob, FileMode::Blob.into()).unwrap();
    }
    let tree = repo.find_tree(builder.write().unwrap()).unwrap();
    let who = Signature::new("Site", "noreply@links.example.org", &Time::new(0, 0)).unwrap();
    let parents: Vec<_> = parent.iter().collect();
    repo.commit(None, &who, &who, words, &tree, &parents)
        .unwrap()
}

fn list(folder: &Path) -> String {
    fs::read_to_string(folder.join(LIST)).unwrap()
}

#[test]
fn a_branch_that_somebody_else_moved_is_not_moved_again() {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::open(folder.path()).unwrap();
    let one = commit(&place, "one");
    assert!(place.advance(None, one).unwrap());
    assert_eq!(list(folder.path()), "one");
    let theirs = commit(&place, "theirs");
    let ours = commit(&place, "ours");
    assert!(place.advance(Some(one), theirs).unwrap());
    assert!(
        !place.advance(Some(one), ours).unwrap(),
        "it was at another commit"
    );
    assert!(!place.advance(None, ours).unwrap(), "it was there already");
    assert_eq!(place.head().unwrap().unwrap().id(), theirs);
    assert_eq!(list(folder.path()), "theirs");
    drop(place);
    Place::open(folder.path()).unwrap();
}

#[test]
fn a_run_that_was_cut_short_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    for (before, after) in [(None, "one"), (Some("one"), "two")] {
        let place = Place::open(folder.path()).unwrap();
        let next = commit(&place, after);
        // As far as it came: the files stand, the branch does not.
        place.repo.reference(UNFINISHED, next, true, "").unwrap();
        let tree = place.repo.find_commit(next).unwrap();
        let mut files = our_files();
        place
            .repo
            .checkout_tree(tree.as_object(), Some(files.force()))
            .unwrap();
        assert_eq!(list(folder.path()), after);
        drop(tree);
        drop(place);
        let place = Place::open(folder.path()).unwrap();
        assert_eq!(
            fs::read_to_string(folder.path().join(LIST)).ok().as_deref(),
            before
        );
        let from = place.head().unwrap().map(|head| head.id());
        assert!(place.advance(from, next).unwrap());
        assert_eq!(list(folder.path()), after);
    }
}

#[test]
fn what_somebody_wrote_after_a_cut_is_theirs() {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::open(folder.path()).unwrap();
    let one = commit(&place, "one");
    assert!(place.advance(None, one).unwrap());
    place.repo.reference(UNFINISHED, one, true, "").unwrap();
    drop(place);
    fs::write(folder.path().join(LIST), "mine").unwrap();
    let refused = Place::open(folder.path()).map(|_| ()).unwrap_err();
    assert!(refused.to_string().contains("not committed"), "{refused}");
    assert_eq!(list(folder.path()), "mine");
}
