//! Addresses of people, as far as they are known without being kept.

use data_encoding::BASE32_NOPAD;

use crate::keys::Keys;

/// A keyed hash of an address, by which it is counted and by which a refusal is remembered when
/// the address itself is gone.
pub fn address_hash(address: &str, keys: &Keys) -> Vec<u8> {
    let known = address.trim().to_lowercase();
    keys.sign("mail address", &[known.as_bytes()]).to_vec()
}

/// What only the mail to an address holds: who knows it reads that address's mail. It follows from
/// the suggestion and the address, so it is stored nowhere and dies with a change of either.
#[derive(Clone, PartialEq, Eq)]
pub struct ConfirmCode(String);

impl ConfirmCode {
    /// The code for `address` on the suggestion with this reference.
    pub fn of(reference: &str, address: &str, keys: &Keys) -> Self {
        let parts = [reference.as_bytes(), address.as_bytes()];
        let signature = keys.sign("confirm address", &parts);
        let (code, _) = signature.split_at(16);
        Self(BASE32_NOPAD.encode(code).to_lowercase())
    }

    /// The code itself, for the link.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is the code, without telling by the time it takes how nearly.
    pub fn is(&self, typed: &str) -> bool {
        let typed = typed.trim().as_bytes();
        let differing = self.0.bytes().zip(typed).map(|(one, other)| one ^ other);
        self.0.len() == typed.len() && differing.fold(0, |all, bits| all | bits) == 0
    }
}

impl std::fmt::Debug for ConfirmCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ConfirmCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_belongs_to_one_suggestion_and_one_address() {
        let keys = Keys::new([1; 32]);
        let code = ConfirmCode::of("SP-0000-0001", "ada@example.org", &keys);
        assert!(code.is(&format!(" {} ", code.as_str())));
        for other in [
            ConfirmCode::of("SP-0000-0002", "ada@example.org", &keys),
            ConfirmCode::of("SP-0000-0001", "bob@example.org", &keys),
            ConfirmCode::of("SP-0000-0001", "ada@example.org", &Keys::new([2; 32])),
        ] {
            assert!(!code.is(other.as_str()));
        }
        assert!(!code.is("") && !code.is(&code.as_str()[1..]));
    }

    #[test]
    fn an_address_is_the_same_in_capitals() {
        let keys = Keys::new([1; 32]);
        let hash = |address| address_hash(address, &keys);
        assert_eq!(hash(" Ada@Example.org"), hash("ada@example.org"));
        assert_ne!(hash("ada@example.org"), hash("ada@example.com"));
    }
}
