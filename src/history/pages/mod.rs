//! History on pages: for moderators with everything, for readers without anybody's name.

mod account_words;
pub mod api;
mod change;
mod decision_line;
mod entry;
mod export;
mod export_rows;
mod feed;
mod line;
mod log;
mod log_query;
mod public;
mod redact;

pub use change::change;
pub use entry::entry_history;
pub use export::export;
pub use feed::changes_feed;
pub use log::history;
pub use public::{changes, public_change};
pub use redact::{create_change_redaction, create_message_redaction, create_revision_redaction};

use crate::error::{AppError, Result};

/// Reads a number in an address; what can't be one leads nowhere.
fn number(text: &str) -> Result<i64> {
    text.parse().map_err(|_| AppError::NotFound)
}
