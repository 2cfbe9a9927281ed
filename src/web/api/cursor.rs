//! Where a page of a list ends.

use crate::error::{AppError, Result};

/// A place in a list, opaque to those who send it back: numbers in hexadecimal. Every text of the
/// right shape is a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor<const NUMBERS: usize>(pub [i64; NUMBERS]);

impl<const NUMBERS: usize> Cursor<NUMBERS> {
    /// Reads the `after` of a call.
    ///
    /// # Errors
    /// [`AppError::BadRequest`] when no page ever ended so.
    pub fn asked(after: Option<&str>) -> Result<Option<Self>> {
        let words = "Send “after” as “next” gave it.";
        let cursor = after
            .map(|text| Self::parse(text).ok_or_else(|| AppError::BadRequest(words.to_owned())));
        cursor.transpose()
    }

    /// Reads a cursor; `None` when it has another shape. A number beyond what is ever stored is
    /// the greatest one.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        if text.len() != NUMBERS * 16 || !text.bytes().all(digits) {
            return None;
        }
        let mut numbers = [0; NUMBERS];
        for (place, number) in numbers.iter_mut().enumerate() {
            let part = text.get(place * 16..(place + 1) * 16)?;
            let read = u64::from_str_radix(part, 16).ok()?;
            *number = i64::try_from(read).unwrap_or(i64::MAX);
        }
        Some(Self(numbers))
    }
}

impl<const NUMBERS: usize> std::fmt::Display for Cursor<NUMBERS> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0
            .iter()
            .try_for_each(|number| write!(f, "{:016x}", number.max(&0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back_and_nothing_else_is_read() {
        for numbers in [[0, 0], [1, i64::MAX], [1_795_341_600_000, 42]] {
            let written = Cursor(numbers).to_string();
            assert_eq!(Cursor::parse(&written), Some(Cursor(numbers)));
        }
        let beyond = Cursor::<1>::parse("ffffffffffffffff");
        assert_eq!(beyond, Some(Cursor([i64::MAX])));
        for wrong in [
            "",
            "1",
            "000000000000000g",
            "00000000000000AA",
            "+00000000000001a",
            "é000000000000000",
        ] {
            assert_eq!(Cursor::<1>::parse(wrong), None, "{wrong}");
        }
    }
}
