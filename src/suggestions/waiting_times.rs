//! How many suggestions wait and how long decisions take: totals that anybody may know.

use super::SuggestionKind;
use crate::clock::DAY;

/// How far back decisions count: 90 days.
pub const LOOKS_BACK: i64 = 90 * DAY;

/// Fewer decisions say nothing about the next one.
const ENOUGH: usize = 10;

/// What is stored about waiting, without a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WaitingTimes {
    /// How many wait, for a moderator or for an answer, by kind.
    pub waiting: Vec<(SuggestionKind, i64)>,
    /// When the oldest of them was sent, UTC milliseconds.
    pub oldest: Option<i64>,
    /// How long each decision of the last 90 days took, in milliseconds, the quickest first.
    pub took: Vec<i64>,
    /// How many of these said yes.
    pub approved: i64,
    /// How many said no.
    pub declined: i64,
    /// How many found that it repeats something.
    pub duplicate: i64,
}

impl WaitingTimes {
    /// How many wait in all.
    pub fn total(&self) -> i64 {
        self.waiting.iter().map(|(_, count)| count).sum()
    }

    /// Half of the decisions took no longer.
    pub fn median(&self) -> Option<i64> {
        self.percentile(50)
    }

    /// Nine in ten decisions took no longer; the slowest tenth took longer.
    pub fn slowest_tenth(&self) -> Option<i64> {
        self.percentile(90)
    }

    /// Within what time most were decided, once there are enough decisions to say so.
    pub fn usual(&self) -> Option<String> {
        let enough = self.took.len() >= ENOUGH;
        self.slowest_tenth().filter(|_| enough).map(within)
    }

    /// The smallest time within which that many of a hundred were decided (nearest rank).
    fn percentile(&self, of_hundred: usize) -> Option<i64> {
        let rank = (self.took.len() * of_hundred).div_ceil(100);
        self.took.get(rank.checked_sub(1)?).copied()
    }
}

/// A time within which something happened, rounded up: "1 hour", "3 days".
pub fn within(milliseconds: i64) -> String {
    let minutes = milliseconds.max(1).saturating_add(59_999) / 60_000;
    let (count, unit) = match minutes {
        ..=60 => (minutes, "minute"),
        61..=1_440 => ((minutes + 59) / 60, "hour"),
        _ => ((minutes + 1_439) / 1_440, "day"),
    };
    let (count, unit) = match (count, unit) {
        (60, "minute") => (1, "hour"),
        (24, "hour") => (1, "day"),
        other => other,
    };
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn took(took: &[i64]) -> [Option<i64>; 2] {
        let times = WaitingTimes {
            took: took.to_vec(),
            ..WaitingTimes::default()
        };
        [times.median(), times.slowest_tenth()]
    }

    #[test]
    fn half_and_nine_in_ten_took_no_longer() {
        assert_eq!(took(&[]), [None, None]);
        assert_eq!(took(&[7]), [Some(7), Some(7)]);
        assert_eq!(took(&[1, 9]), [Some(1), Some(9)]);
        let ten: Vec<i64> = (1..=10).collect();
        assert_eq!(took(&ten), [Some(5), Some(9)]);
        let eleven: Vec<i64> = (1..=11).collect();
        assert_eq!(took(&eleven), [Some(6), Some(10)]);
    }

    #[test]
    fn within_rounds_up() {
        let hour = 3_600_000;
        for (milliseconds, words) in [
            (0, "1 minute"),
            (60_001, "2 minutes"),
            (hour, "1 hour"),
            (hour + 1, "2 hours"),
            (23 * hour + 1, "1 day"),
            (24 * hour, "1 day"),
            (24 * hour + 1, "2 days"),
            (i64::MAX, "106751991168 days"),
        ] {
            assert_eq!(within(milliseconds), words, "{milliseconds}");
        }
    }
}
