//! The git mirror: the directory as a list and as records in a git repository, one commit for each
//! change, and what others change in that list as suggestions in the queue.
//!
//! Everything the mirror knows stands in the repository: a signed line in its own commits says up
//! to which change they show the directory (`seal.rs`), so a run begins by looking for the newest
//! of them (`walk.rs`). What others committed since is compared with the list that we wrote
//! (`compare.rs`) and proposed (`proposals.rs`); then the list is restored to what is approved, and
//! each change since gets its commit (`steps.rs`, `write.rs`). No commit of others is ever
//! rewritten, and no other file is touched.

mod compare;
mod exported;
mod homes;
mod lines;
mod message;
mod past;
mod past_tags;
mod places;
mod proposals;
mod report;
mod repository;
mod restore;
mod run;
mod seal;
mod sql;
mod steps;
mod take;
mod theirs;
mod walk;
pub mod worker;
mod write;

pub use report::{MirrorReport, TakenProposal, WrittenCommit};
pub use run::Mirror;

use past::EntryAt;
