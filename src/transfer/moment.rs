//! Times in files: RFC 3339 in UTC with milliseconds.

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serializer, de};

/// "2025-11-20T14:05:00.000Z", of UTC milliseconds. A time beyond what a calendar can say is
/// written as its end.
pub fn words(at: i64) -> String {
    let end = if at < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    };
    let timestamp = Timestamp::from_millisecond(at).unwrap_or(end);
    format!("{timestamp:.3}")
}

/// Reads an RFC 3339 time with any offset, as UTC milliseconds.
pub fn parse(text: &str) -> Option<i64> {
    let timestamp: Timestamp = text.trim().parse().ok()?;
    Some(timestamp.as_millisecond())
}

/// For `#[serde(with)]` on a time that may be missing.
pub fn serialize<S: Serializer>(at: &Option<i64>, serializer: S) -> Result<S::Ok, S::Error> {
    match at {
        Some(at) => serializer.serialize_str(&words(*at)),
        None => serializer.serialize_none(),
    }
}

/// For `#[serde(with)]` on a time that may be missing.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    let Some(text) = Option::<String>::deserialize(deserializer)? else {
        return Ok(None);
    };
    let at = parse(&text).ok_or_else(|| {
        de::Error::custom(format!("{text:?} is no time such as 2025-11-20T14:05:00Z"))
    })?;
    Ok(Some(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        assert_eq!(words(1_751_324_700_007), "2025-06-30T23:05:00.007Z");
        for at in [
            0,
            -1,
            999,
            1_751_324_700_007,
            253_402_207_200_999,
            -62_167_219_200_000,
        ] {
            assert_eq!(parse(&words(at)), Some(at), "{}", words(at));
        }
        assert_eq!(parse("2025-07-01T00:05:00+01:00"), Some(1_751_324_700_000));
        assert_eq!(parse("yesterday"), None);
    }

    #[test]
    fn no_number_is_too_large() {
        assert!(parse(&words(i64::MAX)).is_some());
        assert!(parse(&words(i64::MIN)).is_some());
    }
}
