//! Erasing who sent a suggestion: on request, or a set time after it was decided. What was
//! suggested stays.

use super::sql::{blank_contributor, forget_networks, list_to_erase};
use crate::clock::DAY;
use crate::db::{Connection, Db};
use crate::error::Result;
use crate::notify::Outbox;
use crate::settings::load_settings;

/// How many are erased in one transaction, so that nobody waits long for the writer.
const AT_ONCE: i64 = 100;
/// For how long floods are counted by network: the longest limit is a day.
const NETWORKS_COUNTED: i64 = 2 * DAY;

/// Erases everything known about a contributor, and what waits to be mailed to them.
///
/// # Errors
/// When the database can't be written.
pub(super) async fn erase_contributor(
    connection: &mut Connection,
    outbox: &Outbox,
    suggestion_id: i64,
    at: i64,
) -> Result<()> {
    blank_contributor(connection, suggestion_id, false, at).await?;
    outbox
        .contributor_erased(connection, suggestion_id, at)
        .await
}

/// Erases contributors' details where the time that the settings give them has passed. A name
/// stays that was to be thanked in public and is. Returns how many were erased.
///
/// # Errors
/// When the database does not answer.
pub async fn erase_due(db: &Db, outbox: &Outbox, now: i64) -> Result<usize> {
    let mut erased = 0;
    loop {
        let mut write = db.write().await?;
        let days = load_settings(&mut write).await?.state.personal_data_days;
        let ended = now.saturating_sub(days.saturating_mul(DAY));
        let due = list_to_erase(&mut write, ended, AT_ONCE).await?;
        for &(id, thanked) in &due {
            blank_contributor(&mut write, id, thanked, now).await?;
            outbox.contributor_erased(&mut write, id, now).await?;
        }
        if due.is_empty() {
            let forgotten = forget_networks(&mut write, ended, now - NETWORKS_COUNTED).await?;
            if forgotten > 0 {
                write.commit().await?;
            }
            return Ok(erased);
        }
        write.commit().await?;
        erased += due.len();
    }
}
