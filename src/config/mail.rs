//! The mail server, and who mail comes from.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use lettre::message::Mailbox;
use url::{Host, Url};

/// How mail leaves.
#[derive(Clone, Debug)]
pub struct MailSettings {
    /// The server that takes it.
    pub server: MailServer,
    /// Whom it comes from.
    pub from: Mailbox,
}

/// The address of a mail server, checked; it may hold a password, so it is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct MailServer {
    host: String,
    url: String,
}

impl MailServer {
    /// The server's name, for people.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The address with its password, as `lettre` takes it.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl fmt::Debug for MailServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MailServer({})", self.host)
    }
}

const RIGHT: &str = "write smtp://host:port or smtps://user:password@host";

/// Without `tls`, mail to this machine goes as it is, mail elsewhere is encrypted where the server
/// offers it, and a password never travels unencrypted.
impl FromStr for MailServer {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut url = Url::parse(text).map_err(|error| format!("is no URL ({error}): {RIGHT}"))?;
        if !matches!(url.scheme(), "smtp" | "smtps") {
            return Err(format!("is neither smtp nor smtps: {RIGHT}"));
        }
        // `url` knows no default rules for these schemes, so an address in numbers is read again.
        let host = url.host_str().unwrap_or_default().to_owned();
        if host.is_empty() {
            return Err(format!("names no host: {RIGHT}"));
        }
        if url.password().is_none() && !url.username().is_empty() {
            return Err("names a user but no password: write smtps://user:password@host".into());
        }
        let wanted = url.query_pairs().find(|(key, _)| key == "tls");
        let wanted = wanted.map(|(_, value)| value.into_owned());
        let tls = match (url.scheme(), wanted.as_deref()) {
            ("smtps", None) | (_, Some("none")) => None,
            ("smtp", None) if is_this_machine(&host) => None,
            ("smtp", None) if url.password().is_some() => Some("required"),
            ("smtp", None) => Some("opportunistic"),
            ("smtp", Some("required")) => Some("required"),
            ("smtp", Some("opportunistic")) => Some("opportunistic"),
            ("smtps", Some(_)) => {
                return Err("is encrypted from the start: leave tls= out beside smtps".into());
            }
            (_, Some(other)) => {
                return Err(format!(
                    "has tls={other:?}: write required, opportunistic or none"
                ));
            }
            (_, None) => None,
        };
        if url.scheme() == "smtp" && url.port().is_none() {
            // Submission needs a password as a rule; without one it is a relay.
            let port = if url.password().is_some() { 587 } else { 25 };
            url.set_port(Some(port))
                .map_err(|()| format!("takes no port: {RIGHT}"))?;
        }
        url.set_query(tls.map(|tls| format!("tls={tls}")).as_deref());
        Ok(Self {
            host,
            url: url.into(),
        })
    }
}

fn is_this_machine(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let named = matches!(Host::parse(bare), Ok(Host::Domain(name)) if name == "localhost");
    named || bare.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// Reads `Name <address>` or an address alone.
pub(super) fn sender(text: &str) -> Result<Mailbox, String> {
    const RIGHT: &str = "write links@example.org or Our links <links@example.org>";
    if text.is_empty() {
        return Err(format!("is missing, but smtp_url is set: {RIGHT}"));
    }
    if text.chars().any(char::is_control) {
        return Err(format!("holds a control character: {RIGHT}"));
    }
    let mailbox: Mailbox = text
        .parse()
        .map_err(|error| format!("is no e-mail address ({error}): {RIGHT}"))?;
    Ok(mailbox)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_never_travels_unencrypted_unless_asked_to() {
        for (text, url) in [
            ("smtp://127.0.0.1:2525", "smtp://127.0.0.1:2525"),
            ("smtp://localhost", "smtp://localhost:25"),
            ("smtp://[::1]:2525", "smtp://[::1]:2525"),
            (
                "smtp://mail.example.org",
                "smtp://mail.example.org:25?tls=opportunistic",
            ),
            (
                "smtp://a:b@mail.example.org",
                "smtp://a:b@mail.example.org:587?tls=required",
            ),
            (
                "smtp://a:b@mail.example.org?tls=none",
                "smtp://a:b@mail.example.org:587",
            ),
            (
                "smtp://mail.example.org:26?tls=required",
                "smtp://mail.example.org:26?tls=required",
            ),
            (
                "smtps://a:b@mail.example.org",
                "smtps://a:b@mail.example.org",
            ),
        ] {
            let server: MailServer = text.parse().unwrap();
            assert_eq!(server.url(), url);
            assert!(!format!("{server:?}").contains("a:b"));
        }
    }

    #[test]
    fn what_is_wrong_is_said_with_what_would_be_right() {
        for (text, part) in [
            ("mail.example.org", "smtp://host:port"),
            ("http://mail.example.org", "neither smtp nor smtps"),
            ("smtp://", "smtp://host:port"),
            ("smtps://ada@mail.example.org", "no password"),
            (
                "smtp://mail.example.org?tls=maybe",
                "required, opportunistic or none",
            ),
            ("smtps://mail.example.org?tls=required", "leave tls= out"),
        ] {
            let error = text.parse::<MailServer>().unwrap_err();
            assert!(error.contains(part), "{text}: {error}");
        }
        for text in [
            "links",
            "a@b@c",
            "Links <links>",
            "a@b.example\r\nBcc: c@d.example",
        ] {
            assert!(sender(text).is_err(), "{text}");
        }
        let named = sender("Our links <links@example.org>").unwrap();
        assert_eq!(named.name.as_deref(), Some("Our links"));
    }
}
