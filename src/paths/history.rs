//! Addresses of history: what changed, and the way back.

/// Everything that ever changed, for moderators.
pub const ADMIN_HISTORY: &str = "/admin/history";
/// The history as a file.
pub const ADMIN_HISTORY_EXPORT: &str = "/admin/history/export";
/// What changed and why, for everybody.
pub const CHANGES: &str = "/changes";

/// One change with everything that it did, for moderators.
pub fn admin_change(id: i64) -> String {
    format!("/admin/changes/{id}")
}

/// Where undoing a change is sent.
pub fn revert_change(id: i64) -> String {
    format!("/admin/changes/{id}/revert")
}

/// Where undoing what happened to one object is sent.
pub fn revert_revision(id: i64) -> String {
    format!("/admin/revisions/{id}/revert")
}

/// Where covering a text of a revision is sent.
pub fn redact_revision(id: i64) -> String {
    format!("/admin/revisions/{id}/redact")
}

/// Where covering the reason of a change is sent.
pub fn redact_change(id: i64) -> String {
    format!("/admin/changes/{id}/redact")
}

/// Where covering a message is sent.
pub fn redact_message(id: i64) -> String {
    format!("/admin/messages/{id}/redact")
}

/// Where undoing a decision is sent.
pub fn undo_decision(id: i64) -> String {
    format!("/admin/decisions/{id}/undo")
}

/// What ever happened to one object, for moderators.
pub fn admin_history_of(kind: &str, id: i64) -> String {
    format!("{ADMIN_HISTORY}?kind={kind}&id={id}")
}

/// One change, for everybody.
pub fn change(id: i64) -> String {
    format!("/changes/{id}")
}

/// What ever happened to an entry, for everybody.
pub fn entry_history(id: i64) -> String {
    format!("/entries/{id}/history")
}
