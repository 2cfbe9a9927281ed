//! How feeds and their items are called, for ever.
//!
//! Every name is a `urn:uuid:` (RFC 9562). It is made of random identifiers that were drawn when
//! the site or the entry began, so neither a new host nor a move or a new title changes it (RFC
//! 4287, section 4.2.6):
//!
//! | what | is named by |
//! | --- | --- |
//! | an entry | its own identifier, which exports carry: it keeps its name on another site |
//! | a change | the site's identifier and the number of the change |
//! | a feed | the site's identifier and what the feed is of: a category's identifier, a tag's number, the words of a search |
//!
//! The UUID is one of version 8: the first 128 bits of a SHA-256, with the bits of the version and
//! the variant set, as in RFC 9562, appendix B.2.

use sha2::{Digest, Sha256};

/// The name of an entry with this identifier.
pub fn entry(uid: &str) -> String {
    urn(&["entry", uid])
}

/// The name of one change of a site.
pub fn change(site_uid: &str, id: i64) -> String {
    urn(&["change", site_uid, &id.to_string()])
}

/// The name of a site's feed of some kind, such as `category`, of one thing of that kind.
pub fn feed(site_uid: &str, kind: &str, of: &str) -> String {
    urn(&["feed", site_uid, kind, of])
}

fn urn(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        // With its length in front, no two lists of parts are the same text.
        hash.update(u64::try_from(part.len()).unwrap_or_default().to_be_bytes());
        hash.update(part);
    }
    let mut bits = [0; 16];
    for (bit, hashed) in bits.iter_mut().zip(hash.finalize()) {
        *bit = hashed;
    }
    let number = u128::from_be_bytes(bits);
    let version = number & !(0xf << 76) | (8 << 76);
    let variant = version & !(0b11 << 62) | (0b10 << 62);
    let hex = format!("{variant:032x}");
    let (a, rest) = hex.split_at(8);
    let (b, rest) = rest.split_at(4);
    let (c, rest) = rest.split_at(4);
    let (d, e) = rest.split_at(4);
    format!("urn:uuid:{a}-{b}-{c}-{d}-{e}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_uuid_of_version_8_and_tells_things_apart() {
        let names = [
            entry("abc"),
            entry("abd"),
            change("abc", 1),
            change("abc", 11),
            change("abc1", 1),
            feed("abc", "tag", "1"),
            feed("abc", "category", "1"),
        ];
        for name in &names {
            let uuid = name.strip_prefix("urn:uuid:").unwrap();
            let parts: Vec<_> = uuid.split('-').collect();
            let lengths: Vec<_> = parts.iter().map(|part| part.len()).collect();
            assert_eq!(lengths, [8, 4, 4, 4, 12], "{name}");
            assert!(parts[2].starts_with('8'), "the version of {name}");
            assert!(parts[3].starts_with(['8', '9', 'a', 'b']), "{name}");
            assert_eq!(names.iter().filter(|other| *other == name).count(), 1);
        }
    }

    #[test]
    fn a_name_never_changes_with_a_new_release() {
        assert_eq!(
            entry("wmhrbwq3n6p5qf2ksn3hnzkuyi"),
            "urn:uuid:814a7542-3e87-8f81-8601-2855dc4d3c81"
        );
    }
}
