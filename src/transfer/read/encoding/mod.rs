//! From bytes to text: which characters a file holds.

mod mojibake;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

pub use mojibake::{Repair, repair};

use crate::transfer::list::ReadError;

/// How much of a file is looked at to learn its encoding, in bytes.
const HEAD: usize = 4_096;

/// A file as text.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text, without a byte order mark.
    pub text: Cow<'a, str>,
    /// What to tell a person when the file was not in plain UTF-8.
    pub remark: Option<String>,
}

/// Reads bytes as UTF-8, UTF-16 (with or without a byte order mark), the encoding that the file
/// declares, or Windows-1252 as the web maps it (<https://encoding.spec.whatwg.org/>), in this
/// order. In a file that is UTF-8 but for some bytes, only those are taken for Windows-1252.
///
/// # Errors
/// When the bytes are no text.
pub fn decode(bytes: &[u8]) -> Result<Decoded<'_>, ReadError> {
    if bytes.starts_with(b"\xFF\xFE\0\0") || bytes.starts_with(b"\0\0\xFE\xFF") {
        return Err(ReadError::of_file(
            "This file is in UTF-32. Save it as UTF-8, then try again",
        ));
    }
    let (marked, bytes) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (Some(encoding), bytes.get(length..).unwrap_or_default()),
        None => (None, bytes),
    };
    let decoded = match marked.or_else(|| unmarked_utf16(bytes)) {
        Some(encoding) if encoding != UTF_8 => in_encoding(bytes, encoding),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => Decoded {
                text: Cow::Borrowed(text),
                remark: None,
            },
            Err(_) => not_utf8(bytes),
        },
    };
    if let Some(at) = decoded.text.find('\0') {
        let before = decoded.text.get(..at).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        return Err(ReadError::at(
            line,
            format!("Line {line} holds a NUL character, so this is no text file, or a damaged one"),
        ));
    }
    Ok(decoded)
}

/// Text of which every other byte is zero: UTF-16 that lost its mark.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let zeros = |offset| {
        let each = head.iter().skip(offset).step_by(2);
        each.filter(|byte| **byte == 0).count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let many = head.len() / 8;
    if head.len() < 4 || bytes.len() % 2 == 1 {
        None
    } else if odd > many && even == 0 {
        Some(UTF_16LE)
    } else if even > many && odd == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn in_encoding(bytes: &[u8], encoding: &'static Encoding) -> Decoded<'static> {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let loss = if damaged {
        "; what could not be read there is shown as \u{fffd}"
    } else {
        ""
    };
    Decoded {
        text: Cow::Owned(text.into_owned()),
        remark: Some(format!("The file was read as {}{loss}", encoding.name())),
    }
}

/// Bytes that are not UTF-8 throughout.
fn not_utf8(bytes: &[u8]) -> Decoded<'static> {
    let declared = declared(bytes).filter(|encoding| *encoding != UTF_8);
    if let Some(encoding) = declared {
        return in_encoding(bytes, encoding);
    }
    let (mut text, mut wide, mut strange) = (String::with_capacity(bytes.len()), 0, 0);
    let mut rest = bytes.len();
    for chunk in bytes.utf8_chunks() {
        wide += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        text.push_str(chunk.valid());
        rest -= chunk.valid().len() + chunk.invalid().len();
        let cut_off = rest == 0
            && std::str::from_utf8(chunk.invalid()).is_err_and(|error| error.error_len().is_none());
        if cut_off && wide > 0 {
            text.push('\u{fffd}');
        } else {
            let (part, _) = WINDOWS_1252.decode_without_bom_handling(chunk.invalid());
            text.push_str(&part);
        }
        strange += chunk.invalid().len();
    }
    let remark = if wide > strange {
        format!("The file is in UTF-8, but for {strange} bytes that were read as windows-1252")
    } else {
        "The file was read as windows-1252, as it is not in UTF-8".to_owned()
    };
    Decoded {
        text: Cow::Owned(text),
        remark: Some(remark),
    }
}

/// The encoding that HTML (`charset=…`) or XML (`encoding="…"`) says it is in.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes)).to_ascii_lowercase();
    ["charset=", "encoding="].iter().find_map(|word| {
        let (_, rest) = head.split_once(word)?;
        let label: String = (rest.trim_start_matches(['"', '\'']).chars())
            .take_while(|c| c.is_ascii_alphanumeric() || "-_:".contains(*c))
            .collect();
        Encoding::for_label(label.as_bytes()).filter(|encoding| encoding.is_ascii_compatible())
    })
}
