//! A short random name for each request: people can quote it, and the log knows it.

use crate::keys;

/// The request's name, such as `9F2C-41AB`, in the request's extensions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(String);

/// Crockford's base 32: no I, L, O or U, so that a name read aloud is understood.
/// Source: <https://www.crockford.com/base32.html>.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl RequestId {
    /// A new name of 40 random bits.
    pub fn random() -> Self {
        let mut name = String::with_capacity(9);
        for (place, byte) in keys::random_bytes::<8>().into_iter().enumerate() {
            if place == 4 {
                name.push('-');
            }
            // The remainder is below 32, the length of the alphabet.
            name.push(char::from(ALPHABET[usize::from(byte % 32)]));
        }
        Self(name)
    }

    /// The name as people quote it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
