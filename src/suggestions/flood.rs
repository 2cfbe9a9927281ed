//! Limits on how much may come in: they protect moderators' time, and only what was accepted
//! counts against them.

use std::time::Duration;

use super::sender::Sender;
use super::sql::{Counted, nth_newest};
use crate::clock::{HOUR, MINUTE, SECOND};
use crate::config::{Limits, Quota};
use crate::db::Connection;
use crate::error::Result;

/// Under pressure a form must have been open for this long before it is sent.
const OPEN_UNDER_PRESSURE: i64 = 30 * SECOND;

/// A limit was reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooMany {
    /// What happened and when to try again, in plain words.
    pub words: String,
    /// How long to wait.
    pub wait: Duration,
}

impl TooMany {
    fn new(what: &str, wait: i64) -> Self {
        Self {
            words: format!("{what} Try again in {}.", in_words(wait)),
            wait: Duration::from_millis(wait.max(SECOND).unsigned_abs()),
        }
    }
}

/// Whether one more suggestion may come in. `age` is for how long the form was open, in
/// milliseconds; `None` without a form token.
pub(super) async fn check(
    connection: &mut Connection,
    limits: &Limits,
    (sender, host): (&Sender, Option<&str>),
    age: Option<i64>,
    now: i64,
) -> Result<Option<TooMany>> {
    let own = "You’ve sent several suggestions.";
    let network = "Several suggestions came from your network.";
    let site = "Several people suggested links to this site.";
    let counted = [
        (limits.suggest, Some(Counted::Narrow(&sender.narrow)), own),
        (
            limits.suggest_day,
            Some(Counted::Narrow(&sender.narrow)),
            own,
        ),
        (
            limits.network_day,
            Some(Counted::Wide(&sender.wide)),
            network,
        ),
        (limits.host_day, host.map(Counted::Host), site),
    ];
    for (quota, counted, what) in counted {
        if let (Some(quota), Some(counted)) = (quota, counted)
            && let Some(wait) = wait(connection, quota, counted, now).await?
        {
            return Ok(Some(TooMany::new(what, wait)));
        }
    }
    let Some(total) = limits.total_hour else {
        return Ok(None);
    };
    let pressed = wait(connection, total, Counted::All, now).await?.is_some();
    let left = OPEN_UNDER_PRESSURE - age.unwrap_or(0);
    Ok((pressed && left > 0).then(|| TooMany::new("A lot of suggestions are coming in.", left)))
}

/// Whether one suggestion may be sent once more, as a correction.
pub(super) async fn check_correction(
    connection: &mut Connection,
    limits: &Limits,
    suggestion_id: i64,
    now: i64,
) -> Result<Option<TooMany>> {
    for quota in [limits.suggest, limits.suggest_day].into_iter().flatten() {
        let counted = Counted::Sendings(suggestion_id);
        if let Some(wait) = wait(connection, quota, counted, now).await? {
            return Ok(Some(TooMany::new(
                "You’ve corrected this several times.",
                wait,
            )));
        }
    }
    Ok(None)
}

/// How long until one more is allowed, in milliseconds.
async fn wait(
    connection: &mut Connection,
    quota: Quota,
    counted: Counted<'_>,
    now: i64,
) -> Result<Option<i64>> {
    let window = i64::try_from(quota.window.as_millis()).unwrap_or(i64::MAX);
    let since = now.saturating_sub(window);
    let holding = nth_newest(connection, counted, since, quota.count).await?;
    // A clock that was set back must not lock anybody out for longer than the window.
    Ok(holding.map(|at| (at - since).clamp(1, window)))
}

/// A wait in the largest unit that fits, rounded up.
fn in_words(milliseconds: i64) -> String {
    let (unit, word) = if milliseconds <= MINUTE {
        (SECOND, "second")
    } else if milliseconds <= HOUR {
        (MINUTE, "minute")
    } else {
        (HOUR, "hour")
    };
    let count = (milliseconds + unit - 1) / unit;
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_are_rounded_up_so_that_the_next_try_works() {
        for (wait, words) in [
            (1, "1 second"),
            (29_001, "30 seconds"),
            (MINUTE, "60 seconds"),
            (MINUTE + 1, "2 minutes"),
            (10 * MINUTE, "10 minutes"),
            (HOUR + 1, "2 hours"),
        ] {
            assert_eq!(in_words(wait), words);
        }
    }
}
