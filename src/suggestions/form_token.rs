//! The token of a form: when it was opened, and a random number by which a second sending of the
//! same form is known. Nothing is stored until the form is sent.

use data_encoding::BASE64URL_NOPAD;

use crate::keys::{Keys, random_bytes};

const PURPOSE: &str = "form token";
/// Number, time and signature, in bytes.
const LENGTH: usize = 16 + 8 + 32;

/// What the hidden field of a form says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormToken {
    /// Different in every form that is opened.
    pub nonce: [u8; 16],
    /// When the form was opened, UTC milliseconds.
    pub issued_at: i64,
}

impl FormToken {
    /// For a form that is opened at `now`.
    pub fn issue(now: i64) -> Self {
        Self {
            nonce: random_bytes(),
            issued_at: now,
        }
    }

    /// The hidden field's value.
    pub fn sealed(&self, keys: &Keys) -> String {
        let issued_at = self.issued_at.to_be_bytes();
        let signature = keys.sign(PURPOSE, &[&self.nonce, &issued_at]);
        BASE64URL_NOPAD.encode(&[&self.nonce[..], &issued_at, &signature].concat())
    }

    /// Reads the hidden field; `None` when it is not ours.
    pub fn read(text: &str, keys: &Keys) -> Option<Self> {
        let bytes = BASE64URL_NOPAD.decode(text.trim().as_bytes()).ok()?;
        if bytes.len() != LENGTH {
            return None;
        }
        let (nonce, rest) = bytes.split_first_chunk::<16>()?;
        let (issued_at, signature) = rest.split_first_chunk::<8>()?;
        keys.verify(PURPOSE, &[nonce, issued_at], signature)
            .then(|| Self {
                nonce: *nonce,
                issued_at: i64::from_be_bytes(*issued_at),
            })
    }

    /// How long ago the form was opened, in milliseconds; a clock that was set back makes no
    /// form older than it is.
    pub fn age(&self, now: i64) -> i64 {
        now.saturating_sub(self.issued_at).max(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_tokens_are_read() {
        let keys = Keys::new([1; 32]);
        let token = FormToken::issue(1_000);
        let sealed = token.sealed(&keys);
        assert_eq!(FormToken::read(&sealed, &keys), Some(token));
        assert_eq!(FormToken::read(&sealed, &Keys::new([2; 32])), None);
        let mut bytes = BASE64URL_NOPAD.decode(sealed.as_bytes()).unwrap();
        for place in 0..bytes.len() {
            bytes[place] ^= 1;
            assert_eq!(
                FormToken::read(&BASE64URL_NOPAD.encode(&bytes), &keys),
                None
            );
            bytes[place] ^= 1;
        }
        for other in ["", "x", "é", &sealed[1..], &format!("{sealed}A")] {
            assert_eq!(FormToken::read(other, &keys), None, "{other}");
        }
    }
}
