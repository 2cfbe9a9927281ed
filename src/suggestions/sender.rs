//! Who sends something, as far as floods go: keyed hashes, so that no address is stored.

use std::net::IpAddr;

use crate::keys::Keys;
use crate::web::client_address::{narrow_prefix, wide_prefix};

/// Where a suggestion comes from.
#[derive(Clone, Debug)]
pub struct Sender {
    /// One household or office.
    pub narrow: Vec<u8>,
    /// One network.
    pub wide: Vec<u8>,
    /// The signed-in person, if any.
    pub user_id: Option<i64>,
}

impl Sender {
    /// Somebody at this address.
    pub fn new(address: IpAddr, user_id: Option<i64>, keys: &Keys) -> Self {
        let hash = |prefix: String| keys.sign("network", &[prefix.as_bytes()]).to_vec();
        Self {
            narrow: hash(narrow_prefix(address)),
            wide: hash(wide_prefix(address)),
            user_id,
        }
    }
}
