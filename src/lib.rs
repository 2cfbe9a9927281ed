//! Signpost: a moderated link directory that anyone can improve.
#![forbid(unsafe_code)]

pub mod accounts;
pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod db;
pub mod directory;
pub mod error;
pub mod history;
pub mod keys;
pub mod logging;
pub mod moderation;
pub mod operations;
pub mod paths;
pub mod routes;
pub mod server;
pub mod settings;
pub mod suggestions;
pub mod text;
pub mod transfer;
pub mod web;
