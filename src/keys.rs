//! Secrets and randomness: the server's key, what is derived from it, and random tokens.

use std::fmt;
use std::sync::Arc;

use data_encoding::{BASE32_NOPAD, BASE64URL_NOPAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// The server's key of 32 bytes. Losing it costs pending form tokens, the re-issue of receipt
/// links and second factors, never data.
#[derive(Clone)]
pub struct Keys(Arc<[u8; 32]>);

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(…)")
    }
}

impl Keys {
    /// Takes the key as read from the settings or the key file.
    pub fn new(key: [u8; 32]) -> Self {
        Self(Arc::new(key))
    }

    /// HMAC-SHA-256 of `parts` under this key. `purpose` keeps the uses apart, and each part is
    /// preceded by its length so that no two lists of parts can collide.
    pub fn sign(&self, purpose: &str, parts: &[&[u8]]) -> [u8; 32] {
        self.mac(purpose, parts).finalize().into_bytes().into()
    }

    /// Whether `signature` is [`Self::sign`] of the same, compared in constant time.
    pub fn verify(&self, purpose: &str, parts: &[&[u8]], signature: &[u8]) -> bool {
        self.mac(purpose, parts).verify_slice(signature).is_ok()
    }

    fn mac(&self, purpose: &str, parts: &[&[u8]]) -> Hmac<Sha256> {
        // HMAC takes keys of any length, so this can't fail.
        let mut mac = Hmac::<Sha256>::new_from_slice(self.0.as_slice()).expect("any length fits");
        for part in std::iter::once(purpose.as_bytes()).chain(parts.iter().copied()) {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac
    }
}

/// `N` bytes from the operating system's random source.
///
/// # Panics
/// When the operating system has no random source, as nothing may go on without one.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

/// A random token of 256 bits for links and cookies, URL-safe.
pub fn random_token() -> String {
    BASE64URL_NOPAD.encode(&random_bytes::<32>())
}

/// A random identifier of 128 bits that outlives exports and feeds, in lower-case base 32.
pub fn random_uid() -> String {
    BASE32_NOPAD.encode(&random_bytes::<16>()).to_lowercase()
}

/// What is stored of a token: its SHA-256, so that a stolen database opens nothing.
pub fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}
