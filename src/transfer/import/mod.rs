//! Lists on their way in. [`Draft`] cleans what was read, as forms do; [`look_up`] finds what of it
//! stands already; [`Draft::settle`] decides what becomes of each entry, and touches nothing;
//! [`carry_out`] does it, in the caller's transaction, as one change that history can undo.

mod apply;
mod begin;
mod clean;
mod draft;
mod options;
mod plan;
mod problem;
mod queue;
mod reading;
mod report;
mod site;
mod sql;
mod standing;

pub use apply::{Progress, carry_out};
pub use begin::ready;
pub use draft::Draft;
pub use options::{ImportOptions, Update};
pub use plan::{Addition, Counts, EntryUpdate, Place, Places, Plan, QueuedEntry};
pub use problem::{Problem, ProblemKind};
pub use report::{CategoryCounts, Report, why};
pub use sql::{
    Asked, StagedImport, close_import, delete_import, delete_stale_imports, find_import,
    insert_import, list_imports, load_files,
};
pub use standing::{Standing, look_up};
