//! How much of the server one peer, or all of them together, may hold.

use std::time::Duration;

use ipnet::IpNet;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// What is kept for the database, the logs and the like.
const RESERVED_DESCRIPTORS: u64 = 64;

/// The limits of the accept loop. The defaults are the promises of the product; tests use
/// shorter ones.
#[derive(Clone, Debug)]
pub struct ConnectionLimits {
    /// Open connections in total; for one more, the longest idle is closed.
    pub connections: usize,
    /// Open connections of one public address; loopback, private and trusted ones are exempt,
    /// as many people may stand behind them.
    pub connections_per_peer: usize,
    /// How long the head of a request may take, and how long a connection may be idle.
    pub head_time: Duration,
    /// The bytes of a request's head.
    pub head_bytes: usize,
    /// The header fields of a request.
    pub headers: usize,
    /// How long a reader may take for [`Self::write_progress`] bytes.
    pub write_stall: Duration,
    /// The bytes that count as progress of a slow reader.
    pub write_progress: usize,
    /// How long requests in flight may take once the server is asked to end.
    pub grace: Duration,
    /// Proxies of the operator, which carry everybody's requests.
    pub trusted_proxies: Vec<IpNet>,
}

impl Default for ConnectionLimits {
    fn default() -> Self {
        Self {
            connections: 1_024,
            connections_per_peer: 64,
            head_time: Duration::from_secs(10),
            head_bytes: 32 * 1_024,
            headers: 64,
            write_stall: Duration::from_secs(30),
            write_progress: 1_024,
            grace: Duration::from_secs(10),
            trusted_proxies: Vec::new(),
        }
    }
}

impl ConnectionLimits {
    /// These limits with no more connections than this process has descriptors for. Asks the
    /// system for as many as the connections need, as the usual allowance is small.
    pub fn within_descriptors(mut self) -> Self {
        let wanted = self.connections as u64 + RESERVED_DESCRIPTORS;
        let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
        let mut allowed = current.unwrap_or(u64::MAX);
        if allowed < wanted {
            let raised = maximum.map_or(wanted, |maximum| maximum.min(wanted));
            if setrlimit(
                Resource::Nofile,
                Rlimit {
                    current: Some(raised),
                    maximum,
                },
            )
            .is_ok()
            {
                allowed = raised;
            }
        }
        let room = allowed.saturating_sub(RESERVED_DESCRIPTORS).max(1);
        self.connections = self
            .connections
            .min(usize::try_from(room).unwrap_or(usize::MAX));
        self
    }
}
