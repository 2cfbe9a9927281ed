//! Every statement of the outbox, and what its messages read of other tables.

mod items;
mod limits;
mod moderators;
mod people;

pub(super) use items::{NewItem, Settled, forget_contributor, insert_item, list_due, settle};
pub(super) use limits::{FirstMail, first_mails, is_confirmed, was_told};
pub(super) use moderators::{last_told, list_moderators_to_tell};
pub(super) use people::{
    Contribution, find_address, find_contribution, find_verdict, is_refused, read_decision,
};
