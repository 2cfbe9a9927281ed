//! When a message that did not go is tried again.

use crate::clock::{HOUR, MINUTE};

/// After this many tries somebody has to look at it: about two days after the first one.
pub const MOST_TRIES: i64 = 10;
/// The longest pause between two tries, in milliseconds.
const LONGEST: i64 = 12 * HOUR;

/// How long to wait after the `tries`th try, in milliseconds: a minute at first, three times as
/// long after each, half a day at most. `luck` spreads what failed together over a fifth of that,
/// so that a server that comes back is not met by everything at once.
pub fn pause(tries: i64, luck: u8) -> i64 {
    let steps = u32::try_from(tries.saturating_sub(1)).unwrap_or_default();
    let full = 3_i64
        .saturating_pow(steps)
        .saturating_mul(MINUTE)
        .min(LONGEST);
    let spread = full / 5 * i64::from(luck) / 255;
    (full - spread).max(MINUTE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_from_a_minute_to_half_a_day() {
        let all: Vec<i64> = (1..=MOST_TRIES).map(|tries| pause(tries, 0)).collect();
        assert_eq!(all[0], MINUTE);
        assert_eq!(all[1], 3 * MINUTE);
        assert!(all.is_sorted());
        assert_eq!(all.last(), Some(&LONGEST));
        for tries in [0, 1, 2, 5, 10, i64::MAX] {
            let (soonest, latest) = (pause(tries, 255), pause(tries, 0));
            assert!(MINUTE <= soonest && soonest <= latest && latest <= LONGEST);
        }
        assert!(pause(9, 255) < pause(9, 0));
    }
}
