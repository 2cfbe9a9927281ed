//! Looking up names: once for each connection, and only what may be dialled is handed on.

use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::failure::FailureKind;

/// How many names are looked up at once: the system's look-up holds a thread until it ends.
const AT_ONCE: usize = 8;
/// How long a look-up may take, waiting for its turn included.
const PATIENCE: Duration = Duration::from_secs(5);

/// The addresses behind a name.
pub(super) type Found = Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send>>;
/// Which addresses may be dialled.
pub(super) type Rule = fn(IpAddr) -> bool;

/// The resolver of the HTTP client. As the client dials what this hands on and looks up nothing
/// itself, a name that changes its answer between the check and the use gains nothing.
#[derive(Clone)]
pub(super) struct GuardedResolver {
    look_up: fn(String) -> Found,
    may_dial: Rule,
    permits: Arc<Semaphore>,
}

impl fmt::Debug for GuardedResolver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("GuardedResolver")
    }
}

impl GuardedResolver {
    pub(super) fn new(look_up: fn(String) -> Found, may_dial: Rule) -> Self {
        Self {
            look_up,
            may_dial,
            permits: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }

    async fn find(self, name: String) -> Result<Vec<SocketAddr>, FailureKind> {
        // In a task of its own, so that giving up leaves the permit with the thread that is
        // still looking.
        let looking = tokio::spawn(async move {
            let _permit = self.permits.acquire_owned().await;
            (self.look_up)(name).await
        });
        let Ok(Ok(found)) = timeout(PATIENCE, looking).await else {
            return Err(FailureKind::TimedOut);
        };
        let found = found.map_err(|_| FailureKind::NameNotFound)?;
        if found.is_empty() {
            return Err(FailureKind::NameNotFound);
        }
        let allowed = found
            .into_iter()
            .filter(|address| (self.may_dial)(*address));
        // Port 0 stands for the one that the address names.
        let dialled: Vec<_> = allowed.map(|address| SocketAddr::new(address, 0)).collect();
        if dialled.is_empty() {
            return Err(FailureKind::Forbidden);
        }
        Ok(dialled)
    }
}

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let looking = self.clone().find(name.as_str().to_owned());
        Box::pin(async move {
            let found = looking.await?;
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

/// Asks the system.
pub(super) fn system(name: String) -> Found {
    Box::pin(async move {
        let found = tokio::net::lookup_host((name, 0)).await?;
        Ok(found.map(|address| address.ip()).collect())
    })
}
