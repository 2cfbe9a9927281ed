//! How much of what anybody may do: the setting `SIGNPOST_LIMITS`.

use std::str::FromStr;
use std::time::Duration;

/// At most `count` in any stretch of `window`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// How many; at least 1.
    pub count: u32,
    /// In how long.
    pub window: Duration,
}

/// Every rate limit; `None` is no limit. Written `suggest=5/10m,signin=10/15m`, where a limit that
/// is not named keeps its default and `off` lifts one (`suggest=off`) or all (`off`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// New entries and categories from one narrow prefix: 5 in 10 minutes.
    pub suggest: Option<Quota>,
    /// New entries and categories from one narrow prefix: 20 a day.
    pub suggest_day: Option<Quota>,
    /// New entries and categories from one wide prefix: 30 a day.
    pub network_day: Option<Quota>,
    /// Edits from one narrow prefix: 10 in 10 minutes.
    pub edit: Option<Quota>,
    /// Reports from one narrow prefix: 10 in 10 minutes.
    pub report: Option<Quota>,
    /// Edits and reports together from one wide prefix: 90 a day.
    pub upkeep_day: Option<Quota>,
    /// Suggestions of links on one host: 10 a day.
    pub host_day: Option<Quota>,
    /// From everywhere: 200 new entries and categories an hour, and apart from these as many edits
    /// and reports. More come in only with a proof of work or after half a minute.
    pub total_hour: Option<Quota>,
    /// Suggestions without a form token, or sent within 3 seconds of opening the form, that reach
    /// the main queue: 10 an hour.
    pub tokenless_hour: Option<Quota>,
    /// Sign-in attempts from one narrow prefix: 10 in 15 minutes.
    pub signin: Option<Quota>,
    /// Sign-in attempts from one wide prefix: 50 an hour.
    pub signin_network: Option<Quota>,
    /// Receipts asked for with a wrong token, from one narrow prefix: 30 a minute.
    pub receipt_misses: Option<Quota>,
    /// First mails that suggestions from one narrow prefix cause: 3 a day.
    pub mail_network: Option<Quota>,
    /// First mails to contributors altogether: 200 an hour.
    pub mail_hour: Option<Quota>,
}

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// The defaults protect moderators' time and people's passwords without troubling anybody who
/// suggests a handful of links.
impl Default for Limits {
    fn default() -> Self {
        let quota = |count, seconds| {
            Some(Quota {
                count,
                window: Duration::from_secs(seconds),
            })
        };
        Self {
            suggest: quota(5, 10 * MINUTE),
            suggest_day: quota(20, DAY),
            network_day: quota(30, DAY),
            edit: quota(10, 10 * MINUTE),
            report: quota(10, 10 * MINUTE),
            upkeep_day: quota(90, DAY),
            host_day: quota(10, DAY),
            total_hour: quota(200, HOUR),
            tokenless_hour: quota(10, HOUR),
            signin: quota(10, 15 * MINUTE),
            signin_network: quota(50, HOUR),
            receipt_misses: quota(30, MINUTE),
            mail_network: quota(3, DAY),
            mail_hour: quota(200, HOUR),
        }
    }
}

impl Limits {
    /// No limit at all, for tests and closed networks.
    pub fn off() -> Self {
        let mut limits = Self::default();
        for (_, quota) in limits.named() {
            *quota = None;
        }
        limits
    }

    /// Whether every limit is lifted, which lifts as well how old a form must be.
    pub fn are_off(&self) -> bool {
        *self == Self::off()
    }

