//! The pages about messages. They stand above the features that they show.

mod messages;
mod unsubscribe;
mod webhooks;

pub use messages::{messages, update_messages};
pub use unsubscribe::{create_refusal, unsubscribe};
pub use webhooks::{update_webhooks, webhooks};
