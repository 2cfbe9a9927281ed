//! Sealing: what is kept in the database and can be read only with the key outside it.

use chacha20poly1305::aead::Aead;
use chacha20poly1305::{Key, KeyInit, XChaCha20Poly1305, XNonce};

use super::{Keys, random_bytes};

/// The bytes in front of what is sealed; drawn at random, so many that none ever repeats.
const NONCE: usize = 24;

impl Keys {
    /// Seals `plain` for `purpose`, which says whose and what for: sealed for another purpose it
    /// does not open, so rows can't be exchanged.
    /// Source: XChaCha20-Poly1305, draft-irtf-cfrg-xchacha-03.
    pub fn seal(&self, purpose: &str, plain: &[u8]) -> Vec<u8> {
        let nonce: [u8; NONCE] = random_bytes();
        let sealed = self.cipher(purpose).encrypt(&XNonce::from(nonce), plain);
        // It fails only beyond 256 GiB.
        let sealed = sealed.expect("what we seal is short");
        [nonce.as_slice(), &sealed].concat()
    }

    /// What was sealed for `purpose`; none when it was for another, with another key, or changed.
    pub fn open(&self, purpose: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
        let cipher = self.cipher(purpose);
        cipher.decrypt(&XNonce::from(*nonce), sealed).ok()
    }

    fn cipher(&self, purpose: &str) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&Key::from(self.sign("seal", &[purpose.as_bytes()])))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_key_opens_it_for_the_same_purpose() {
        let keys = Keys::new([1; 32]);
        let sealed = keys.seal("second factor of 7", b"secret");
        assert_ne!(sealed, keys.seal("second factor of 7", b"secret"));
        assert!(!sealed.windows(6).any(|window| window == b"secret"));
        let opened = keys.open("second factor of 7", &sealed);
        assert_eq!(opened.as_deref(), Some(b"secret".as_slice()));
        assert_eq!(keys.open("second factor of 8", &sealed), None);
        let other = Keys::new([2; 32]);
        assert_eq!(other.open("second factor of 7", &sealed), None);
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert_eq!(keys.open("second factor of 7", &changed), None, "byte {at}");
            assert_eq!(keys.open("second factor of 7", &sealed[..at]), None);
        }
        assert_eq!(keys.open("", &keys.seal("", b"")).unwrap(), b"");
    }
}
