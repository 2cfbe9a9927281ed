//! Signpost: a moderated link directory that anyone can improve.
//!
//! This page is the code tour: read it first, then guess. *Which noun?* picks the folder, *which
//! role?* picks the file, because every feature uses the same file names:
//!
//! | file | holds |
//! | --- | --- |
//! | `pages.rs` or `pages/` | handlers that read like the story of a request, and the structs of their templates |
//! | `sql.rs` or `sql/` | every statement on the feature's tables |
//! | `api.rs` or `api/` | the same reads and writes for programs, each call with its description |
//! | `form.rs` | what was typed, on its way to a domain type or to messages beside the fields |
//! | the rest | the domain: plain types and pure functions that know no HTTP and no SQL |
//!
//! # The rooms, from the bottom up
//!
//! A file may use its own room and every level below; `tests/site/architecture.rs` holds it to that.
//!
//! | level | rooms |
//! | --- | --- |
//! | 0 | [`web`] (pages, forms, layers; knows no feature), [`text`] (Markdown, cleaning, differences, dates), [`paths`] (every address we print), [`db`], [`error`], [`config`], [`clock`], [`keys`], [`outgoing`] (the only HTTP client, and its guard) |
//! | 1 | [`history`] (who changed what, when and why), [`settings`] (what a curator sets) |
//! | 2 | [`directory`] (categories, entries, tags, search), [`accounts`] (people and how they sign in, second factors, tokens), [`notify`] (the outbox, its mail and its webhooks) |
//! | 3 | [`suggestions`] (what contributors send, and their receipts) |
//! | 4 | [`transfer`] (directories on their way in and out) |
//! | 5 | [`moderation`] (the queue, decisions, direct edits); [`discovery`] (the sitemap and its like, for programs); the pages of `settings` and `notify` |
//! | 6 | [`app`] (shared state and layers), [`api`] (every call of programs with its description), [`routes`], [`server`] (the accept loop), [`cli`], [`operations`] |
//!
//! # Four flows
//!
//! *A visitor opens a category.* The layers of [`app`] → `web/page_cache.rs` (a hit ends here) →
//! [`routes`] → `directory/pages` → `directory/sql` → `templates/directory/category.html`.
//!
//! *A contributor sends a suggestion.* `web/cross_site.rs` → `suggestions/pages` → its form becomes
//! a suggestion or messages beside the fields → `suggestions/sql`, one transaction → 303 to the
//! receipt, whose address holds a secret of which only the hash is stored.
//!
//! *A moderator approves it.* The [`accounts::Moderator`] argument → `moderation/pages` →
//! [`directory::apply_change`], the one door through which the directory changes: rows, addresses,
//! counts, search index and revisions in one transaction with the decision. Triggers raise the
//! directory version, so the next request for any public page renders it anew.
//!
//! *A message leaves.* Whatever happens calls its function of [`notify::Outbox`] inside its own
//! transaction → one row for each message → `notify/worker.rs` takes what is due → its channel
//! (`notify/mail`) reads the rest and delivers it → the row is marked. A crash in between repeats
//! that message under the same identifier.
//!
//! # Rules that the compiler or a test keeps
//!
//! - Handlers answer [`error::AppError`]; a layer words it, as a page or as problem JSON.
//! - Authority is an argument: who needs a moderator takes one, and what changes security takes a
//!   [`accounts::Fresh`] one, who gave their password lately.
//! - Public pages are the same bytes for every reader, and their handlers see no cookie.
//! - Only [`text::SafeHtml`], which the renderer alone makes, and [`web::data_block::DataBlock`] are
//!   printed unescaped.
//! - Time comes from [`clock::Clock`] and randomness from [`keys`]; SQL is checked when compiling
//!   (`.sqlx/refresh.sh` after a change to a statement or a migration).
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod accounts;
pub mod api;
pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod db;
pub mod directory;
pub mod discovery;
pub mod error;
pub mod history;
pub mod keys;
pub mod logging;
pub mod moderation;
pub mod notify;
pub mod operations;
pub mod outgoing;
pub mod paths;
pub mod routes;
pub mod server;
pub mod settings;
pub mod suggestions;
pub mod text;
pub mod transfer;
pub mod web;
