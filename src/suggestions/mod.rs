//! What contributors propose: the forms, the receipt, and the defences that a reader never
//! notices. Deciding belongs to moderation, which calls the statements exported here.
//!
//! The layers against spam, cheapest first: the trap and the token of every form (`form.rs`,
//! `form_token.rs`), budgets for networks and in total, with a shield above the last (`flood.rs`,
//! `work.rs`), and a score (`scoring.rs` gathers, [`spam`] adds up, `sign.rs` words it). What is
//! caught is refused to nobody's face: it lies in a pile of its own for 30 days
//! (`sql/expire.rs`).

pub mod api;
mod became;
mod blocked_words;
mod check;
mod contributor;
mod correct;
mod duplicate;
mod email;
mod erase;
mod flood;
mod form;
mod form_token;
mod imported;
mod misses;
mod origin;
pub mod pages;
mod payload;
mod propose;
mod queue_line;
mod receipt;
mod receipt_token;
mod reference;
mod scoring;
mod sender;
mod sign;
pub mod spam;
mod sql;
mod submission;
mod submit;
mod suggestion;
mod target;
mod waiting_times;
mod work;

pub use became::{Became, Outcomes};
pub use blocked_words::{BlockedWord, folded};
pub use check::{LONGEST_NAME, LONGEST_NOTE};
pub use contributor::{Affiliation, Contributor};
pub use erase::erase_due;
pub use form::{Sent, SuggestionForm};
pub use imported::{ImportedSuggestion, insert_imported};
pub use misses::ReceiptMisses;
pub use origin::{Origin, OriginKind};
pub use payload::{
    CategoryPayload, EditPayload, EntryPayload, FieldChange, Payload, ReportPayload, ReportReason,
};
pub use propose::{Proposal, Proposed, ProposedAs, Proposing, propose};
pub use queue_line::{Onlooker, QueueItem, QueueLine, QueueRef, QueueUnit};
pub use receipt_token::ReceiptToken;
pub use reference::Reference;
pub use sign::{ScoredSign, Sign};
pub use sql::{
    Audience, Author, EarlierLinks, LinkKeys, Message, NewMessage, NewSuggestion, Outcome,
    QueueCategory, QueueFilter, QueueOrder, QueueStatus, QueuedSuggestion, SentPayload,
    add_message, block_word, claim, close_suggestion, count_queue, find_contributor,
    find_id_by_reference, find_suggestion, follow_entry, insert_suggestion, list_blocked_words,
    list_earlier_links, list_messages, list_open_reports, list_payloads, list_queue_refs,
    list_queued, load_waiting_times, release, remove_old_spam, reopen_suggestion, unblock_word,
    undo_blocked_word,
};
pub use suggestion::{Claim, Suggestion, SuggestionKind, SuggestionStatus};
pub use waiting_times::{WaitingTimes, within};
