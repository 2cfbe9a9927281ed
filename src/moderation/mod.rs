//! What moderators decide: the queue, one suggestion under review, and its decision.
//!
//! [`merge`] and [`verdict`] are pure; [`review`] lists what the automatic review finds;
//! [`edit_pages`] are the moderators' direct edits.

pub mod edit_pages;
pub mod merge;
pub mod review;
pub mod verdict;
