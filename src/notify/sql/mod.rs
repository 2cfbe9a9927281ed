//! Every statement of the outbox, and what its messages read of other tables.

mod accounts;
mod desk;
mod events;
mod items;
mod limits;
mod moderators;
mod people;
mod waiting;
mod webhooks;

pub(super) use accounts::{find_person, is_link_open};
pub(super) use desk::{
    Counts, Pending, count_messages, delete_ended, drop_message, list_pending, try_again,
};
pub(super) use events::find_facts;
pub(super) use items::{NewItem, Settled, forget_contributor, insert_item, list_due, settle};
pub(super) use limits::{FirstMail, first_mails, is_confirmed, was_told};
pub(super) use moderators::{last_told, list_moderators_to_tell};
pub(super) use people::{
    Contribution, find_address, find_contribution, find_user_address, find_verdict, is_refused,
    read_decision, save_refusal,
};
pub(super) use waiting::{Waiting, list_digests_due, list_waiting};
pub(super) use webhooks::{
    WebhookRow, find_webhook, insert_webhook, list_listening, list_webhooks, remove_webhook,
};
