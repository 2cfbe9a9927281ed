//! Which addresses of the web may be asked at all, before any name is looked up.

use url::{Host, Url};

use super::failure::FailureKind;

/// Names that are never on the public internet (RFC 6761, 6762, 7686, 8375; ICANN's `.internal`).
const PRIVATE: [&str; 5] = ["local", "internal", "localhost", "onion", "home.arpa"];

/// Whether a name, without a final dot, belongs to private networks only.
pub fn is_private_name(name: &str) -> bool {
    PRIVATE.iter().any(|private| {
        name.strip_suffix(private)
            .is_some_and(|before| before.is_empty() || before.ends_with('.'))
    })
}

/// Judges an address before it is dialled. Only an operator who allows private networks has
/// addresses in numbers, single names and ports of one's own fetched.
pub(super) fn judge(url: &Url, allow_private: bool) -> Result<(), FailureKind> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(FailureKind::Scheme);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(FailureKind::UserInfo);
    }
    let host = url.host().ok_or(FailureKind::Address)?;
    if allow_private {
        return Ok(());
    }
    let Host::Domain(name) = host else {
        return Err(FailureKind::Forbidden);
    };
    let name = name.strip_suffix('.').unwrap_or(name);
    if !name.contains('.') || is_private_name(name) {
        return Err(FailureKind::Forbidden);
    }
    match url.port_or_known_default() {
        Some(80 | 443) => Ok(()),
        _ => Err(FailureKind::Port),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_names_and_web_ports_are_asked() {
        for (address, wrong) in [
            ("https://example.org/", None),
            ("http://example.org:443/", None),
            ("https://example.org./a?b", None),
            ("ftp://example.org/", Some(FailureKind::Scheme)),
            ("file:///etc/passwd", Some(FailureKind::Scheme)),
            ("https://user@example.org/", Some(FailureKind::UserInfo)),
            ("https://:secret@example.org/", Some(FailureKind::UserInfo)),
            ("http://example.org:8080/", Some(FailureKind::Port)),
            ("http://example.org:22/", Some(FailureKind::Port)),
            ("http://wiki/", Some(FailureKind::Forbidden)),
            ("http://localhost/", Some(FailureKind::Forbidden)),
            ("http://localhost./", Some(FailureKind::Forbidden)),
            (
                "http://metadata.google.internal/",
                Some(FailureKind::Forbidden),
            ),
            ("http://printer.local./", Some(FailureKind::Forbidden)),
            ("http://8.8.8.8/", Some(FailureKind::Forbidden)),
            (
                "http://[2606:4700:4700::1111]/",
                Some(FailureKind::Forbidden),
            ),
            ("http://127.0.0.1/", Some(FailureKind::Forbidden)),
            ("http://2130706433/", Some(FailureKind::Forbidden)),
            ("http://0x7f.1/", Some(FailureKind::Forbidden)),
            ("http://0177.0.0.1/", Some(FailureKind::Forbidden)),
            ("http://127.1/", Some(FailureKind::Forbidden)),
            ("http://0/", Some(FailureKind::Forbidden)),
            ("http://127.0.0.1./", Some(FailureKind::Forbidden)),
            ("http://１２７.０.０.１/", Some(FailureKind::Forbidden)),
            ("http://example.org\\@127.0.0.1/", None),
            ("http:\\\\127.0.0.1\\", Some(FailureKind::Forbidden)),
            ("http://[::1]/", Some(FailureKind::Forbidden)),
            ("http://[::ffff:127.0.0.1]/", Some(FailureKind::Forbidden)),
        ] {
            let url = Url::parse(address).unwrap();
            assert_eq!(judge(&url, false).err(), wrong, "{address} is {url}");
        }
    }

    #[test]
    fn an_operator_may_open_private_networks_but_no_other_scheme() {
        for address in ["http://127.0.0.1:8080/", "http://wiki/", "https://[::1]/"] {
            assert_eq!(judge(&Url::parse(address).unwrap(), true), Ok(()));
        }
        for (address, wrong) in [
            ("file:///etc/passwd", FailureKind::Scheme),
            ("http://user@wiki/", FailureKind::UserInfo),
        ] {
            assert_eq!(judge(&Url::parse(address).unwrap(), true), Err(wrong));
        }
    }
}
