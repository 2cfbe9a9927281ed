//! Changes and revisions as they are read back.

use serde_json::Value;

use super::{Action, ObjectKind, Source};

/// A change: who, when, why and because of what.
#[derive(Clone, Debug)]
pub struct PastChange {
    /// Its number.
    pub id: i64,
    /// UTC milliseconds.
    pub at: i64,
    /// Where it came from.
    pub source: Source,
    /// The signed-in person; none for the starter directory.
    pub user_id: Option<i64>,
    /// Their name, for other moderators only.
    pub user_name: String,
    /// The suggestion that it carries out.
    pub suggestion_id: Option<i64>,
    /// The suggestion's reference; empty without one.
    pub reference: String,
    /// The names of its contributors who asked for credit and were not erased.
    pub credited: Vec<String>,
    /// The change that it undoes, as a whole or in part.
    pub reverts: Option<i64>,
    /// The change that undid it last, unless that was itself undone.
    pub reverted_by: Option<i64>,
    /// Public: why. Covered text is replaced already.
    pub why: String,
}

/// What a change did to one object.
#[derive(Clone, Debug)]
pub struct PastRevision {
    /// Its number.
    pub id: i64,
    /// The change that it belongs to.
    pub change_id: i64,
    /// The kind of object.
    pub kind: ObjectKind,
    /// The object's number.
    pub object_id: i64,
    /// What happened to it.
    pub action: Action,
    /// The whole of it before; nothing when it came to be.
    pub old: Option<Value>,
    /// The whole of it after; nothing when it ceased to be.
    pub new: Option<Value>,
}

/// A decision as the moderators' history tells of it.
#[derive(Clone, Debug)]
pub struct PastDecision {
    /// Its number.
    pub id: i64,
    /// UTC milliseconds.
    pub at: i64,
    /// The word in the database: approve, decline, duplicate, spam or ask.
    pub verdict: String,
    /// Who decided, for other moderators only.
    pub who: String,
    /// A preset's label or the moderator's own words.
    pub reason: String,
    /// What the contributor reads.
    pub message: String,
    /// What was decided about.
    pub suggestion_id: i64,
    /// The suggestion's reference.
    pub reference: String,
    /// What it did to the directory, if anything.
    pub change_id: Option<i64>,
    /// When it was undone, UTC milliseconds.
    pub undone_at: Option<i64>,
    /// Who undid it.
    pub undone_by: String,
}

/// Something that happened to an account.
#[derive(Clone, Debug)]
pub struct AccountEvent {
    /// UTC milliseconds.
    pub at: i64,
    /// What, as the database has it.
    pub kind: String,
    /// Who did it; none at the command line, and when nobody knows.
    pub who: Option<String>,
    /// Whose account it is; none when there is no such account.
    pub whom: Option<String>,
}
