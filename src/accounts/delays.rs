//! Slows down whoever guesses the password of one account, from however many networks.
//!
//! An account is never locked: that would let anybody shut its owner out. Somebody whose browser
//! signed in to it before is not slowed down at all.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::clock::{HOUR, MINUTE, SECOND};
use crate::keys::{Keys, random_bytes};

/// From this many different wrong passwords on, there is a wait between tries.
const FREE: usize = 5;
/// The longest wait between two tries.
const LONGEST: i64 = 5 * MINUTE;
/// After this long without a try, all is forgotten.
const MEMORY: i64 = HOUR;
/// How many different wrong passwords are told apart; owners mistype a few.
const REMEMBERED: usize = 32;
/// How many names are watched at once; the least suspicious are forgotten first.
const MOST_NAMES: usize = 10_000;

/// What is remembered of a name or a password: a hash under a key that dies with the process.
type Trace = [u8; 32];

/// The tries of every account, in memory. Cheap to clone; all clones share it.
#[derive(Clone, Debug)]
pub struct SignInDelays {
    key: Keys,
    accounts: Arc<Mutex<HashMap<Trace, Tries>>>,
}

#[derive(Debug, Default)]
struct Tries {
    passwords: VecDeque<Trace>,
    /// How many different ones there were.
    count: usize,
    /// When the next is answered, and when the last was, in UTC milliseconds.
    next_at: i64,
    last_at: i64,
}

impl Default for SignInDelays {
    fn default() -> Self {
        Self {
            key: Keys::new(random_bytes()),
            accounts: Arc::default(),
        }
    }
}

impl SignInDelays {
    /// Counts a try before it is judged, so that a crowd of them can't slip through together. A
    /// password that was tried before is no new guess, and always passes. Names that do not exist
    /// are treated alike.
    ///
    /// # Errors
    /// How long to wait before the next try of this name.
    pub fn begin(&self, name: &str, password: &str, now: i64) -> Result<(), Duration> {
        let (name, password) = self.traces(name, password);
        let mut accounts = self.accounts.lock().unwrap_or_else(PoisonError::into_inner);
        if accounts.len() >= MOST_NAMES && !accounts.contains_key(&name) {
            make_room(&mut accounts, now);
        }
        let tries = accounts.entry(name).or_default();
        // A clock that was set back must not lengthen any wait.
        if now - tries.last_at >= MEMORY || now < tries.last_at {
            *tries = Tries::default();
        }
        if tries.passwords.contains(&password) {
            return Ok(());
        }
        if now < tries.next_at {
            return Err(Duration::from_millis((tries.next_at - now).unsigned_abs()));
        }
        tries.passwords.push_back(password);
        if tries.passwords.len() > REMEMBERED {
            tries.passwords.pop_front();
        }
        tries.count += 1;
        tries.last_at = now;
        tries.next_at = now + wait_after(tries.count);
        Ok(())
    }

    /// Takes a try back that turned out to be right.
    pub fn succeeded(&self, name: &str, password: &str) {
        let (name, password) = self.traces(name, password);
        let mut accounts = self.accounts.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(tries) = accounts.get_mut(&name) else {
            return;
        };
        let before = tries.passwords.len();
        tries.passwords.retain(|tried| *tried != password);
        if tries.passwords.len() < before {
            tries.count = tries.count.saturating_sub(1);
        }
    }

    /// Names are compared without case, as the database does.
    fn traces(&self, name: &str, password: &str) -> (Trace, Trace) {
        let name = name.to_ascii_lowercase();
        (
            self.key.sign("name", &[name.as_bytes()]),
            self.key.sign("password", &[password.as_bytes()]),
        )
    }
}

/// How long the next different password waits after `count` of them: 1 s after the fifth, twice
/// as long after each more.
fn wait_after(count: usize) -> i64 {
    match count.checked_sub(FREE) {
        None => 0,
        Some(more) => LONGEST.min(SECOND << more.min(16)),
    }
}

/// Forgets who was silent for long, and if that is not enough, who tried the least.
fn make_room(accounts: &mut HashMap<Trace, Tries>, now: i64) {
    accounts.retain(|_, tries| now - tries.last_at < MEMORY);
    let mut least = 1;
    while accounts.len() >= MOST_NAMES {
        accounts.retain(|_, tries| tries.count > least);
        least *= 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guessing_slows_down_to_thirty_an_hour_at_most() {
        let delays = SignInDelays::default();
        let mut guesses = 0;
        for second in 0..3_600 {
            let password = format!("guess {guesses}");
            if delays.begin("ada", &password, second * SECOND).is_ok() {
                guesses += 1;
            }
        }
        assert!((10..=30).contains(&guesses), "{guesses}");
        let wait = delays.begin("ADA", "another", 3_600 * SECOND).unwrap_err();
        assert!(wait <= Duration::from_secs(300), "{wait:?}");
        delays.begin("grace", "another", 3_600 * SECOND).unwrap();
    }

    #[test]
    fn mistyping_the_same_word_and_being_right_cost_nothing() {
        let delays = SignInDelays::default();
        for n in 0..FREE {
            delays.begin("ada", &format!("typo {n}"), 0).unwrap();
        }
        delays.begin("ada", "typo 3", 0).unwrap();
        let wait = delays.begin("ada", "right", 0).unwrap_err();
        assert_eq!(wait, Duration::from_secs(1));
        delays.begin("ada", "right", SECOND).unwrap();
        delays.succeeded("ada", "right");
        let next = delays.begin("ada", "wrong", SECOND + 2 * SECOND);
        next.expect("the right one did not count");
        let forgotten = 3 * SECOND + MEMORY;
        for n in 0..FREE {
            delays
                .begin("ada", &format!("later {n}"), forgotten)
                .unwrap();
        }
    }

    #[test]
    fn a_crowd_of_names_does_not_fill_the_memory_nor_hide_a_guesser() {
        let delays = SignInDelays::default();
        for n in 0..=FREE {
            let _ = delays.begin("ada", &format!("guess {n}"), 0);
        }
        for n in 0..MOST_NAMES + 10 {
            delays.begin(&format!("name {n}"), "x", 0).unwrap();
        }
        assert!(delays.accounts.lock().unwrap().len() <= MOST_NAMES);
        delays.begin("ada", "another", 0).unwrap_err();
    }
}