    fn named(&mut self) -> [(&'static str, &mut Option<Quota>); 14] {
        [
            ("suggest", &mut self.suggest),
            ("suggest_day", &mut self.suggest_day),
            ("network_day", &mut self.network_day),
            ("edit", &mut self.edit),
            ("report", &mut self.report),
            ("upkeep_day", &mut self.upkeep_day),
            ("host_day", &mut self.host_day),
            ("total_hour", &mut self.total_hour),
            ("tokenless_hour", &mut self.tokenless_hour),
            ("signin", &mut self.signin),
            ("signin_network", &mut self.signin_network),
            ("receipt_misses", &mut self.receipt_misses),
            ("mail_network", &mut self.mail_network),
            ("mail_hour", &mut self.mail_hour),
        ]
    }
}

impl FromStr for Limits {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.trim() == "off" {
            return Ok(Self::off());
        }
        let mut limits = Self::default();
        for part in text
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
        {
            let Some((name, quota)) = part.split_once('=') else {
                return Err(format!(
                    "holds {part:?}: write off, or for example suggest=5/10m"
                ));
            };
            let mut named = limits.named();
            let Some((_, place)) = named.iter_mut().find(|(known, _)| *known == name.trim()) else {
                let known = named.map(|(known, _)| known).join(", ");
                return Err(format!(
                    "names the unknown limit {name:?}: there are {known}"
                ));
            };
            **place = parse_quota(quota.trim()).ok_or_else(|| {
                format!("holds {part:?}: write off, or a count and a time such as {name}=5/10m")
            })?;
        }
        Ok(limits)
    }
}

/// `5/10m`, `20/d`, or `off`; the outer `None` is what can't be read.
fn parse_quota(text: &str) -> Option<Option<Quota>> {
    if text == "off" {
        return Some(None);
    }
    let (count, time) = text.split_once('/')?;
    let count = count.trim().parse().ok().filter(|count| *count > 0)?;
    let unit = match time.chars().last()? {
        's' => 1,
        'm' => MINUTE,
        'h' => HOUR,
        'd' => DAY,
        _ => return None,
    };
    let times = match time.get(..time.len() - 1)?.trim() {
        "" => 1,
        times => times.parse::<u64>().ok().filter(|times| *times > 0)?,
    };
    // Longer than 30 days would only fill the memory.
    let seconds = times
        .checked_mul(unit)
        .filter(|seconds| *seconds <= 30 * DAY)?;
    Some(Some(Quota {
        count,
        window: Duration::from_secs(seconds),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_named_keeps_its_default() {
        let limits: Limits = " suggest=7/20m, signin = 3/d ,host_day=off,"
            .parse()
            .unwrap();
        assert_eq!(
            limits.suggest,
            Some(Quota {
                count: 7,
                window: Duration::from_secs(1_200)
            })
        );
        assert_eq!(
            limits.signin,
            Some(Quota {
                count: 3,
                window: Duration::from_secs(86_400)
            })
        );
        assert_eq!(limits.host_day, None);
        assert_eq!(limits.suggest_day, Limits::default().suggest_day);
        assert_eq!("".parse::<Limits>(), Ok(Limits::default()));
        assert!(!limits.are_off());
        assert!("off".parse::<Limits>().unwrap().are_off());
    }

    #[test]
    fn what_is_wrong_is_named_with_what_would_be_right() {
        for (text, part) in [
            ("suggest", "suggest=5/10m"),
            ("sugest=5/10m", "there are suggest, suggest_day"),
            ("suggest=5", "suggest=5/10m"),
            ("suggest=0/10m", "suggest=5/10m"),
            ("suggest=-1/10m", "suggest=5/10m"),
            ("suggest=5/0m", "suggest=5/10m"),
            ("suggest=5/10", "suggest=5/10m"),
            ("suggest=5/10w", "suggest=5/10m"),
            ("suggest=5/\u{e9}", "suggest=5/10m"),
            ("suggest=5/99999999999999999999d", "suggest=5/10m"),
            ("suggest=5/99999999999999999d", "suggest=5/10m"),
            ("on", "write off"),
        ] {
            let error = text.parse::<Limits>().unwrap_err();
            assert!(error.contains(part), "{text}: {error}");
        }
    }
}
