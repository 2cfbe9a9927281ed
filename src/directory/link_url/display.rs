//! How a host is shown to people, without being taken in by letters that look alike.

use unicode_normalization::UnicodeNormalization;
use unicode_security::{RestrictionLevel, RestrictionLevelDetection, skeleton};
use url::Url;

use super::host::without_www;
use crate::text::is_deceptive;

/// Sites that give each owner of code a space under their name.
const CODE_HOSTS: [&str; 6] = [
    "bitbucket.org",
    "codeberg.org",
    "git.sr.ht",
    "github.com",
    "gitlab.com",
    "huggingface.co",
];

/// First segments on those sites that belong to the site and to no owner.
const NOT_OWNERS: [&str; 21] = [
    "about",
    "apps",
    "collections",
    "contact",
    "datasets",
    "docs",
    "enterprise",
    "events",
    "explore",
    "features",
    "join",
    "login",
    "marketplace",
    "models",
    "orgs",
    "pricing",
    "search",
    "site",
    "sponsors",
    "topics",
    "users",
];

pub(super) fn display_host(url: &Url) -> String {
    let host = without_www(url.host_str().unwrap_or_default());
    let mut shown = in_own_letters(host).unwrap_or_else(|| host.to_owned());
    if let Some(port) = url.port() {
        shown.push_str(&format!(":{port}"));
    } else if CODE_HOSTS.contains(&host)
        && let Some(owner) = owner(url)
    {
        shown.push('/');
        shown.push_str(owner);
    }
    shown
}

/// How many characters of a link stand for a title.
const READABLE: usize = 120;

/// The host and the path as people read them: no scheme, no parameters, escapes as their letters
/// where these can be seen.
pub(super) fn readable(url: &Url) -> String {
    let host = without_www(url.host_str().unwrap_or_default());
    let host = in_own_letters(host).unwrap_or_else(|| host.to_owned());
    let path = url.path().trim_end_matches('/');
    let decoded = percent_encoding::percent_decode_str(path)
        .decode_utf8()
        .ok();
    let is_plain = |text: &str| !text.contains(|c: char| is_deceptive(c) || c.is_whitespace());
    let path = decoded
        .filter(|text| is_plain(text))
        .map_or_else(|| path.to_owned(), |text| text.nfc().collect());
    let whole = format!("{host}{path}");
    if whole.chars().count() <= READABLE {
        return whole;
    }
    let start: String = whole.chars().take(READABLE).collect();
    format!("{start}…")
}

/// The host in ASCII without `www.`, and on a code host the owner's space, in lower case.
pub(super) fn site(url: &Url) -> String {
    let host = without_www(url.host_str().unwrap_or_default());
    match owner(url) {
        Some(owner) if CODE_HOSTS.contains(&host) => {
            format!("{host}/{}", owner.to_ascii_lowercase())
        }
        _ => host.to_owned(),
    }
}

fn owner(url: &Url) -> Option<&str> {
    let first = url.path_segments()?.next()?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '~');
    let named = !first.is_empty() && first.len() <= 64 && first.chars().all(plain);
    let lower = first.to_ascii_lowercase();
    (named && !NOT_OWNERS.contains(&lower.as_str())).then_some(first)
}

/// The host decoded from Punycode, if every label can be trusted to be what it looks like.
fn in_own_letters(host: &str) -> Option<String> {
    let (decoded, outcome) = idna::domain_to_unicode(host);
    outcome.ok()?;
    decoded.split('.').all(is_honest).then_some(decoded)
}

/// What a host looks like to people: equal for hosts that they could take for one another
/// (UTS 39, 4: the skeleton). Without `www.`, and in its own letters where it has them.
pub(super) fn look(host: &str) -> String {
    let host = without_www(host);
    let letters = if host.contains("xn--") {
        idna::domain_to_unicode(host).0
    } else {
        host.to_owned()
    };
    skeleton(&letters).collect()
}

/// UTS 39: written in one script (or one of the few mixtures in daily use), and without an ASCII
/// twin. The skeleton catches whole words in Cyrillic that read as Latin ones.
fn is_honest(label: &str) -> bool {
    label.is_ascii()
        || (label.check_restriction_level(RestrictionLevel::HighlyRestrictive)
            && !skeleton(label).all(|c| c.is_ascii()))
}

#[cfg(test)]
mod tests {
    use super::super::taken_for;

    #[test]
    fn hosts_that_people_could_take_for_one_another() {
        let known = ["rn.example".to_owned(), "m.example".to_owned()];
        assert_eq!(taken_for("m.example", &known), None);
        for (host, other) in [
            ("paypa1.example", "paypal.example"),
            ("exarnple.org", "www.example.org"),
            ("xn--80ak6aa92e.com", "apple.com"),
            ("www.nhs.uk.forms.example", "nhs.uk"),
        ] {
            let known = ["other.example".to_owned(), other.to_owned()];
            assert_eq!(
                taken_for(host, &known),
                Some(super::without_www(other)),
                "{host}"
            );
        }
        for (host, other) in [
            ("example.org", "www.example.org"),
            ("example.com", "example.org"),
            ("forms.nhs.uk", "nhs.uk"),
            ("nhs.ukforms.example", "nhs.uk"),
            ("localhost.example", "localhost"),
        ] {
            assert_eq!(taken_for(host, &[other.to_owned()]), None, "{host} {other}");
        }
    }
}
