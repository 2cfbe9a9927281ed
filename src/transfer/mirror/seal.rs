//! The line by which the mirror knows its own commits: the change up to which they show the
//! directory, the files as they were written, and a signature that nobody else can make. It stays
//! true when somebody rebases the commit.

use data_encoding::HEXLOWER;

use crate::keys::Keys;

/// How the line begins.
const NAME: &str = "Signpost-State: ";
/// What keeps this use of the key apart from others.
const PURPOSE: &str = "mirror";
/// How much of the signature is written, in bytes.
const LENGTH: usize = 16;

/// What a commit of ours shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sealed {
    /// The newest change in it.
    pub change: i64,
    /// The identifiers of the list and of the records, as git has them.
    pub files: [String; 2],
    signature: String,
}

impl Sealed {
    /// Signs what a commit shows.
    pub fn new(keys: &Keys, change: i64, files: [String; 2]) -> Self {
        let signature = sign(keys, change, &files);
        Self {
            change,
            files,
            signature,
        }
    }

    /// The line.
    pub fn trailer(&self) -> String {
        let [list, records] = &self.files;
        format!("{NAME}{} {list} {records} {}", self.change, self.signature)
    }

    /// Reads the line in a commit's message; `None` when there is none that we signed.
    pub fn find(message: &str, keys: &Keys) -> Option<Self> {
        let line = message
            .lines()
            .rev()
            .find_map(|line| line.strip_prefix(NAME))?;
        let mut words = line.split_whitespace();
        let change = words.next()?.parse().ok()?;
        let files = [words.next()?.to_owned(), words.next()?.to_owned()];
        let sealed = Self::new(keys, change, files);
        (words.next()? == sealed.signature).then_some(sealed)
    }
}

fn sign(keys: &Keys, change: i64, [list, records]: &[String; 2]) -> String {
    let change = change.to_string();
    let parts = [change.as_bytes(), list.as_bytes(), records.as_bytes()];
    let signature = keys.sign(PURPOSE, &parts);
    let (start, _) = signature.split_at(LENGTH);
    HEXLOWER.encode(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_line_is_read() {
        let keys = Keys::new([1; 32]);
        let sealed = Sealed::new(&keys, 12, ["aa".to_owned(), "bb".to_owned()]);
        let message = format!("Added a tool\n\nWhy\n\nChange: x\n{}\n", sealed.trailer());
        assert_eq!(Sealed::find(&message, &keys), Some(sealed));
        let other = Keys::new([2; 32]);
        assert_eq!(Sealed::find(&message, &other), None);
        let forged = message.replace("State: 12 ", "State: 13 ");
        assert_eq!(Sealed::find(&forged, &keys), None);
        for text in [
            "",
            "Signpost-State:",
            "Signpost-State: x y",
            "Signpost-State: 1 a b",
        ] {
            assert_eq!(Sealed::find(text, &keys), None, "{text}");
        }
    }
}
