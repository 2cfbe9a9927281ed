//! What moderators decide: the queue, one suggestion under review, and its decision.
//!
//! [`merge`], [`choices`], [`verdict`], [`words`] and [`review`] are pure; [`case`] reads what a decision goes
//! by, and [`decide`] carries it out in one transaction; [`act`] does so for people and programs
//! alike. [`reports`] on one entry are closed together; [`reach`] says how far a moderator of named
//! categories decides. [`pages`] show the queue and one suggestion, and [`api`] answers moderators'
//! programs; [`edit_pages`] are the moderators' direct edits.

pub mod act;
pub mod api;
pub mod case;
pub mod choices;
pub mod decide;
pub mod decision_form;
pub mod edit_pages;
pub mod merge;
pub mod pages;
pub mod reach;
pub mod reports;
pub mod revert;
pub mod review;
mod sql;
mod surroundings;
pub mod verdict;
pub mod words;
