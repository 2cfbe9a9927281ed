//! The queue and decisions for moderators' programs: `/api/v1/suggestions`. What a token may do is
//! what its owner may do, through the same door as the form.

mod decision;
mod fields;
mod item;
mod list;

pub use decision::{__path_create_decision, create_decision};
pub use list::{__path_list, list};
