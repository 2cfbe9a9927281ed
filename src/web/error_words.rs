//! The words of every error page, and of the `detail` in problem JSON.

use std::borrow::Cow;
use std::time::Duration;

use http::StatusCode;

use crate::error::{AppError, TokenProblem};

/// What an error page says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// For the browser's tab.
    pub title: &'static str,
    /// The heading.
    pub heading: Cow<'static, str>,
    /// What happened, and what to do.
    pub lede: Cow<'static, str>,
    /// A second line; may be empty.
    pub advice: &'static str,
}

/// Put in the extensions of a bare response by a layer that knows better than its status why it
/// refused.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// The heading.
    pub heading: &'static str,
    /// What happened, and what to do.
    pub lede: &'static str,
}

const GO_BACK: &str =
    "If you were sending a form, go back in your browser: what you wrote should still be there.";

impl Words {
    fn new(title: &'static str, heading: &'static str, lede: &'static str) -> Self {
        Self {
            title,
            heading: heading.into(),
            lede: lede.into(),
            advice: "",
        }
    }

    fn with_advice(mut self, advice: &'static str) -> Self {
        self.advice = advice;
        self
    }

    fn with_lede(mut self, lede: String) -> Self {
        self.lede = lede.into();
        self
    }

    /// The words for `status`, made exact by what is known of the cause.
    pub fn of(
        status: StatusCode,
        error: Option<&AppError>,
        explanation: Option<&Explanation>,
    ) -> Self {
        let words = Self::of_status(status);
        if let Some(explanation) = explanation {
            return Self {
                heading: explanation.heading.into(),
                lede: explanation.lede.into(),
                ..words
            };
        }
        match error {
            Some(AppError::BadRequest(reason) | AppError::Conflict(reason)) => {
                words.with_lede(reason.clone())
            }
            Some(AppError::TokenRefused(problem)) => words.with_lede(token_words(*problem)),
            Some(AppError::TooManyRequests { retry_after }) => {
                words.with_lede(format!("Try again in {}.", span(*retry_after)))
            }
            Some(AppError::Unavailable { retry_after }) => words.with_lede(format!(
                "It should pass soon. Try again in {}.",
                span(*retry_after)
            )),
            _ => words,
        }
    }

    fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Self::new(
                "Page not found",
                "This path doesn’t lead anywhere",
                "The page may have moved, or the address may have been mistyped. Nothing is broken at your end.",
            ),
            StatusCode::GONE => Self::new(
                "Removed",
                "This has been taken down",
                "Something was listed at this address and has since been removed.",
            ),
            StatusCode::UNAUTHORIZED => Self::new(
                "Token needed",
                "This needs a token",
                "Only programs with a moderator’s token may use this.",
            ),
            StatusCode::FORBIDDEN => Self::new(
                "Not open to you",
                "This isn’t open to you",
                "Your account doesn’t include this page. An administrator of the site can change that.",
            ),
            StatusCode::METHOD_NOT_ALLOWED => Self::new(
                "Not possible here",
                "That can’t be done at this address",
                "The address exists, but not for what was asked of it. Start again from the page before.",
            ),
            StatusCode::REQUEST_TIMEOUT => Self::new(
                "Too slow",
                "That took too long to arrive",
                "The connection was too slow and we stopped waiting. Try again.",
            )
            .with_advice(GO_BACK),
            StatusCode::CONFLICT => Self::new(
                "Somebody was first",
                "Somebody else was first",
                "This changed while you were looking at it. Go back, load the page again and see how it stands now.",
            )
            .with_advice(GO_BACK),
            StatusCode::PAYLOAD_TOO_LARGE => Self::new(
                "Too much at once",
                "That’s more than we can take at once",
                "What you sent is over the limit. Shorten it and send it again.",
            )
            .with_advice(GO_BACK),
            StatusCode::UNSUPPORTED_MEDIA_TYPE | StatusCode::UNPROCESSABLE_ENTITY => Self::new(
                "Not readable",
                "The form didn’t arrive in one piece",
                "Something in what was sent was missing or not in a shape we can read. Go back, load the form again and send it once more.",
            )
            .with_advice(GO_BACK),
            StatusCode::TOO_MANY_REQUESTS => Self::new(
                "Too many requests",
                "That was a lot in a short time",
                "Try again in a few minutes.",
            )
            .with_advice(GO_BACK),
            StatusCode::SERVICE_UNAVAILABLE => Self::new(
                "Not available just now",
                "We can’t do that just now",
                "It should pass soon. Try again in a minute.",
            )
            .with_advice(GO_BACK),
            status if status.is_server_error() => Self::new(
                "Something went wrong",
                "Something broke at our end",
                "It has been logged and someone will look at it. Wait a minute, then try again.",
            )
            .with_advice(GO_BACK),
            _ => Self::new(
                "Not understood",
                "We couldn’t make sense of that",
                "The address or the form was not in a shape we can read. Go back and try again.",
            ),
        }
    }
}

/// What a program's author reads about its token.
fn token_words(problem: TokenProblem) -> String {
    match problem {
        TokenProblem::Missing => {
            "Send a token that a moderator made on their account page: “Authorization: Bearer sp_…”."
                .to_owned()
        }
        TokenProblem::Invalid => {
            "The token is unknown, expired or revoked. Make a new one on the account page."
                .to_owned()
        }
        TokenProblem::Scope(scope) => {
            format!("The token lacks the scope “{scope}”. Make one that has it on the account page.")
        }
        TokenProblem::SecondFactor => {
            "This site asks every moderator for a second factor. Sign in and set yours up first."
                .to_owned()
        }
    }
}

/// A wait as people say it, rounded up: "40 seconds", "10 minutes", "3 hours".
pub fn span(wait: Duration) -> String {
    let seconds = seconds(wait);
    let (count, unit) = match seconds {
        0..=90 => (seconds, "second"),
        91..=5400 => (seconds.div_ceil(60), "minute"),
        _ => (seconds.div_ceil(3600), "hour"),
    };
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

/// A wait in whole seconds, rounded up and at least 1: the unit of `Retry-After`.
pub fn seconds(wait: Duration) -> u64 {
    wait.as_secs()
        .saturating_add(u64::from(wait.subsec_nanos() > 0))
        .max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_rounded_up_and_never_nothing() {
        assert_eq!(span(Duration::ZERO), "1 second");
        assert_eq!(span(Duration::from_millis(1500)), "2 seconds");
        assert_eq!(span(Duration::from_secs(90)), "90 seconds");
        assert_eq!(span(Duration::from_secs(541)), "10 minutes");
        assert_eq!(span(Duration::from_secs(86_400)), "24 hours");
        assert_eq!(seconds(Duration::MAX), u64::MAX);
    }
}
