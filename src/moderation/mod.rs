//! What moderators decide: the queue, one suggestion under review, and its decision.
//!
//! [`merge`] and [`verdict`] are pure; [`review`] lists what the automatic review finds.

pub mod merge;
pub mod review;
pub mod verdict;
