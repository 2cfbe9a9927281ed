//! What is written down about accounts, for ever: numbers of people, never names.

use std::net::IpAddr;

use serde_json::json;

use super::event_kind::EventKind;
use crate::keys::Keys;
use crate::web::client_address::narrow_prefix;

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
    /// Numbers that belong to it, such as `{"change": 7}` or `{"token": 3}`.
    pub detail: serde_json::Value,
}

impl SecurityEvent {
    /// What the operator did at the command line.
    pub fn by_operator(kind: EventKind, subject_id: i64) -> Self {
        Self {
            kind,
            user_id: None,
            subject_id: Some(subject_id),
            network: None,
            detail: json!({}),
        }
    }

    /// What somebody did to their own account, from the network `network`.
    pub fn own(kind: EventKind, user_id: i64, network: Vec<u8>) -> Self {
        Self {
            user_id: Some(user_id),
            network: Some(network),
            ..Self::by_operator(kind, user_id)
        }
    }

    /// What somebody did who isn't signed in, to an account if there is one.
    pub fn by_stranger(kind: EventKind, subject_id: Option<i64>, network: Vec<u8>) -> Self {
        Self {
            kind,
            user_id: None,
            subject_id,
            network: Some(network),
            detail: json!({}),
        }
    }

    /// Names what belongs to it: a change in the history, or a token.
    #[must_use]
    pub fn with(self, what: &str, number: i64) -> Self {
        Self {
            detail: json!({ what: number }),
            ..self
        }
    }
}

/// A network by a name that only this server can give it.
pub(super) fn network_trace(keys: &Keys, address: IpAddr) -> Vec<u8> {
    let prefix = narrow_prefix(address);
    keys.sign("network of a security event", &[prefix.as_bytes()])
        .to_vec()
}
