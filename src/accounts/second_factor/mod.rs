//! The second factor: codes of an app on one's telephone, and recovery codes for when it is lost.

mod enrol;
pub(super) mod qr;
mod recovery;
mod sign_in_code;
mod totp;

pub(super) use sign_in_code::{CodeAnswer, WaitingForCode};
pub(super) use totp::Secret;

use super::sql;
use crate::accounts::state::Accounts;
use crate::error::Result;

/// What is kept of somebody's second factor.
pub(super) struct StoredFactor {
    /// The secret, sealed with the server's key.
    pub(super) sealed: Option<Vec<u8>>,
    /// Since when it counts.
    pub(super) confirmed_at: Option<i64>,
}

/// A sign-in whose password was right, as it is kept. Times are UTC milliseconds.
pub(super) struct PendingSignIn {
    /// Who.
    pub(super) user_id: i64,
    /// When the password was given.
    pub(super) created_at: i64,
    /// Until when a code is taken.
    pub(super) expires_at: i64,
    /// Their secret, sealed.
    pub(super) sealed: Option<Vec<u8>>,
}

/// How somebody's second factor stands.
pub(super) enum SecondFactor {
    /// There is none.
    Off,
    /// The secret was shown, but no code has been given yet.
    Begun(Secret),
    /// A code is asked for at each sign-in.
    On {
        /// Since when, UTC milliseconds.
        since: i64,
        /// How many recovery codes are left.
        codes_left: i64,
        /// Whether codes can be checked: not after the server's key was lost.
        readable: bool,
    },
}

impl Accounts {
    /// How somebody's second factor stands.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(super) async fn second_factor(&self, user_id: i64) -> Result<SecondFactor> {
        let mut connection = self.db.read().await?;
        let stored = sql::find_second_factor(&mut connection, user_id).await?;
        let secret = self.open_secret(user_id, stored.sealed.as_deref());
        Ok(match (stored.confirmed_at, secret) {
            (Some(since), secret) => SecondFactor::On {
                since,
                codes_left: sql::count_recovery_codes(&mut connection, user_id).await?,
                readable: secret.is_some(),
            },
            (None, Some(secret)) => SecondFactor::Begun(secret),
            (None, None) => SecondFactor::Off,
        })
    }

    fn seal_secret(&self, user_id: i64, secret: &Secret) -> Vec<u8> {
        self.keys.seal(&purpose(user_id), secret.bytes())
    }

    /// None as well when the server's key is another than it was sealed with.
    fn open_secret(&self, user_id: i64, sealed: Option<&[u8]>) -> Option<Secret> {
        let bytes = self.keys.open(&purpose(user_id), sealed?)?;
        Secret::from_bytes(&bytes)
    }
}

fn purpose(user_id: i64) -> String {
    format!("second factor of {user_id}")
}
