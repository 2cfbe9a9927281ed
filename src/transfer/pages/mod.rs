//! `/admin/import`: a list is sent, its plan is shown, and somebody says yes.

mod form;
mod importer;
mod plan_view;
mod result;
mod send;
mod staged;

pub use send::{create_import, import};
pub use staged::{staged_import, update_import};
