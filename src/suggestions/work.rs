//! A proof of work: under pressure the browser does a little arithmetic in the background
//! (`static/pow.js`) instead of waiting half a minute. It costs a person nothing that they notice,
//! and whoever sends thousands of forms a great deal.
//!
//! The puzzle is the form's own token, which is signed, dated and good for one suggestion: nothing
//! is stored, and nothing can be worked out ahead or used twice.

use sha2::{Digest, Sha256};

/// How many bits at the front of the hash must be zero. Each doubles the work: 13 take a browser
/// some 8,000 hashes, a fifth of a second. `static/pow.js` reads it from the form.
pub const BITS: u32 = 13;
/// The longest answer that is looked at, in characters.
const LONGEST: usize = 20;

/// Whether `work` solves the puzzle of a form token: the SHA-256 of both, with a colon between,
/// begins with [`BITS`] zeros. That the token is one of ours is for the caller to know.
pub fn is_done(token: &str, work: &str) -> bool {
    if work.is_empty() || work.len() > LONGEST {
        return false;
    }
    let hash = Sha256::digest(format!("{token}:{work}"));
    let [a, b, c, d, ..] = hash.0;
    u32::from_be_bytes([a, b, c, d]).leading_zeros() >= BITS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_fits_its_own_puzzle_alone() {
        let answer = |token: &str| {
            let mut numbers = (0..).map(|n: u64| n.to_string());
            numbers.find(|work| is_done(token, work)).unwrap()
        };
        let (one, other) = (answer("one"), answer("other"));
        assert!(is_done("one", &one) && is_done("other", &other));
        assert!(!is_done("other", &one) && !is_done("one", &other));
        for wrong in ["", "x", "123456789012345678901"] {
            assert!(!is_done("one", wrong), "{wrong}");
        }
    }
}
