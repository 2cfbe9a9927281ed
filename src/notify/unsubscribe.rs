//! The link in every mail that ends mail to whom it went to: signed, so that it works without
//! signing in and nobody can make one up.

use data_encoding::BASE64URL_NOPAD;

use crate::keys::Keys;

const PURPOSE: &str = "unsubscribe";

/// Who wants no more mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recipient {
    /// A contributor, by the keyed hash of their address: it works when the address is erased.
    Address(Vec<u8>),
    /// A moderator.
    User(i64),
}

impl Recipient {
    /// The token of their link.
    pub fn token(&self, keys: &Keys) -> String {
        let named = self.named();
        let signature = keys.sign(PURPOSE, &[&named]);
        BASE64URL_NOPAD.encode(&[named.as_slice(), &signature].concat())
    }

    /// Whose link this is; none when it is not one of ours.
    pub fn of_token(token: &str, keys: &Keys) -> Option<Self> {
        let bytes = BASE64URL_NOPAD.decode(token.as_bytes()).ok()?;
        let (named, signature) = bytes.split_at_checked(bytes.len().checked_sub(32)?)?;
        if !keys.verify(PURPOSE, &[named], signature) {
            return None;
        }
        match named.split_first()? {
            (b'a', hash) => Some(Self::Address(hash.to_vec())),
            (b'u', id) => Some(Self::User(i64::from_be_bytes(id.try_into().ok()?))),
            _ => None,
        }
    }

    fn named(&self) -> Vec<u8> {
        match self {
            Self::Address(hash) => [b"a".as_slice(), hash].concat(),
            Self::User(id) => [b"u".as_slice(), &id.to_be_bytes()].concat(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_its_recipients_alone() {
        let keys = Keys::new([1; 32]);
        for recipient in [Recipient::Address(vec![5; 32]), Recipient::User(7)] {
            let token = recipient.token(&keys);
            assert_eq!(Recipient::of_token(&token, &keys), Some(recipient));
            assert_eq!(Recipient::of_token(&token, &Keys::new([2; 32])), None);
            let mut bytes = BASE64URL_NOPAD.decode(token.as_bytes()).unwrap();
            for at in 0..bytes.len() {
                bytes[at] ^= 1;
                assert_eq!(
                    Recipient::of_token(&BASE64URL_NOPAD.encode(&bytes), &keys),
                    None
                );
                bytes[at] ^= 1;
            }
        }
        for other in ["", "x", "é", "AAAA"] {
            assert_eq!(Recipient::of_token(other, &keys), None);
        }
    }
}
