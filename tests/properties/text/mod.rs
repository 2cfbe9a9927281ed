//! Text that people send.

mod clean;
mod diff;
mod markdown;
mod payloads;
mod safe_html;
mod slug;
