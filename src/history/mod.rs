//! What changed, who did it, when and why: written inside the transaction of the change itself.

mod revision;
mod sql;

pub use revision::{Action, ChangeContext, ObjectKind, Source};
pub use sql::{latest_revision, open_change, record, state_after};
