//! Where an administrator sets who is told what.

mod webhooks;

pub use webhooks::{update_webhooks, webhooks};
