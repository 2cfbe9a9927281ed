//! Suggesting and following suggestions for programs: the same checks as the form, and the same
//! receipt.

mod create;
mod fields;
mod limits;
mod status;

pub use create::{__path_create_suggestion, create_suggestion};
pub use status::{__path_suggestion, suggestion};
