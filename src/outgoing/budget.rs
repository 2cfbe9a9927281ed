//! How much is asked of others at once, and of one host in a row.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedMutexGuard, OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep_until};

/// Requests under way at once.
const AT_ONCE: usize = 8;

/// When a host was last asked; held locked while it is being asked.
type LastAsked = Arc<tokio::sync::Mutex<Option<Instant>>>;

/// The turns of all hosts: at most 8 requests at once, one to each host, and a pause between two
/// to the same. Nobody is refused, everybody waits.
#[derive(Debug)]
pub(super) struct Budget {
    everybody: Arc<Semaphore>,
    hosts: Mutex<HashMap<String, LastAsked>>,
    pause: Duration,
}

/// The right to ask one host once; dropping it ends the turn.
#[derive(Debug)]
pub(super) struct Turn {
    _host: OwnedMutexGuard<Option<Instant>>,
    _one_of_all: Option<OwnedSemaphorePermit>,
}

impl Budget {
    /// `pause` lies between the beginnings of two requests to one host.
    pub(super) fn new(pause: Duration) -> Self {
        Self {
            everybody: Arc::new(Semaphore::new(AT_ONCE)),
            hosts: Mutex::default(),
            pause,
        }
    }

    /// Waits for the turn to ask `host`. The host's own turn comes first, so that whoever waits
    /// for a slow host keeps nobody else from theirs.
    pub(super) async fn turn(&self, host: &str) -> Turn {
        let mut last_asked = self.host(host).lock_owned().await;
        if let Some(last) = *last_asked {
            sleep_until(last + self.pause).await;
        }
        // The semaphore is never closed.
        let permit = self.everybody.clone().acquire_owned().await.ok();
        *last_asked = Some(Instant::now());
        Turn {
            _host: last_asked,
            _one_of_all: permit,
        }
    }

    fn host(&self, host: &str) -> LastAsked {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        // Whose pause is over and whom nobody asks or waits for needs no memory.
        hosts.retain(|_, asked| {
            let last = asked.try_lock().ok().and_then(|last| *last);
            Arc::strong_count(asked) > 1 || last.is_some_and(|last| last.elapsed() < self.pause)
        });
        Arc::clone(hosts.entry(host.to_owned()).or_default())
    }
}
