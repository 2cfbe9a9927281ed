//! A key given by the operator.

use std::fmt;
use std::str::FromStr;

use data_encoding::{BASE64, BASE64_NOPAD, BASE64URL, BASE64URL_NOPAD, HEXLOWER_PERMISSIVE};

/// 32 bytes that nobody but the server may know; never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret([u8; 32]);

impl Secret {
    /// The bytes, for [`crate::keys::Keys::new`].
    pub fn bytes(&self) -> [u8; 32] {
        self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl FromStr for Secret {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [
            HEXLOWER_PERMISSIVE,
            BASE64,
            BASE64_NOPAD,
            BASE64URL,
            BASE64URL_NOPAD,
        ]
        .iter()
        .filter_map(|encoding| encoding.decode(text.as_bytes()).ok())
        .find_map(|bytes| bytes.try_into().ok())
        .map(Self)
        .ok_or_else(|| {
            "is not 32 bytes in hexadecimal or base64: write what \
                 `openssl rand -hex 32` prints"
                .into()
        })
    }
}
