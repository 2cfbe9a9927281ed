//! Who is connected, and who has to go when somebody new comes.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use tokio_util::sync::CancellationToken;

use super::limits::ConnectionLimits;

/// The open connections.
pub(super) struct Connections {
    limits: Arc<ConnectionLimits>,
    start: Instant,
    next: AtomicU64,
    open: Mutex<HashMap<u64, Arc<Connection>>>,
    all: CancellationToken,
}

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

impl Connections {
    pub(super) fn new(limits: Arc<ConnectionLimits>) -> Arc<Self> {
        Arc::new(Self {
            limits,
            start: Instant::now(),
            next: AtomicU64::new(0),
            open: Mutex::default(),
            all: CancellationToken::new(),
        })
    }

    /// Makes room for a newcomer by closing the longest idle connection; none when all are busy.
    pub(super) fn admit(self: &Arc<Self>, peer: Option<IpAddr>) -> Option<Arc<Place>> {
        let counted = peer.filter(|ip| self.is_counted(*ip));
        let mut open = self.open();
        if counted.is_some() {
            let theirs = |connection: &Connection| connection.counted == counted;
            let count = open
                .values()
                .filter(|connection| theirs(connection))
                .count();
            if count >= self.limits.connections_per_peer && !close_longest_idle(&mut open, theirs) {
                return None;
            }
        }
        if open.len() >= self.limits.connections && !close_longest_idle(&mut open, |_| true) {
            return None;
        }
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let connection = Arc::new(Connection {
            counted,
            idle_since: AtomicU64::new(self.now()),
            close: self.all.child_token(),
        });
        open.insert(number, Arc::clone(&connection));
        drop(open);
        Some(Arc::new(Place {
            number,
            connection,
            connections: Arc::clone(self),
        }))
    }

    /// Closes the longest idle connection, if any is idle.
    pub(super) fn close_longest_idle(&self) {
        close_longest_idle(&mut self.open(), |_| true);
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

    fn open(&self) -> MutexGuard<'_, HashMap<u64, Arc<Connection>>> {
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

fn close_longest_idle(
    open: &mut HashMap<u64, Arc<Connection>>,
    among: impl Fn(&Connection) -> bool,
) -> bool {
    let longest = open
        .iter()
        .filter(|(_, connection)| among(connection))
        .map(|(number, connection)| (connection.idle_since.load(Ordering::Relaxed), *number))
        .filter(|(since, _)| *since != BUSY)
        .min();
    let Some(connection) = longest.and_then(|(_, number)| open.remove(&number)) else {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn connections(total: usize, per_peer: usize) -> Arc<Connections> {
        Connections::new(Arc::new(ConnectionLimits {
            connections: total,
            connections_per_peer: per_peer,
            trusted_proxies: vec!["198.51.100.0/24".parse().unwrap()],
            ..ConnectionLimits::default()
        }))
    }

    fn is_closing(place: &Place) -> bool {
        place.connection.close.is_cancelled()
    }

    #[test]
    fn one_public_address_has_its_own_limit() {
        let connections = connections(10, 2);
        let greedy: Option<IpAddr> = Some("203.0.113.9".parse().unwrap());
        let first = connections.admit(greedy).unwrap();
        let second = connections.admit(greedy).unwrap();
        let other = connections
            .admit(Some("203.0.113.10".parse().unwrap()))
            .unwrap();
        let third = connections.admit(greedy).unwrap();
        assert!(is_closing(&first) && !is_closing(&second) && !is_closing(&other));
        let _busy = (second.begin_request(), third.begin_request());
        assert!(connections.admit(greedy).is_none());
    }

    #[test]
    fn loopback_private_and_trusted_peers_share_the_total_only() {
        for peer in [
            None,
            Some("127.0.0.1"),
            Some("10.1.2.3"),
            Some("fd00::1"),
            Some("198.51.100.7"),
        ] {
            let connections = connections(3, 1);
            let peer: Option<IpAddr> = peer.map(|ip| ip.parse().unwrap());
            let places: Vec<_> = (0..3).filter_map(|_| connections.admit(peer)).collect();
            assert!(places.iter().all(|place| !is_closing(place)), "{peer:?}");
        }
    }

    #[test]
    fn a_place_is_free_again_when_its_connection_ends() {
        let connections = connections(1, 1);
        let place = connections.admit(None).unwrap();
        let in_flight = place.begin_request();
        assert!(connections.admit(None).is_none());
        drop((place, in_flight));
        assert!(connections.admit(None).is_some());
    }
}
