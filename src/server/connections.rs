//! Who is connected, and who has to go when somebody new comes.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::limits::ConnectionLimits;

#[cfg(test)]
#[path = "connections_tests.rs"]
mod tests;

/// The open connections.
pub(super) struct Connections {
    limits: Arc<ConnectionLimits>,
    start: Instant,
    next: AtomicU64,
    open: Mutex<Open>,
    all: CancellationToken,
    /// Told whenever a connection has ended.
    freed: Notify,
}

type Open = HashMap<u64, Arc<Connection>>;

struct Connection {
    /// The address that is counted; none for peers that carry many people's requests.
    counted: Option<IpAddr>,
    /// Milliseconds after the start, or [`BUSY`].
    idle_since: AtomicU64,
    close: CancellationToken,
}

const BUSY: u64 = u64::MAX;

/// A connection's place, given back when dropped.
pub(super) struct Place {
    number: u64,
    connection: Arc<Connection>,
    connections: Arc<Connections>,
}

/// A request in flight; the connection is idle again when this is dropped.
pub(super) struct InFlight(Arc<Place>);

/// Why there is no room for one more connection at once.
enum Full {
    /// One is about to close.
    UntilOneCloses,
    /// Everybody is busy.
    Busy,
}

impl Connections {
    pub(super) fn new(limits: Arc<ConnectionLimits>) -> Arc<Self> {
        Arc::new(Self {
            limits,
            start: Instant::now(),
            next: AtomicU64::new(0),
            open: Mutex::default(),
            all: CancellationToken::new(),
            freed: Notify::new(),
        })
    }

    /// Makes room for a newcomer by closing the longest idle connection; none when all are busy.
    pub(super) async fn admit(self: &Arc<Self>, peer: Option<IpAddr>) -> Option<Arc<Place>> {
        let counted = peer.filter(|ip| self.is_counted(*ip));
        loop {
            match self.try_admit(counted) {
                Ok(place) => return Some(place),
                Err(Full::Busy) => return None,
                // Its descriptor must be free before another is taken.
                Err(Full::UntilOneCloses) => self.freed.notified().await,
            }
        }
    }

    fn try_admit(self: &Arc<Self>, counted: Option<IpAddr>) -> Result<Arc<Place>, Full> {
        let mut open = self.open();
        make_room(&open, self.limits.connections, |_| true)?;
        if counted.is_some() {
            let is_theirs = |connection: &Connection| connection.counted == counted;
            make_room(&open, self.limits.connections_per_peer, is_theirs)?;
        }
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let connection = Arc::new(Connection {
            counted,
            idle_since: AtomicU64::new(self.now()),
            close: self.all.child_token(),
        });
        open.insert(number, Arc::clone(&connection));
        Ok(Arc::new(Place {
            number,
            connection,
            connections: Arc::clone(self),
        }))
    }

    /// Closes the longest idle connection, if any is idle.
    pub(super) fn close_longest_idle(&self) {
        close_longest_idle(&self.open(), |_| true);
    }

    /// Closes every connection, whatever it is doing, and says how many there were.
    pub(super) fn close_all(&self) -> usize {
        self.all.cancel();
        self.open().len()
    }

    fn is_counted(&self, ip: IpAddr) -> bool {
        is_public(ip)
            && !self
                .limits
                .trusted_proxies
                .iter()
                .any(|network| network.contains(&ip))
    }

    fn now(&self) -> u64 {
        // Half a billion years fit.
        u64::try_from(self.start.elapsed().as_millis()).unwrap_or(BUSY - 1)
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    /// Waits until the connection must close for another's sake.
    pub(super) async fn must_close(&self) {
        self.connection.close.cancelled().await;
    }

    /// Marks the connection busy until the result is dropped.
    pub(super) fn begin_request(self: &Arc<Self>) -> InFlight {
        self.connection.idle_since.store(BUSY, Ordering::Relaxed);
        InFlight(Arc::clone(self))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.connections.open().remove(&self.number);
        self.connections.freed.notify_one();
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0
            .connection
            .idle_since
            .store(self.0.connections.now(), Ordering::Relaxed);
    }
}

/// Sees to it that fewer than `limit` of the connections `among` the open ones stay.
fn make_room(open: &Open, limit: usize, among: impl Fn(&Connection) -> bool) -> Result<(), Full> {
    let theirs = || open.values().filter(|connection| among(connection));
    if theirs().count() < limit {
        return Ok(());
    }
    let one_is_closing = theirs().any(|connection| connection.close.is_cancelled());
    if one_is_closing || close_longest_idle(open, among) {
        return Err(Full::UntilOneCloses);
    }
    Err(Full::Busy)
}

fn close_longest_idle(open: &Open, among: impl Fn(&Connection) -> bool) -> bool {
    let longest = open
        .iter()
        .filter(|(_, connection)| among(connection) && !connection.close.is_cancelled())
        .map(|(number, connection)| {
            (
                connection.idle_since.load(Ordering::Relaxed),
                number,
                connection,
            )
        })
        .filter(|(since, ..)| *since != BUSY)
        .min_by_key(|(since, number, _)| (*since, *number));
    let Some((.., connection)) = longest else {
        return false;
    };
    connection.close.cancel();
    true
}

/// Whether the address belongs to one peer of the internet, rather than to this machine or a
/// private network behind which many may stand.
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => !(ip.is_loopback() || ip.is_private() || ip.is_link_local()),
        IpAddr::V6(ip) => !(ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local()),
    }
}
