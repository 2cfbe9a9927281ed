//! What is done about people: adding, changing, shutting out, letting in again. The pages and the
//! command line go through here, so that both write the same history.

mod change;
mod form;
mod manage;
mod state;

pub(super) use change::{PersonChange, Refused, add_person, change_person};
pub(super) use form::PersonForm;
pub(super) use manage::{Changed, unknown_action};
pub(super) use state::{By, PersonState};
