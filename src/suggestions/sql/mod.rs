//! Every statement on suggestions, their payloads, contributors and messages.

mod blocked_words;
mod close;
mod counts;
mod earlier;
mod earlier_links;
mod erase;
mod expire;
mod find;
mod insert;
mod messages;
mod people;
mod queue;
mod queue_filter;
mod receipt;
mod records;
mod reports;
mod rows;
mod waiting_times;

pub use blocked_words::{block_word, list_blocked_words, unblock_word, undo_blocked_word};
pub use close::{Outcome, claim, close_suggestion, follow_entry, release, reopen_suggestion};
pub(super) use counts::{Counted, Kinds, count_since, count_tokenless, host_record, nth_newest};
pub(super) use earlier::{
    category_waits, find_by_fingerprint, find_by_nonce, find_declined_link, link_waits,
};
pub use earlier_links::{EarlierLinks, list_earlier_links};
pub(super) use erase::{blank_contributor, confirm_address, forget_networks, list_to_erase};
pub use expire::remove_old_spam;
pub(super) use find::unused_reference;
pub use find::{SentPayload, find_id_by_reference, find_suggestion, list_payloads};
pub(super) use insert::{Correction, correct_suggestion};
pub use insert::{LinkKeys, NewSuggestion, insert_suggestion};
pub use messages::{Audience, Author, Message, NewMessage, add_message, list_messages};
pub use people::find_contributor;
pub use queue::{QueuedSuggestion, count_queue, list_queue_refs, list_queued};
pub use queue_filter::{QueueCategory, QueueFilter, QueueOrder, QueueStatus};
pub(super) use receipt::{count_ahead, find_decided, find_id_by_token, resume, withdraw};
pub(super) use records::{Elsewhere, count_approved, find_echo};
pub use reports::list_open_reports;
pub use waiting_times::load_waiting_times;
