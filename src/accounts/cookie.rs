//! The cookies: for the session, for a sign-in that waits for its code, and one by which a browser
//! is known at its next sign-in.

use http::header::COOKIE;
use http::{HeaderMap, HeaderValue};

use crate::config::Config;

/// Which of the cookies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cookie {
    /// Holds the session's token; the browser forgets it when it closes, or we do before.
    Session,
    /// Holds the token of a sign-in whose password was right and whose code is awaited.
    Pending,
    /// Holds the token of a browser that signed in before; opens nothing.
    Device,
}

/// How long a browser stays known, in seconds: as long as browsers keep any cookie.
/// Source: RFC 6265bis, section 5.5 (400 days).
const DEVICE_SECONDS: u32 = 400 * 24 * 60 * 60;
/// How long a browser keeps the token of a sign-in that waits, in seconds.
const PENDING_SECONDS: u32 = 10 * 60;

impl Cookie {
    /// The name. With https it carries the prefix that makes browsers refuse it from another
    /// host, a path or an unencrypted page (RFC 6265bis, section 4.1.3.2).
    pub fn name(self, config: &Config) -> &'static str {
        match (self, is_secure(config)) {
            (Self::Session, true) => "__Host-signpost",
            (Self::Session, false) => "signpost",
            (Self::Pending, true) => "__Host-signpost-pending",
            (Self::Pending, false) => "signpost-pending",
            (Self::Device, true) => "__Host-signpost-device",
            (Self::Device, false) => "signpost-device",
        }
    }

    /// Reads the value that the browser sent, the first if there are several.
    pub fn read<'a>(self, config: &Config, headers: &'a HeaderMap) -> Option<&'a str> {
        let name = self.name(config);
        headers
            .get_all(COOKIE)
            .iter()
            .filter_map(|line| line.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value)
    }

    /// The value of `Set-Cookie` that stores `token`.
    pub fn set(self, config: &Config, token: &str) -> HeaderValue {
        let age = match self {
            Self::Session => String::new(),
            Self::Pending => format!("; Max-Age={PENDING_SECONDS}"),
            Self::Device => format!("; Max-Age={DEVICE_SECONDS}"),
        };
        self.header(config, token, &age)
    }

    /// The value of `Set-Cookie` that makes the browser forget it.
    pub fn clear(self, config: &Config) -> HeaderValue {
        self.header(config, "", "; Max-Age=0")
    }

    fn header(self, config: &Config, token: &str, age: &str) -> HeaderValue {
        let name = self.name(config);
        let secure = if is_secure(config) { "; Secure" } else { "" };
        let text = format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax{age}{secure}");
        // Tokens are base64url; whatever else came in would be dropped with the cookie.
        HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static(""))
    }
}

fn is_secure(config: &Config) -> bool {
    config.base_url.as_ref().is_some_and(|url| url.is_https())
}
