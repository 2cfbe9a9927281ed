//! Limits on how much may come in: they protect moderators' time, and only what was accepted
//! counts against them.

use std::time::Duration;

use super::SuggestionKind;
use super::sender::Sender;
use super::sql::{Counted, Kinds, nth_newest};
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

/// What a form has to show for itself while a great deal is coming in.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shield {
    /// For how long the form was open, in milliseconds; `None` without a form token.
    pub age: Option<i64>,
    /// Whether the browser solved the form's puzzle.
    pub worked: bool,
}

impl Shield {
    /// How long until it holds, in milliseconds; nothing once it does.
    fn missing(self) -> Option<i64> {
        let left = OPEN_UNDER_PRESSURE - self.age.unwrap_or(0);
        let worked = self.worked && self.age.is_some();
        (left > 0 && !worked).then_some(left)
    }
}

/// Whether one more suggestion may come in. New entries and categories are counted apart from
/// edits and reports: however many links are thrown at the site, what is wrong on it can be said.
pub(super) async fn check(
    connection: &mut Connection,
    limits: &Limits,
    (sender, host, kind): (&Sender, Option<&str>, SuggestionKind),
    shield: Shield,
    now: i64,
) -> Result<Option<TooMany>> {
    let own = "You’ve sent several suggestions.";
    let network = "Several suggestions came from your network.";
    let site = "Several people suggested links to this site.";
    let narrow = |kinds| Counted::Narrow(&sender.narrow, kinds);
    let wide = |kinds| Counted::Wide(&sender.wide, kinds);
    let counted = match kind {
        SuggestionKind::Entry | SuggestionKind::Category => vec![
            (limits.suggest, narrow(Kinds::NEW), own),
            (limits.suggest_day, narrow(Kinds::NEW), own),
            (limits.network_day, wide(Kinds::NEW), network),
        ],
        SuggestionKind::Edit => vec![
            (limits.edit, narrow(Kinds::EDITS), own),
            (limits.upkeep_day, wide(Kinds::UPKEEP), network),
        ],
        SuggestionKind::Report => vec![
            (limits.report, narrow(Kinds::REPORTS), own),
            (limits.upkeep_day, wide(Kinds::UPKEEP), network),
        ],
    };
    let host = host.map(|host| (limits.host_day, Counted::Host(host), site));
    for (quota, counted, what) in counted.into_iter().chain(host) {
        if let Some(quota) = quota
            && let Some(wait) = wait(connection, quota, counted, now).await?
        {
            return Ok(Some(TooMany::new(what, wait)));
        }
    }
    match shield.missing() {
        Some(left) if is_pressed(connection, limits, kind, now).await? => {
            let what = "A lot of suggestions are coming in.";
            Ok(Some(TooMany::new(what, left)))
        }
        _ => Ok(None),
    }
}

/// Whether so many suggestions of this sort came in that the next must show a [`Shield`].
pub(super) async fn is_pressed(
    connection: &mut Connection,
    limits: &Limits,
    kind: SuggestionKind,
    now: i64,
) -> Result<bool> {
    let Some(total) = limits.total_hour else {
        return Ok(false);
    };
    let counted = Counted::All(Kinds::beside(kind));
    Ok(wait(connection, total, counted, now).await?.is_some())
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

    #[test]
    fn a_form_holds_when_it_was_open_or_worked_for() {
        let missing = |age, worked| Shield { age, worked }.missing();
        assert_eq!(missing(None, false), Some(30 * SECOND));
        // Work without a token of ours is work on nothing.
        assert_eq!(missing(None, true), Some(30 * SECOND));
        assert_eq!(missing(Some(0), true), None);
        assert_eq!(missing(Some(29_999), false), Some(1));
        assert_eq!(missing(Some(30 * SECOND), false), None);
    }
}
