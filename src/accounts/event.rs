//! What is written down about accounts, for ever: numbers of people, never names.

use std::net::IpAddr;

use crate::keys::Keys;
use crate::web::client_address::narrow_prefix;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// Somebody signed in.
    SignIn,
    /// Somebody tried to, with a wrong name or password or a disabled account.
    SignInFailed,
    /// Somebody ended one of their other sessions.
    SessionEnded,
    /// Somebody ended all their other sessions.
    SignOutEverywhere,
    /// Somebody changed their own password.
    PasswordChange,
    /// Somebody used a one-time link.
    SetUp,
    /// A person was added.
    UserAdd,
    /// A person got a new one-time link.
    UserReset,
    /// A person may not sign in any more.
    UserDisable,
}

impl EventKind {
    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::SignInFailed => "sign-in-failed",
            Self::SessionEnded => "session-ended",
            Self::SignOutEverywhere => "sign-out-everywhere",
            Self::PasswordChange => "password-change",
            Self::SetUp => "set-up",
            Self::UserAdd => "user-add",
            Self::UserReset => "user-reset",
            Self::UserDisable => "user-disable",
        }
    }
}

/// Something that happened to an account.
#[derive(Clone, Debug)]
pub struct SecurityEvent {
    /// What.
    pub kind: EventKind,
    /// Who did it; none at the command line, and when nobody knows.
    pub user_id: Option<i64>,
    /// Whose account it is; none when there is no such account.
    pub subject_id: Option<i64>,
    /// A keyed hash of the network that it came from; none at the command line.
    pub network: Option<Vec<u8>>,
}

impl SecurityEvent {
    /// What the operator did at the command line.
    pub fn by_operator(kind: EventKind, subject_id: i64) -> Self {
        Self {
            kind,
            user_id: None,
            subject_id: Some(subject_id),
            network: None,
        }
    }

    /// What somebody did to their own account, from the network `network`.
    pub fn own(kind: EventKind, user_id: i64, network: Vec<u8>) -> Self {
        Self {
            kind,
            user_id: Some(user_id),
            subject_id: Some(user_id),
            network: Some(network),
        }
    }
}

/// A network by a name that only this server can give it.
pub(super) fn network_trace(keys: &Keys, address: IpAddr) -> Vec<u8> {
    let prefix = narrow_prefix(address);
    keys.sign("network of a security event", &[prefix.as_bytes()])
        .to_vec()
}
