//! Where to go after signing in: only ever a page of this site.

use url::Url;

/// The longest address that is followed, in bytes.
const LONGEST: usize = 2_048;

/// `next` as a path and query of this site in its canonical spelling, or `None` when following it
/// could lead anywhere else.
///
/// Browsers read addresses as the WHATWG URL standard says (a backslash is a slash, tabs and line
/// breaks are dropped, dots are resolved), so the answer is what is left after reading it the
/// same way, and it is judged again.
pub fn safe_next(next: &str) -> Option<String> {
    let plain = next.len() <= LONGEST
        && next.starts_with('/')
        && !next.contains(|c: char| c == '\\' || c.is_control() || c.is_whitespace());
    if !plain {
        return None;
    }
    let here = Url::parse("https://here.invalid/").ok()?;
    let there = here.join(next).ok()?;
    if there.origin() != here.origin() || !there.username().is_empty() {
        return None;
    }
    let path = &there[url::Position::BeforePath..];
    (!path.starts_with("//")).then(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_this_site_is_followed() {
        for (next, path) in [
            ("/", "/"),
            ("/admin", "/admin"),
            ("/admin?kind=edit&q=a%20b", "/admin?kind=edit&q=a%20b"),
            ("/admin/../tags", "/tags"),
            ("/tags/caf\u{e9}", "/tags/caf%C3%A9"),
            (
                "/search?q=https://evil.example",
                "/search?q=https://evil.example",
            ),
            ("/a//b", "/a//b"),
            ("/admin#row", "/admin#row"),
        ] {
            assert_eq!(safe_next(next).as_deref(), Some(path), "{next:?}");
        }
    }

    #[test]
    fn what_could_lead_elsewhere_is_not() {
        for next in [
            "",
            "admin",
            "https://evil.example/",
            "HTTPS:evil.example",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\/evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "\t//evil.example",
            " //evil.example",
            "/ /evil.example",
            "/.//evil.example",
            "/..//evil.example",
            "/a/..//evil.example",
            "/%2e//evil.example",
            "/\u{a0}/evil.example",
            "/\0/evil.example",
            "javascript:alert(1)",
            "data:text/html,x",
            "mailto:a@evil.example",
            "@evil.example",
            "?next=//evil.example",
            "#//evil.example",
            ".evil.example",
            "://evil.example",
        ] {
            assert_eq!(safe_next(next), None, "{next:?}");
        }
        assert_eq!(safe_next(&format!("/{}", "a".repeat(2_048))), None);
    }
}
