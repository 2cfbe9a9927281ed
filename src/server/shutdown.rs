//! Ending in good order: at the first signal requests finish, at the second they don't.

use std::io;
use std::process;

use tokio::select;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio_util::sync::CancellationToken;

/// Tells every part of the program that it should come to an end. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Shutdown(CancellationToken);

impl Shutdown {
    /// Begins to end.
    pub fn begin(&self) {
        self.0.cancel();
    }

    /// Whether the end has begun: the server is no longer ready.
    pub fn has_begun(&self) -> bool {
        self.0.is_cancelled()
    }

    /// The same for parts that know no server.
    pub fn token(&self) -> CancellationToken {
        self.0.clone()
    }

    /// Waits until the end begins.
    pub async fn begun(&self) {
        self.0.cancelled().await;
    }

    /// Begins to end at SIGTERM or Ctrl-C, and ends at once (status 1) at the next.
    ///
    /// # Errors
    /// The system does not let us listen to signals.
    pub fn begin_on_signals(&self) -> io::Result<()> {
        let mut terminate = signal(SignalKind::terminate())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        let shutdown = self.clone();
        tokio::spawn(async move {
            either(&mut terminate, &mut interrupt).await;
            tracing::info!("asked to end: finishing the requests in flight");
            shutdown.begin();
            either(&mut terminate, &mut interrupt).await;
            tracing::warn!("asked again: ending at once");
            process::exit(1);
        });
        Ok(())
    }
}

async fn either(terminate: &mut Signal, interrupt: &mut Signal) {
    select! {
        _ = terminate.recv() => (),
        _ = interrupt.recv() => (),
    }
}
