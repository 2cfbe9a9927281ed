//! A database that nobody has served yet.

use crate::db::Connection;
use crate::settings::{StarterStatus, starter_status};
use crate::transfer::starter::{Beginning, begin};

/// Makes a new database ready to take a list: with the words of a site that starts with nothing in
/// it. Whoever imports a list wants that list, and no other content.
///
/// # Errors
/// When the database can't be written.
pub async fn ready(connection: &mut Connection, at: i64) -> anyhow::Result<()> {
    if starter_status(connection).await? == StarterStatus::Pending {
        begin(connection, Beginning::Empty, at).await?;
    }
    Ok(())
}
