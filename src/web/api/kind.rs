//! The kinds of problems that a call may end in, each with a type of its own.

use http::StatusCode;

/// A kind of problem. Its type is an address at which it is explained to people.
/// Source: RFC 9457, section 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The request can't be read at all.
    Malformed,
    /// Something in it is unknown, missing or wrong.
    Validation,
    /// The call needs a token.
    TokenNeeded,
    /// Whoever calls may not do this.
    Forbidden,
    /// There is nothing at this address.
    NotFound,
    /// There was something, and it was taken away.
    Gone,
    /// The address takes other methods.
    Method,
    /// The answer can't be given in any of the formats asked for.
    NotAcceptable,
    /// What was sent is in a format that isn't read.
    MediaType,
    /// The link is known.
    Duplicate,
    /// Somebody else was first.
    Conflict,
    /// Too much was sent at once.
    TooLarge,
    /// The request arrived too slowly.
    Timeout,
    /// Too much was sent in a short time.
    RateLimit,
    /// It can't be done just now.
    Unavailable,
    /// Something broke at our end.
    Fault,
}

impl ProblemKind {
    /// All kinds, in the order in which the page lists them.
    pub const ALL: [Self; 16] = [
        Self::Malformed,
        Self::Validation,
        Self::TokenNeeded,
        Self::Forbidden,
        Self::NotFound,
        Self::Gone,
        Self::Method,
        Self::NotAcceptable,
        Self::MediaType,
        Self::Duplicate,
        Self::Conflict,
        Self::TooLarge,
        Self::Timeout,
        Self::RateLimit,
        Self::Unavailable,
        Self::Fault,
    ];

    /// The kind that an answer with this status is of, when nothing more is known.
    pub fn of(status: StatusCode) -> Self {
        let known = Self::ALL.into_iter().rev();
        let mut fitting = known.filter(|kind| kind.status() == status);
        fitting.next().unwrap_or(if status.is_server_error() {
            Self::Fault
        } else {
            Self::Malformed
        })
    }

    /// The status that goes with it.
    pub fn status(self) -> StatusCode {
        match self {
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::Validation => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TokenNeeded => StatusCode::UNAUTHORIZED,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Gone => StatusCode::GONE,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::NotAcceptable => StatusCode::NOT_ACCEPTABLE,
            Self::MediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Duplicate | Self::Conflict => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Timeout => StatusCode::REQUEST_TIMEOUT,
            Self::RateLimit => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Fault => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The end of its type, and the place on the page that explains it.
    pub fn anchor(self) -> &'static str {
        match self {
            Self::Malformed => "problem-malformed",
            Self::Validation => "problem-validation",
            Self::TokenNeeded => "problem-token",
            Self::Forbidden => "problem-forbidden",
            Self::NotFound => "problem-not-found",
            Self::Gone => "problem-gone",
            Self::Method => "problem-method",
            Self::NotAcceptable => "problem-not-acceptable",
            Self::MediaType => "problem-media-type",
            Self::Duplicate => "problem-duplicate",
            Self::Conflict => "problem-conflict",
            Self::TooLarge => "problem-too-large",
            Self::Timeout => "problem-timeout",
            Self::RateLimit => "problem-rate-limit",
            Self::Unavailable => "problem-unavailable",
            Self::Fault => "problem-fault",
        }
    }

    /// What it is called; the same every time it occurs.
    pub fn title(self) -> &'static str {
        match self {
            Self::Malformed => "The request can’t be read",
            Self::Validation => "Something needs attention",
            Self::TokenNeeded => "This needs a token",
            Self::Forbidden => "Not open to you",
            Self::NotFound => "Nothing is here",
            Self::Gone => "This was taken away",
            Self::Method => "The address takes other methods",
            Self::NotAcceptable => "No such format",
            Self::MediaType => "The format isn’t read here",
            Self::Duplicate => "This link is known already",
            Self::Conflict => "Somebody else was first",
            Self::TooLarge => "Too much at once",
            Self::Timeout => "Too slow",
            Self::RateLimit => "Too many in a short time",
            Self::Unavailable => "Not possible just now",
            Self::Fault => "Something broke at our end",
        }
    }

    /// What happened and what to do about it, where nothing more exact is known.
    pub fn detail(self) -> &'static str {
        match self {
            Self::Malformed => {
                "The request isn’t well-formed: its JSON, its encoding or its headers can’t be read."
            }
            Self::Validation => {
                "A parameter or a field is unknown, missing or wrong. “errors” names each with what to do."
            }
            Self::TokenNeeded => {
                "Only programs with a moderator’s token may call this. No cookie opens it."
            }
            Self::Forbidden => "Whoever calls may not do this.",
            Self::NotFound => "There is nothing at this address, or no longer.",
            Self::Gone => "What was listed here has been taken away. Forget the address.",
            Self::Method => "“Allow” names the methods that this address takes.",
            Self::NotAcceptable => "Answers are application/json, and nothing else. Ask for that.",
            Self::MediaType => {
                "Send application/json or application/x-www-form-urlencoded, and say which in Content-Type."
            }
            Self::Duplicate => {
                "The link is in the directory, in the queue, or was declined before. Send confirm_duplicate to suggest it all the same."
            }
            Self::Conflict => {
                "What this was about has changed since it was read. Read it again and decide anew."
            }
            Self::TooLarge => "A request may hold at most 1 MB. Send less at once.",
            Self::Timeout => "The request took too long to arrive. Send it again.",
            Self::RateLimit => "Wait for as long as “Retry-After” says, then send it again.",
            Self::Unavailable => "It should pass soon. Wait for as long as “Retry-After” says.",
            Self::Fault => {
                "It has been logged under “request_id”, and somebody will look at it. Try again later."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn each_kind_has_an_address_of_its_own_and_is_found_by_its_status() {
        let anchors: HashSet<_> = ProblemKind::ALL.map(ProblemKind::anchor).into();
        assert_eq!(anchors.len(), ProblemKind::ALL.len());
        for kind in ProblemKind::ALL {
            assert_eq!(ProblemKind::of(kind.status()).status(), kind.status());
        }
        // Without a link that is known, a conflict is between people.
        assert_eq!(ProblemKind::of(StatusCode::CONFLICT), ProblemKind::Conflict);
        let teapot = ProblemKind::of(StatusCode::IM_A_TEAPOT);
        assert_eq!(teapot, ProblemKind::Malformed);
        assert_eq!(ProblemKind::of(StatusCode::BAD_GATEWAY), ProblemKind::Fault);
    }
}
