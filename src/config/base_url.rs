//! The public origin of the site.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use url::Url;

use super::Listen;

/// The origin under which the world sees the site: scheme, host and port, nothing after them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    origin: String,
    https: bool,
}

impl BaseUrl {
    /// The origin as browsers send it, e.g. `https://links.example.org`: no slash at the end.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Whether the site is served over https, so that cookies may be `Secure`.
    pub fn is_https(&self) -> bool {
        self.https
    }

    /// The origin to print in development mode, when only the address to listen on is known.
    pub fn from_listen(listen: &Listen) -> Self {
        let host = match listen {
            Listen::Tcp(address) if !address.ip().is_unspecified() => match address.ip() {
                IpAddr::V4(ip) => format!("{ip}:{}", address.port()),
                IpAddr::V6(ip) => format!("[{ip}]:{}", address.port()),
            },
            Listen::Tcp(address) => format!("localhost:{}", address.port()),
            Listen::Unix(_) => "localhost".into(),
        };
        Self {
            origin: format!("http://{host}"),
            https: false,
        }
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.origin)
    }
}

impl FromStr for BaseUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const RIGHT: &str = "write the public origin, such as https://links.example.org";
        let url = Url::parse(text).map_err(|error| format!("is no URL ({error}): {RIGHT}"))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(format!("is neither http nor https: {RIGHT}"));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(format!("holds a user name or password: {RIGHT}"));
        }
        if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
            let right = url.origin().ascii_serialization();
            return Err(format!(
                "has something after the host, but the site lives at the root of its host: \
                 write {right}"
            ));
        }
        Ok(Self {
            origin: url.origin().ascii_serialization(),
            https: url.scheme() == "https",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{BaseUrl, Listen};

    #[test]
    fn it_is_an_origin() {
        for (text, origin, https) in [
            (
                "https://Links.Example.org/",
                "https://links.example.org",
                true,
            ),
            ("http://example.org:80", "http://example.org", false),
            ("https://example.org:8443", "https://example.org:8443", true),
        ] {
            let base_url: BaseUrl = text.parse().unwrap();
            assert_eq!((base_url.origin(), base_url.is_https()), (origin, https));
        }
    }

    #[test]
    fn development_mode_is_addressed_by_where_it_listens() {
        for (listen, origin) in [
            ("127.0.0.1:3000", "http://127.0.0.1:3000"),
            ("[::1]:3000", "http://[::1]:3000"),
            ("0.0.0.0:8080", "http://localhost:8080"),
            ("[::]:8080", "http://localhost:8080"),
            ("unix:/run/s.sock", "http://localhost"),
        ] {
            let listen: Listen = listen.parse().unwrap();
            assert_eq!(BaseUrl::from_listen(&listen).origin(), origin);
        }
    }
}
