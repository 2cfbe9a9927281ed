//! Counts what people do, so that nobody does too much of it.
//!
//! Only accepted suggestions count, so a limit has to be asked before it is counted, and a count
//! has to be given back; the crates for rate limits decide and count in one step. This one
//! remembers when each thing happened, which makes it exact: at most so many in any window.

use std::collections::{HashMap, VecDeque};
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::clock::{Clock, MINUTE};
use crate::config::Quota;
use crate::web::client_address::wide_prefix;

/// How many keys are told apart, before only their networks are.
const MOST_KEYS: usize = 50_000;
/// The key of everybody, when even the networks are too many.
const EVERYBODY: &str = "*";

/// One limit, counted apart for each key: a prefix, a host, or one word for everybody.
#[derive(Debug)]
pub struct Limiter {
    quota: Option<Quota>,
    clock: Clock,
    table: Mutex<Table>,
}

#[derive(Debug, Default)]
struct Table {
    /// When things happened for a key, oldest first, in UTC milliseconds.
    times: HashMap<String, VecDeque<i64>>,
    pruned_at: i64,
}

impl Limiter {
    /// Counts against `quota`; without one everything is allowed and nothing is remembered.
    pub fn new(quota: Option<Quota>, clock: Clock) -> Self {
        Self {
            quota,
            clock,
            table: Mutex::default(),
        }
    }

    /// Whether one more is allowed for `key`, without counting it.
    ///
    /// # Errors
    /// How long to wait until it is.
    pub fn check(&self, key: &str) -> Result<(), Duration> {
        let Some(quota) = self.quota else {
            return Ok(());
        };
        let now = self.clock.now();
        let mut table = self.lock();
        let key = table.key_for(key, now, &quota);
        table.wait(&key, now, &quota)
    }

    /// Counts one for `key`, allowed or not.
    pub fn record(&self, key: &str) {
        let Some(quota) = self.quota else { return };
        let now = self.clock.now();
        let mut table = self.lock();
        let key = table.key_for(key, now, &quota);
        table.record(key, now, &quota);
    }

    /// Counts one for `key` if it is allowed, in one step, so that a crowd can't squeeze through
    /// between asking and counting. It is given back unless the reservation is kept.
    ///
    /// # Errors
    /// How long to wait until it is allowed; nothing is counted then.
    pub fn reserve(&self, key: &str) -> Result<Reservation<'_>, Duration> {
        let Some(quota) = self.quota else {
            return Ok(Reservation {
                limiter: self,
                made: None,
            });
        };
        let now = self.clock.now();
        let mut table = self.lock();
        let key = table.key_for(key, now, &quota);
        table.wait(&key, now, &quota)?;
        table.record(key.clone(), now, &quota);
        Ok(Reservation {
            limiter: self,
            made: Some((key, now)),
        })
    }

    /// A panic elsewhere leaves the table whole, as each change to it is a single push or pop.
    fn lock(&self) -> MutexGuard<'_, Table> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One that was counted; dropping it gives it back.
#[must_use = "dropping a reservation gives it back at once"]
#[derive(Debug)]
pub struct Reservation<'a> {
    limiter: &'a Limiter,
    made: Option<(String, i64)>,
}

impl Reservation<'_> {
    /// What it was for was accepted: it stays counted.
    pub fn keep(mut self) {
        self.made = None;
    }
}

impl Drop for Reservation<'_> {
    fn drop(&mut self) {
        let Some((key, at)) = self.made.take() else {
            return;
        };
        let mut table = self.limiter.lock();
        if let Some(times) = table.times.get_mut(&key)
            && let Some(place) = times.iter().rposition(|time| *time == at)
        {
            times.remove(place);
        }
    }
}

impl Table {
    /// Where `key` is counted: by itself while there is room, else with its network.
    fn key_for(&mut self, key: &str, now: i64, quota: &Quota) -> String {
        self.prune(now, quota);
        if self.times.len() < MOST_KEYS || self.times.contains_key(key) {
            return key.to_owned();
        }
        let address = key
            .split('/')
            .next()
            .and_then(|address| address.parse::<IpAddr>().ok());
        match address.map(wide_prefix) {
            Some(network)
                if self.times.len() < 2 * MOST_KEYS || self.times.contains_key(&network) =>
            {
                network
            }
            _ => EVERYBODY.to_owned(),
        }
    }

    /// Forgets, once a minute, the keys of which nothing counts any more.
    fn prune(&mut self, now: i64, quota: &Quota) {
        if (now - self.pruned_at).abs() < MINUTE {
            return;
        }
        self.pruned_at = now;
        let window = milliseconds(quota);
        self.times
            .retain(|_, times| times.back().is_some_and(|last| now - last < window));
    }

    fn wait(&mut self, key: &str, now: i64, quota: &Quota) -> Result<(), Duration> {
        let Some(times) = self.times.get_mut(key) else {
            return Ok(());
        };
        let window = milliseconds(quota);
        // A clock that was set back must not lock anybody out until it catches up.
        for time in times.iter_mut() {
            *time = (*time).min(now);
        }
        while times.front().is_some_and(|first| now - first >= window) {
            times.pop_front();
        }
        // The one whose leaving makes room for one more.
        let room = times.len().checked_sub(count(quota));
        match room.and_then(|place| times.get(place)) {
            None => Ok(()),
            Some(time) => Err(Duration::from_millis((time + window - now).unsigned_abs())),
        }
    }

    fn record(&mut self, key: String, now: i64, quota: &Quota) {
        let times = self.times.entry(key).or_default();
        times.push_back(now);
        if times.len() > count(quota) {
            times.pop_front();
        }
    }
}

fn milliseconds(quota: &Quota) -> i64 {
    i64::try_from(quota.window.as_millis()).unwrap_or(i64::MAX)
}

fn count(quota: &Quota) -> usize {
    usize::try_from(quota.count).unwrap_or(usize::MAX)
}

#[cfg(test)]
#[path = "rate_limit_tests.rs"]
mod tests;
