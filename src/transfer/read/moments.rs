//! Dates as browsers, feeds and spreadsheets write them.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// Microseconds from 1601, where Windows and Chromium begin to count, to 1970.
const FROM_1601: i64 = 11_644_473_600_000_000;
/// Counts below this are no moment of the time of the web: 3 March 1973, in seconds.
const EARLIEST: i64 = 100_000_000;

/// A moment in UTC milliseconds: seconds, milliseconds or microseconds since 1970, microseconds
/// since 1601, RFC 3339, RFC 2822, a day, or the form of web servers' logs. Without a zone it is
/// taken as UTC. `None` when it is none of these.
pub fn moment(text: &str) -> Option<i64> {
    let text = text.trim();
    if !text.is_empty() && text.len() < 20 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return counted(text);
    }
    let utc = |local: DateTime| local.to_zoned(TimeZone::UTC).ok();
    let millisecond = |zoned: Zoned| zoned.timestamp().as_millisecond();
    (text
        .parse::<Timestamp>()
        .ok()
        .map(Timestamp::as_millisecond))
    .or_else(|| text.parse::<DateTime>().ok().and_then(utc).map(millisecond))
    .or_else(|| jiff::fmt::rfc2822::parse(text).ok().map(millisecond))
    .or_else(|| {
        Zoned::strptime("%d/%b/%Y:%H:%M:%S %z", text)
            .ok()
            .map(millisecond)
    })
    .filter(|at| *at >= EARLIEST * 1_000)
}

fn counted(digits: &str) -> Option<i64> {
    if digits.len() == 8 {
        let day = Date::strptime("%Y%m%d", digits).ok()?;
        return Some(
            day.to_zoned(TimeZone::UTC)
                .ok()?
                .timestamp()
                .as_millisecond(),
        );
    }
    let count: i64 = digits.parse().ok()?;
    match count {
        ..EARLIEST => None,
        EARLIEST..100_000_000_000 => Some(count * 1_000),
        100_000_000_000..100_000_000_000_000 => Some(count),
        100_000_000_000_000..10_000_000_000_000_000 => Some(count / 1_000),
        10_000_000_000_000_000..100_000_000_000_000_000 => Some((count - FROM_1601) / 1_000),
        _ => Some(count / 1_000_000),
    }
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn the_same_moment_is_read_in_every_form() {
        for text in [
            "1456433748",
            "1456433748000",
            "1456433748000000",
            "13100907348000000",
            "2016-02-25T20:55:48Z",
            "2016-02-25 20:55:48",
            "2016-02-25T22:55:48+02:00",
            "Thu, 25 Feb 2016 20:55:48 GMT",
            "25/Feb/2016:23:55:48 +0300",
        ] {
            assert_eq!(moment(text), Some(1_456_433_748_000), "{text}");
        }
        assert_eq!(moment("2016-02-25"), moment("20160225"));
        assert_eq!(moment("2016-02-25"), Some(1_456_358_400_000));
    }

    #[test]
    fn what_is_no_moment_says_nothing() {
        for text in [
            "",
            "0",
            "2021",
            "soon",
            "99999999999999999999",
            "25/02/2016",
            "-5",
        ] {
            assert_eq!(moment(text), None, "{text}");
        }
    }
}
