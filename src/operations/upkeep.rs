//! What the server does by the clock, whether anybody asks for something or not.

use std::time::Duration;

use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use crate::app::App;
use crate::error::Result;
use crate::notify;
use crate::suggestions;

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
    notify::delete_ended(&app.db, now).await
}
