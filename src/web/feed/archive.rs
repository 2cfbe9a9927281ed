//! Where one document of a feed ends and the next begins.
//!
//! Items are numbered in the order in which they were first published, and the number never
//! changes. About one number in `SPREAD` is a *milestone*: an item with such a number is the
//! oldest of its document. So a document neither shifts when something is published nor when
//! something far from it is taken away, and who walks from the current document through the older
//! ones meets every item exactly once, whatever happens in between (RFC 5005, section 4).

/// How many items the current document holds at least, when there are as many.
pub const CURRENT: usize = 50;
/// How many items a document holds at most.
pub const MOST: usize = 400;
/// How many items a document holds about.
const SPREAD: u64 = 50;

/// Which items a document holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// How many of the numbers that were given.
    pub length: usize,
    /// The document that follows, named by the number that it comes before.
    pub older: Option<i64>,
}

/// Numbers to look at, so that a place to cut is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// Falling, from the greatest that is less than this, or from the greatest of all.
    Before(Option<i64>),
    /// Rising, from this one on.
    From(i64),
}

impl Stretch {
    /// How many numbers are enough.
    pub fn length(self) -> i64 {
        let length = match self {
            Self::Before(_) => MOST + 1,
            Self::From(_) => MOST + CURRENT,
        };
        length as i64
    }
}

/// Cuts a document off the front of the numbers of [`Stretch::Before`] this one.
pub fn cut(numbers: &[i64], before: Option<i64>) -> Cut {
    let least = if before.is_some() { 1 } else { CURRENT };
    let oldest = numbers
        .iter()
        .enumerate()
        .skip(least - 1)
        .find(|(_, number)| is_milestone(**number))
        .map_or(MOST, |(place, _)| place + 1);
    let length = oldest.min(MOST).min(numbers.len());
    let goes_on = numbers.len() > length;
    let last = length.checked_sub(1).and_then(|last| numbers.get(last));
    Cut {
        length,
        older: last.copied().filter(|_| goes_on),
    }
}

/// The next newer archive after the one before some number, by the numbers of [`Stretch::From`]
/// there. None when the current document follows.
pub fn newer(numbers: &[i64]) -> Option<i64> {
    let mut later = numbers.iter().enumerate().skip(1);
    let (place, number) = later.find(|(_, number)| is_milestone(**number))?;
    // The current document begins at a milestone that enough items come after.
    (numbers.len() - place >= CURRENT).then_some(*number)
}

/// One number in [`SPREAD`], evenly spread over any regular choice of numbers: multiples of the
/// golden ratio leave no large gap. Source: Knuth, The Art of Computer Programming, 6.4.
fn is_milestone(number: i64) -> bool {
    let spread = number.unsigned_abs().wrapping_mul(0x9e37_79b9_7f4a_7c15);
    spread < u64::MAX / SPREAD
}

#[cfg(test)]
#[path = "archive_tests.rs"]
mod tests;
