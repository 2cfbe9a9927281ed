//! Telling people: one outbox, written in the transaction of what it tells, and the worker that
//! empties it.
//!
//! Whatever happens calls its function of [`Outbox`] with the connection of its own transaction,
//! which writes one row for each message. The [`Worker`] takes rows that are due and hands them to
//! their channel ([`mail`], [`webhook`]). A row goes only once its channel said that the message
//! arrived, so a crash at any moment sends a message once, or once more under the same identifier,
//! and never not at all.

mod address;
mod digest;
mod item;
pub mod mail;
mod one_time_links;
mod outbox;
pub mod pages;
mod recipients;
mod retry;
mod sql;
mod unsubscribe;
pub mod webhook;
mod worker;

pub use address::{ConfirmCode, address_hash};
pub use digest::delete_ended;
pub use item::{Channel, Delivered, Item};
pub use outbox::Outbox;
pub use unsubscribe::Recipient;
pub use worker::Worker;
