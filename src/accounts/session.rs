//! Sessions: how long they last, and how one begins.

use super::sql;
use crate::clock::{DAY, HOUR, MINUTE};
use crate::db::Connection;
use crate::error::Result;
use crate::keys::{random_bytes, random_token, token_hash};

/// A session that was not used for this long is over, in milliseconds.
pub const IDLE_LIFETIME: i64 = 12 * HOUR;
/// A session that is this old is over however busy it is, in milliseconds.
pub const ABSOLUTE_LIFETIME: i64 = 7 * DAY;
/// For how long after the password was given security changes don't ask for it again, in
/// milliseconds.
pub const FRESH_LIFETIME: i64 = 15 * MINUTE;
/// How exactly the last use is kept: writing it at each request would make every read a write.
const LAST_SEEN_STEP: i64 = MINUTE;

/// One browser that is signed in. Times are UTC milliseconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// A random number that names the session without opening it.
    pub id: i64,
    /// When the person signed in.
    pub created_at: i64,
    /// When it was last used, to the minute.
    pub last_seen_at: i64,
    /// When the password was last given.
    pub authenticated_at: i64,
    /// Browser and system in a few words; may be empty.
    pub agent: String,
}

impl Session {
    /// Whether it still opens anything.
    pub fn is_alive(&self, now: i64) -> bool {
        now < self.created_at + ABSOLUTE_LIFETIME && now < self.last_seen_at + IDLE_LIFETIME
    }

    /// Whether the password was given so lately that security may be changed.
    pub fn is_fresh(&self, now: i64) -> bool {
        now < self.authenticated_at + FRESH_LIFETIME
    }

    /// Whether its last use is worth writing down again.
    pub(super) fn is_worth_touching(&self, now: i64) -> bool {
        now >= self.last_seen_at + LAST_SEEN_STEP
    }
}

/// Begins a session of the user and returns the token for its cookie, which is stored nowhere.
/// `agent` says in a few words which browser it is.
///
/// # Errors
/// When the database can't be written.
pub async fn start_session(
    connection: &mut Connection,
    user_id: i64,
    agent: &str,
    now: i64,
) -> Result<String> {
    let (token, _) = begin_session(connection, user_id, agent, now).await?;
    Ok(token)
}

/// The same, with the number that names the session.
pub(super) async fn begin_session(
    connection: &mut Connection,
    user_id: i64,
    agent: &str,
    now: i64,
) -> Result<(String, i64)> {
    let token = random_token();
    // 53 bits: exact in every language, and always positive.
    let id = (u64::from_be_bytes(random_bytes()) >> 11).cast_signed();
    sql::insert_session(connection, &token_hash(&token), id, user_id, agent, now).await?;
    Ok((token, id))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(created_at: i64, last_seen_at: i64) -> Session {
        Session {
            id: 1,
            created_at,
            last_seen_at,
            authenticated_at: created_at,
            agent: String::new(),
        }
    }

    #[test]
    fn it_ends_after_half_a_day_of_silence_or_a_week() {
        assert!(seen(0, 0).is_alive(IDLE_LIFETIME - 1));
        assert!(!seen(0, 0).is_alive(IDLE_LIFETIME));
        let busy = seen(0, ABSOLUTE_LIFETIME - 1);
        assert!(busy.is_alive(ABSOLUTE_LIFETIME - 1));
        assert!(!busy.is_alive(ABSOLUTE_LIFETIME));
    }

    #[test]
    fn it_is_fresh_for_a_quarter_of_an_hour() {
        assert!(seen(0, 0).is_fresh(FRESH_LIFETIME - 1));
        assert!(!seen(0, 0).is_fresh(FRESH_LIFETIME));
    }
}
