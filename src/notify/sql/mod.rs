//! Every statement of the outbox, and what its messages read of other tables.

mod events;
mod items;
mod limits;
mod moderators;
mod people;
mod webhooks;

pub(super) use events::find_facts;
pub(super) use items::{NewItem, Settled, forget_contributor, insert_item, list_due, settle};
pub(super) use limits::{FirstMail, first_mails, is_confirmed, was_told};
pub(super) use moderators::{last_told, list_moderators_to_tell};
pub(super) use people::{
    Contribution, find_address, find_contribution, find_verdict, is_refused, read_decision,
};
pub(super) use webhooks::{
    WebhookRow, find_webhook, insert_webhook, list_listening, list_webhooks, remove_webhook,
};
