//! What contributors see: the forms, and the receipt.

mod answer;
mod category;
mod confirm;
mod edit;
mod fields;
mod linked;
mod receipt;
mod receipt_actions;
mod report;
mod sent;
mod suggest;
mod visit;

pub(super) use answer::words as duplicate_words;
pub use category::{create_category_suggestion, suggest_category};
pub use edit::{create_edit, edit};
pub(super) use linked::linked;
pub(super) use receipt::find_receipt;
pub use receipt::receipt;
pub use receipt_actions::update_receipt;
pub use report::{create_report, report};
pub use suggest::{create_suggestion, suggest};
pub(super) use visit::{Caller, Visit};
