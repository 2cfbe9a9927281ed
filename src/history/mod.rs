//! What changed, who did it, when and why: written inside the transaction of the change itself,
//! read back for moderators and for everybody, and the way back.
//!
//! [`open_change`] and [`record`] write; [`list_log`] and [`list_revisions`] read, with covered
//! text already replaced; [`undo()`] says how an object would stand without one of its revisions.
//! `pages/` show it. Carrying an undo out is moderation's, through the door of each feature.

mod covered;
mod filter;
pub mod pages;
mod past;
mod revision;
mod sql;
mod undo;
mod words;

pub use covered::{Cover, cover};
pub use filter::{HistoryFilter, LogKind};
pub use past::{AccountEvent, PastChange, PastDecision, PastRevision};
pub use revision::{Action, ChangeContext, ObjectKind, Source};
pub use sql::{
    LogItem, count_log, count_revisions, covers_of, find_address, find_change, find_event,
    find_message, find_own_change, find_past_decision, find_reverting, insert_redaction,
    latest_revision, list_changes_after, list_covered_fields, list_credits, list_log,
    list_log_before, list_people, list_public_change_numbers, list_raw_revisions, list_revisions,
    list_revisions_of, load_names, open_change, open_revert, record, record_created, state_after,
};
pub use undo::{FieldClash, Undone, undo};
pub use words::{
    FieldChange, Headline, Names, field_changes, field_label, field_text, headline, main_of,
    others, who,
};
