//! Every statement on decisions and blocked hosts, and what a review looks up beside them.

mod blocked_hosts;
mod decisions;
mod part;
mod people;
mod sender;
mod surroundings;
mod undone;

pub use blocked_hosts::{
    block_host, find_blocked_host, list_blocked_hosts, list_folded, unblock_host, undo_blocked_host,
};
pub use decisions::{
    Decision, NewDecision, find_decision_in_force, insert_decision, last_decided_at, list_decisions,
};
pub use part::{begin_part, end_part};
pub use people::{find_name, is_sole_administrator};
pub use sender::sender_record;
pub use surroundings::{
    count_listed_on, count_spam_on, list_backlog, list_declined_before, list_entries_like_text,
    list_entries_like_title, list_entry_refs, list_hosts, list_waiting_categories,
    list_waiting_twins,
};
pub use undone::{
    PastDecision, change_of, count_waiting_for, find_decision, list_decisions_of,
    list_decisions_undone_by, made_by, repeat_decision, undo_decision,
};
