//! The normalised form of a link.

use url::Url;

use super::host::without_www;

/// A link taken apart and normalised; [`Parts::text`] puts it together again.
pub(super) struct Parts {
    /// `https` for the web, whichever way it was written; else the scheme itself.
    pub(super) scheme: &'static str,
    pub(super) host: String,
    pub(super) port: Option<u16>,
    pub(super) path: String,
    pub(super) query: Option<String>,
    pub(super) fragment: Option<String>,
}

pub(super) fn key(url: &Url) -> String {
    Parts::of(url).text()
}

impl Parts {
    pub(super) fn of(url: &Url) -> Self {
        let web = url.scheme() != "ftp";
        // http and https are one site, so the default port of either is no port of its own.
        let port = url.port().filter(|p| !web || !matches!(p, 80 | 443));
        let fragment = url.fragment().map(normalised);
        let fragment = fragment.as_deref().map(without_directive);
        let mut parts = Self {
            scheme: if web { "https" } else { "ftp" },
            host: without_www(url.host_str().unwrap_or_default()).to_owned(),
            port,
            path: normalised(url.path()),
            query: url.query().map(normalised).filter(|q| !q.is_empty()),
            fragment: fragment.filter(|f| !f.is_empty()).map(str::to_owned),
        };
        if parts.host == "github.com" && parts.port.is_none() && web {
            parts.github();
        }
        parts
    }

    pub(super) fn text(&self) -> String {
        let mut text = format!("{}://{}", self.scheme, self.host);
        if let Some(port) = self.port {
            text.push_str(&format!(":{port}"));
        }
        text.push_str(&self.path);
        if let Some(query) = &self.query {
            text.push('?');
            text.push_str(query);
        }
        if let Some(fragment) = &self.fragment {
            text.push('#');
            text.push_str(fragment);
        }
        text
    }

    /// GitHub's own rules: names of owners and repositories have no letter case, a final slash
    /// on their pages means nothing, `.git` is the clone address, and the readme is where a
    /// repository's page opens anyway.
    fn github(&mut self) {
        let path = self.path.strip_prefix('/').unwrap_or_default();
        let mut segments: Vec<String> = path.split('/').map(str::to_owned).collect();
        for name in segments.iter_mut().take(2) {
            // Names are ASCII; anything else holds escapes, whose hexadecimal digits are upper case.
            if !name.contains('%') {
                name.make_ascii_lowercase();
            }
        }
        let named = segments
            .iter()
            .rposition(|s| !s.is_empty())
            .map_or(0, |at| at + 1);
        if named <= 2 && segments.iter().take(named).all(|s| !s.is_empty()) {
            segments.truncate(named);
            if let [_, repository] = segments.as_mut_slice() {
                while let Some(name) = repository.strip_suffix(".git")
                    && !matches!(name, "" | "." | "..")
                {
                    *repository = name.to_owned();
                }
                self.fragment.take_if(|f| is_readme(f));
                self.query.take_if(|q| q == "tab=readme-ov-file");
            }
        }
        self.path = format!("/{}", segments.join("/"));
    }
}

fn is_readme(fragment: &str) -> bool {
    fragment.eq_ignore_ascii_case("readme") || fragment.eq_ignore_ascii_case("readme-ov-file")
}

/// A text directive scrolls and highlights, and is no part of the address (URL fragment text
/// directives, WICG).
fn without_directive(fragment: &str) -> &str {
    fragment.split(":~:").next().unwrap_or_default()
}

/// Percent-encoding brought into one form (RFC 3986, 6.2.2): upper-case digits, unreserved
/// characters as themselves, and what may not stand in a URL encoded.
pub(super) fn normalised(part: &str) -> String {
    let bytes = part.as_bytes();
    let mut text = String::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let escaped = match (byte, bytes.get(at + 1), bytes.get(at + 2)) {
            (b'%', Some(high), Some(low)) => hex(*high).zip(hex(*low)),
            _ => None,
        };
        let (byte, as_itself) = match escaped {
            Some((high, low)) => {
                let byte = high * 16 + low; // two digits below 16 fit into a byte
                (byte, is_unreserved(byte))
            }
            None => (byte, is_unreserved(byte) || is_reserved(byte)),
        };
        at += if escaped.is_some() { 3 } else { 1 };
        if as_itself {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|d| u8::try_from(d).ok())
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// Characters with a meaning of their own where they stand unescaped. A lone `%` isn't one.
fn is_reserved(byte: u8) -> bool {
    b"!$&'()*+,;=:@/?".contains(&byte)
}
