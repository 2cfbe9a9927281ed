//! Everything a user would notice, through the real router over a real temporary database.

mod access;
mod api;
mod architecture;
mod browse;
mod database;
mod dependencies;
mod discovery;
mod edit_categories;
mod edit_entries;
mod edit_tags;
mod errors;
mod export;
mod flood;
mod history;
mod import;
mod mail;
mod migrations;
mod mirror;
mod moderate;
mod moderate_fields;
mod moderate_findings;
mod moderate_questions;
mod pages;
mod people;
mod queue;
mod queue_bulk;
mod queue_reports;
mod queue_scope;
mod queue_views;
mod receipt;
mod receipt_answers;
mod search;
mod settings;
mod sign_in;
mod spam;
mod spam_layers;
mod starter;
mod static_site;
mod suggest;
mod tree;
mod waiting_times;
// Each flow uses what it needs of it.
#[allow(dead_code)]
mod support;
mod webhooks;
