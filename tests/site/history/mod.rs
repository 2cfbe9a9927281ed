//! What changed, who may know of it, and the way back.

mod clashes;
mod decisions;
mod merging;
mod public;
mod reading;
mod round_trip;
mod undo;
mod whole;

use crate::support::people::Person;
use crate::support::reply::Reply;
use crate::support::site::TestSite;

/// The number of the newest change.
pub async fn newest(site: &TestSite) -> i64 {
    site.count("SELECT max(id) FROM changes").await
}

/// Presses Undo beside a change.
pub async fn undo(person: &Person, change: i64) -> Reply {
    let path = format!("/admin/changes/{change}/revert");
    person.submit::<&str>(&path, &[]).await
}

/// Undoes the newest change and fails unless that worked. Returns the change that undid it.
pub async fn undo_newest(site: &TestSite, person: &Person) -> i64 {
    let change = newest(site).await;
    let reply = undo(person, change).await;
    assert_eq!(reply.status(), 303, "{}", reply.html());
    let reverts = newest(site).await;
    assert!(
        reverts > change,
        "a change of its own: {:?}",
        reply.location()
    );
    reverts
}
