//! What has to be done now and then, whoever visits.

use std::time::Duration;

use crate::clock::Clock;
use crate::db::Db;
use crate::error::Result;
use crate::server::Shutdown;
use crate::suggestions::remove_old_spam;

/// How often it is looked after. What is due once a day is at most an hour late, even on a machine
/// that sleeps at night.
const EVERY: Duration = Duration::from_secs(3_600);

/// Looks after the database until `shutdown`, at once and then every hour.
pub async fn run(db: Db, clock: Clock, shutdown: Shutdown) {
    loop {
        if let Err(error) = look_after(&db, &clock).await {
            tracing::warn!(%error, "the hourly upkeep failed; it is tried again in an hour");
        }
        tokio::select! {
            () = shutdown.begun() => return,
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}

/// Does once all that is due.
///
/// # Errors
/// When the database can't be written; what was done before stays done.
pub async fn look_after(db: &Db, clock: &Clock) -> Result<()> {
    let mut removed = 0;
    loop {
        let mut write = db.write().await?;
        let some = remove_old_spam(&mut write, clock.now()).await?;
        if some == 0 {
            break;
        }
        write.commit().await?;
        removed += some;
    }
    if removed > 0 {
        tracing::info!(
            removed,
            "removed the words of spam that was kept for 30 days"
        );
    }
    Ok(())
}
