//! The reference of a suggestion, such as SP-7K4M-2QXD: for quoting, never a key to anything.

use std::fmt;

use crate::keys::random_bytes;

/// Crockford's base 32: no I, L, O or U. Source: <https://www.crockford.com/base32.html>.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// `SP-XXXX-XXXX`, 40 random bits.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reference(String);

impl Reference {
    /// A new one, at random.
    pub fn random() -> Self {
        // 32 divides 256, so every letter is as likely as any other; the mask keeps the index
        // below 32.
        let letters: String = random_bytes::<8>()
            .iter()
            .map(|byte| char::from(ALPHABET[usize::from(byte & 31)]))
            .collect();
        Self(grouped(&letters))
    }

    /// Reads what somebody typed: any case, with or without hyphens and the SP in front; O is
    /// read as 0, I and L as 1.
    pub fn parse(text: &str) -> Option<Self> {
        let upper: String = text
            .trim()
            .chars()
            .filter(|c| !matches!(c, '-' | ' '))
            .map(|c| match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            })
            .collect();
        let letters = upper.strip_prefix("SP").unwrap_or(&upper);
        let known = |byte: u8| ALPHABET.contains(&byte);
        (letters.len() == 8 && letters.bytes().all(known)).then(|| Self(grouped(letters)))
    }

    /// Takes one that the database keeps.
    pub(super) fn from_stored(text: String) -> Self {
        Self(text)
    }

    /// The reference as people see it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn grouped(letters: &str) -> String {
    let (first, last) = letters.split_at(4);
    format!("SP-{first}-{last}")
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_from_a_screen_is_read() {
        for text in ["SP-7K4M-2QX1", "sp7k4m2qxl", " 7k4m-2qxI ", "sp 7K4M 2QX1"] {
            assert_eq!(
                Reference::parse(text).unwrap().as_str(),
                "SP-7K4M-2QX1",
                "{text}"
            );
        }
        for text in [
            "",
            "SP-",
            "SP-7K4M-2QX",
            "SP-7K4M-2QXU",
            "7K4M-2QXDD",
            "é7K4M2Q",
        ] {
            assert_eq!(Reference::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_new_one_reads_back() {
        let new = Reference::random();
        assert_eq!(Reference::parse(new.as_str()), Some(new.clone()));
        assert_ne!(new, Reference::random());
    }
}
