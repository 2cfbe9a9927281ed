//! Every statement on suggestions, their payloads, contributors and messages.

mod close;
mod find;
mod insert;
mod messages;
mod people;
mod queue;
mod rows;

pub use close::{Outcome, claim, close_suggestion, release, reopen_suggestion};
pub use find::{SentPayload, find_id_by_reference, find_suggestion, list_payloads, list_same_link};
pub use insert::{Correction, LinkKeys, NewSuggestion, correct_suggestion, insert_suggestion};
pub use messages::{Audience, Author, Message, NewMessage, add_message, list_messages};
pub use people::find_contributor;
pub use queue::{
    QueueFilter, QueueOrder, QueueStatus, QueuedSuggestion, count_queue, count_waiting, list_queue,
    queue_neighbours,
};
