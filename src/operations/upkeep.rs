//! What the server does by the clock, whether anybody asks for something or not.

use std::time::Duration;

use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use crate::app::App;
use crate::db::Db;
use crate::error::Result;
use crate::notify;
use crate::suggestions;
use crate::transfer::import::delete_stale_imports;

/// How often the clock is looked at.
const EVERY: Duration = Duration::from_secs(60);

/// Keeps the house until `ending`.
pub async fn run(app: App, ending: CancellationToken) {
    loop {
        if let Err(error) = run_once(&app).await {
            tracing::warn!(%error, "the upkeep has to wait");
        }
        tokio::select! {
            () = ending.cancelled() => return,
            () = sleep(EVERY) => {}
        }
    }
}

/// Does what is due: digests, and erasing what is kept for a time only.
///
/// # Errors
/// When the database does not answer.
pub async fn run_once(app: &App) -> Result<()> {
    let now = app.clock.now();
    app.outbox.note_digests(&app.db, now).await?;
    suggestions::erase_due(&app.db, &app.outbox, now).await?;
    remove_spam(&app.db, now).await?;
    delete_stale_imports(&app.db, now).await?;
    notify::delete_ended(&app.db, now).await
}

/// Removes what lay in the spam pile for 30 days, in small writes for which nobody has to wait.
async fn remove_spam(db: &Db, now: i64) -> Result<()> {
    let mut removed = 0;
    loop {
        let mut write = db.write().await?;
        let some = suggestions::remove_old_spam(&mut write, now).await?;
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
