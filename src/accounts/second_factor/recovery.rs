//! Recovery codes: each opens an account once when the app is lost.

use crate::keys::{random_uid, token_hash};

/// How many codes are made at once.
pub(in crate::accounts) const COUNT: usize = 10;
/// The characters of a code without its hyphens: 128 bits in base 32.
const LENGTH: usize = 26;
/// How many characters stand together.
const GROUP: usize = 7;

/// Ten new codes as they are shown. Only their hashes are kept.
pub(in crate::accounts) fn new_codes() -> Vec<String> {
    (0..COUNT).map(|_| grouped(&random_uid())).collect()
}

fn grouped(code: &str) -> String {
    let groups = code.as_bytes().chunks(GROUP);
    let groups: Vec<_> = groups.map(String::from_utf8_lossy).collect();
    groups.join("-")
}

/// What is kept of a code as somebody typed it; none when it can't be one. Case, spaces and
/// hyphens don't matter, and what looks alike is the same.
pub(in crate::accounts) fn code_hash(typed: &str) -> Option<Vec<u8>> {
    if typed.len() > 4 * LENGTH {
        return None;
    }
    let code: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| match c.to_ascii_lowercase() {
            '0' => 'o',
            '1' => 'l',
            '8' => 'b',
            other => other,
        })
        .collect();
    let known = |c: char| c.is_ascii_lowercase() || ('2'..='7').contains(&c);
    (code.chars().count() == LENGTH && code.chars().all(known)).then(|| token_hash(&code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_codes_differ_and_survive_being_copied_by_hand() {
        let codes = new_codes();
        assert_eq!(codes.len(), COUNT);
        for (at, code) in codes.iter().enumerate() {
            let hash = code_hash(code);
            assert!(hash.is_some(), "{code}");
            let by_hand = code.replace('-', " ").to_uppercase();
            assert_eq!(code_hash(&format!(" {by_hand}\n")), hash);
            assert_eq!(code_hash(&code.replace('o', "0").replace('b', "8")), hash);
            for other in &codes[at + 1..] {
                assert_ne!(code_hash(other), hash);
            }
        }
        for wrong in ["", "123456", "é", &"a".repeat(25), &"a".repeat(27)] {
            assert_eq!(code_hash(wrong), None, "{wrong:?}");
        }
    }
}
