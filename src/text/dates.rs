//! Times as people read them, in the site's time zone and in British English.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Words times in one time zone.
#[derive(Clone, Debug)]
pub struct Dates {
    zone: TimeZone,
}

impl Dates {
    /// For the zone of this IANA name; UTC when there is none (the settings form accepts only
    /// names that exist).
    pub fn new(time_zone: &str) -> Self {
        Self {
            zone: TimeZone::get(time_zone).unwrap_or(TimeZone::UTC),
        }
    }

    /// Whether an IANA name is known.
    pub fn knows(time_zone: &str) -> bool {
        TimeZone::get(time_zone).is_ok()
    }

    /// "20 November 2025", of UTC milliseconds.
    pub fn day(&self, at: i64) -> String {
        self.format("%-d %B %Y", at)
    }

    /// "20 Nov", for lists.
    pub fn short(&self, at: i64) -> String {
        self.format("%-d %b", at)
    }

    /// "14:05".
    pub fn time(&self, at: i64) -> String {
        self.format("%H:%M", at)
    }

    /// "20 November 2025 at 14:05".
    pub fn day_and_time(&self, at: i64) -> String {
        self.format("%-d %B %Y at %H:%M", at)
    }

    /// "Thursday 20 November 2025".
    pub fn weekday(&self, at: i64) -> String {
        self.format("%A %-d %B %Y", at)
    }

    /// When the day written as `2025-11-20` begins and when the next one does, UTC milliseconds.
    pub fn parse_day(&self, text: &str) -> Option<(i64, i64)> {
        let day: Date = text.trim().parse().ok()?;
        let begins = |day: Date| {
            let start = day.to_zoned(self.zone.clone()).ok()?;
            Some(start.timestamp().as_millisecond())
        };
        Some((begins(day)?, begins(day.tomorrow().ok()?)?))
    }

    /// For `<time datetime>`: RFC 3339 in UTC.
    pub fn machine(&self, at: i64) -> String {
        machine(at)
    }

    /// The last time before `now` that the clocks showed this full hour, UTC milliseconds.
    pub fn last_hour(&self, hour: i8, now: i64) -> i64 {
        let local = timestamp(now).to_zoned(self.zone.clone());
        let at = |day: jiff::civil::Date| day.at(hour, 0, 0, 0).to_zoned(self.zone.clone()).ok();
        let today = at(local.date()).filter(|today| *today <= local);
        let day = today.or_else(|| at(local.date().yesterday().ok()?));
        day.map_or(now, |day| day.timestamp().as_millisecond())
    }

    fn format(&self, format: &str, at: i64) -> String {
        timestamp(at)
            .to_zoned(self.zone.clone())
            .strftime(format)
            .to_string()
    }
}

/// A time of UTC milliseconds as RFC 3339 writes it, in UTC.
pub fn machine(at: i64) -> String {
    timestamp(at).strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A time beyond what a calendar can say is shown as its end.
fn timestamp(at: i64) -> Timestamp {
    Timestamp::from_millisecond(at).unwrap_or(if at < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    })
}

/// How long ago `then` was, in the largest unit that fits: "5 hours", "1 day", "less than a
/// minute".
pub fn age(now: i64, then: i64) -> String {
    let minutes = now.saturating_sub(then).max(0) / 60_000;
    let (count, unit) = match minutes {
        0 => return "less than a minute".to_owned(),
        1..60 => (minutes, "minute"),
        60..1_440 => (minutes / 60, "hour"),
        _ => (minutes / 1_440, "day"),
    };
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_its_hour() {
        let london = Dates::new("Europe/London");
        // 1 July 2025 at 00:05, in summer time.
        let now = 1_751_324_700_000;
        let words = |hour| london.day_and_time(london.last_hour(hour, now));
        assert_eq!(words(7), "30 June 2025 at 07:00");
        assert_eq!(words(0), "1 July 2025 at 00:00");
    }

    #[test]
    fn summer_time_is_the_zones_own() {
        let london = Dates::new("Europe/London");
        assert_eq!(
            london.day_and_time(1_751_324_700_000),
            "1 July 2025 at 00:05"
        );
        assert_eq!(
            Dates::new("UTC").day_and_time(1_751_324_700_000),
            "30 June 2025 at 23:05"
        );
        assert_eq!(london.machine(1_751_324_700_000), "2025-06-30T23:05:00Z");
        assert_eq!(london.short(1_751_324_700_000), "1 Jul");
        assert!(!Dates::knows("Europe/Atlantis"));
        let (begins, ends) = london.parse_day("2025-03-30").unwrap();
        assert_eq!(ends - begins, 23 * 3_600_000, "the clocks go forward");
        assert_eq!(london.parse_day("30 March"), None);
    }

    #[test]
    fn no_number_is_too_large() {
        let utc = Dates::new("UTC");
        assert!(utc.day(i64::MAX).ends_with("9999"));
        assert!(utc.day(i64::MIN).ends_with("-9999"));
        assert_eq!(age(i64::MAX, i64::MIN), "106751991167 days");
    }

    #[test]
    fn an_age_counts_in_the_largest_unit() {
        let ages = [
            (0, "less than a minute"),
            (60, "1 minute"),
            (3_599, "59 minutes"),
        ];
        for (seconds, words) in ages {
            assert_eq!(age(seconds * 1_000, 0), words);
        }
        assert_eq!(age(86_400_000, 0), "1 day");
        assert_eq!(age(0, 5), "less than a minute");
    }
}
