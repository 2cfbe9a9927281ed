//! From what people paste to something that the URL parser can read.

use std::borrow::Cow;

use url::ParseError;

use super::LinkError;
use crate::text::is_deceptive;

/// Marks that people put around a link, opening and closing.
const AROUND: [(char, char); 9] = [
    ('<', '>'),
    ('"', '"'),
    ('\'', '\''),
    ('`', '`'),
    ('\u{201c}', '\u{201d}'),
    ('\u{2018}', '\u{2019}'),
    ('\u{ab}', '\u{bb}'),
    ('\u{201e}', '\u{201c}'),
    ('\u{300c}', '\u{300d}'),
];

/// The link without the space, invisible characters and marks around it.
pub(super) fn unwrapped(input: &str) -> &str {
    let mut link = input.trim_matches(is_blank);
    while let Some(inner) = AROUND.iter().find_map(|(opening, closing)| {
        let inner = link.strip_prefix(*opening)?.strip_suffix(*closing)?;
        Some(inner)
    }) {
        link = inner.trim_matches(is_blank);
    }
    link
}

/// Whether a character has no place in a link: space, control or invisible.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{200b}' || is_deceptive(c)
}

/// Adds `https://` to what begins with a host.
pub(super) fn with_scheme(link: &str) -> Cow<'_, str> {
    if link.starts_with("//") {
        return Cow::Owned(format!("https:{link}"));
    }
    if has_scheme(link) {
        Cow::Borrowed(link)
    } else {
        Cow::Owned(format!("https://{link}"))
    }
}

/// Whether a link begins with a scheme (RFC 3986, 3.1), and not with `host:port`.
fn has_scheme(link: &str) -> bool {
    let Some((scheme, rest)) = link.split_once(':') else {
        return false;
    };
    let shaped = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && (scheme.chars()).all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    let port = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host_and_port = (scheme.contains('.') || scheme.eq_ignore_ascii_case("localhost"))
        && port.chars().all(|c| c.is_ascii_digit());
    shaped && !host_and_port
}

/// What a failure of the URL parser means for a person.
pub(super) fn reason(error: ParseError, typed: &str) -> LinkError {
    match error {
        ParseError::EmptyHost if typed.ends_with(['/', ':']) => LinkError::Empty,
        ParseError::InvalidIpv4Address | ParseError::InvalidIpv6Address => LinkError::IpAddress,
        _ => LinkError::Invalid,
    }
}
