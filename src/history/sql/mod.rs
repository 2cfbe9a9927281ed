//! Every statement on changes, revisions and redactions.

mod bulk;
mod desk;
mod log;
mod names;
mod read;
mod redactions;
mod write;

pub use bulk::record_created;
pub use desk::{find_event, find_message, find_past_decision, list_changes_after, list_people};
pub use log::{LogItem, count_log, list_log, list_log_before, list_public_change_numbers};
pub use names::{find_address, load_names};
pub use read::{
    count_revisions, find_change, find_own_change, find_reverting, list_credits,
    list_raw_revisions, list_revisions, list_revisions_of,
};
pub use redactions::{covers_of, insert_redaction, list_covered_fields};
pub use write::{latest_revision, open_change, open_revert, record, state_after};
