//! What a page shows once after a form, and the database never holds as it is: one-time links,
//! recovery codes, tokens. It waits in memory between the form and the page that follows it.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use crate::clock::MINUTE;

/// How long it waits for its page, in milliseconds.
const PATIENCE: i64 = 5 * MINUTE;

/// What waits for the next page of each session, by the session's number. Cheap to clone; all
/// clones share it.
#[derive(Clone, Default)]
pub(super) struct ShownOnce(Arc<Mutex<HashMap<i64, Waiting>>>);

struct Waiting {
    since: i64,
    secret: Secret,
}

/// What is to be shown, and by which page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Secret {
    /// The address of a one-time link, for the person of this number.
    Link {
        /// Whose it is.
        user_id: i64,
        /// The address.
        address: String,
    },
    /// Recovery codes.
    Codes(Vec<String>),
    /// An API token.
    Token(String),
}

impl fmt::Debug for ShownOnce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ShownOnce(…)")
    }
}

impl ShownOnce {
    /// Keeps `secret` for the next page of a session that shows such a thing.
    pub(super) fn put(&self, session_id: i64, secret: Secret, now: i64) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.retain(|_, other| (other.since..other.since + PATIENCE).contains(&now));
        waiting.insert(session_id, Waiting { since: now, secret });
    }

    /// Hands over what waits for a session, if `wanted` takes it; it is gone then.
    pub(super) fn take<T>(
        &self,
        session_id: i64,
        now: i64,
        wanted: impl Fn(&Secret) -> Option<T>,
    ) -> Option<T> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = waiting.get(&session_id)?;
        let in_time = (found.since..found.since + PATIENCE).contains(&now);
        let taken = wanted(&found.secret)?;
        waiting.remove(&session_id);
        in_time.then_some(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(secret: &Secret) -> Option<String> {
        match secret {
            Secret::Token(token) => Some(token.clone()),
            _ => None,
        }
    }

    #[test]
    fn it_is_shown_once_to_its_session_and_by_its_page() {
        let shown = ShownOnce::default();
        shown.put(7, Secret::Token("sp_x".into()), 0);
        assert_eq!(shown.take(8, 0, token), None);
        let codes = |secret: &Secret| matches!(secret, Secret::Codes(_)).then_some(());
        assert_eq!(shown.take(7, 0, codes), None);
        assert_eq!(shown.take(7, 1, token).as_deref(), Some("sp_x"));
        assert_eq!(shown.take(7, 1, token), None);
        shown.put(7, Secret::Token("sp_y".into()), 0);
        assert_eq!(shown.take(7, PATIENCE, token), None);
    }
}
