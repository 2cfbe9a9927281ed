//! Mail: from a row of the outbox to a letter that a mail server took.

mod letter;
mod mailer;
mod message;
mod to_user;
mod topic;
mod words;
mod words_people;

pub use letter::{Letter, Line};
pub use mailer::Mailer;
pub use topic::Topic;
