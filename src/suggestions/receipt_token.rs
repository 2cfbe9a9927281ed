//! The secret behind a receipt's link.

use super::Reference;
use crate::keys::{Keys, token_hash};

/// 128 bits that nobody can guess. They follow from the reference and the server's key, so that
/// the same link can be given again to who sends the same form again; only a hash is stored.
#[derive(Clone, PartialEq, Eq)]
pub struct ReceiptToken(String);

impl ReceiptToken {
    /// The token of the suggestion with this reference.
    pub fn of(reference: &Reference, keys: &Keys) -> Self {
        Self(keys.receipt_token(reference.as_str()))
    }

    /// What is stored of it.
    pub fn hash(&self) -> Vec<u8> {
        token_hash(&self.0)
    }

    /// The token itself, for the link.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for ReceiptToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ReceiptToken(…)")
    }
}
