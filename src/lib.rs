//! Signpost: a moderated link directory that anyone can improve.
#![forbid(unsafe_code)]

pub mod clock;
pub mod config;
pub mod error;
pub mod keys;
pub mod server;
pub mod web;
