//! Checks of where the link leads: is that what it seems to be?

use super::{Facts, Finding, Tone};

/// A host in another script, in its own letters and as it is really called.
pub(super) fn deceptive(facts: &Facts) -> Option<Finding> {
    let link = facts.link.as_ref()?;
    let ascii = link.host();
    if !ascii.split('.').any(|label| label.starts_with("xn--")) {
        return None;
    }
    let (letters, _) = idna::domain_to_unicode(ascii);
    // Pages show a host in its own letters only where these can't be mistaken for others.
    let honest = !link.display_host().contains("xn--");
    let finding = if honest {
        Finding::new(
            Tone::Look,
            "dash",
            "The host is written in letters of its own",
        )
    } else {
        Finding::new(
            Tone::Bad,
            "caution",
            "The host can be mistaken for another one",
        )
    };
    Some(finding.saying(format!("It reads {letters} and its real name is {ascii}")))
}

/// A host that people could take for one that is listed (UTS 39: the same skeleton), or that
/// carries the name of one in front of its own.
pub(super) fn lookalike(facts: &Facts) -> Option<Finding> {
    facts.link.as_ref()?;
    let listed = facts.host.looks_like.as_ref()?;
    let finding = Finding::new(
        Tone::Bad,
        "caution",
        format!("The host can be taken for {listed}"),
    );
    Some(finding.saying(format!(
        "{listed} is listed already, and this is another place"
    )))
}

/// Hosts whose links say nothing about where they lead.
const SHORTENERS: [&str; 16] = [
    "bit.ly",
    "buff.ly",
    "cutt.ly",
    "goo.gl",
    "is.gd",
    "lnkd.in",
    "ow.ly",
    "rb.gy",
    "rebrand.ly",
    "s.id",
    "shorturl.at",
    "t.co",
    "t.ly",
    "tiny.cc",
    "tinyurl.com",
    "v.gd",
];

/// A link that hides where it leads.
pub(super) fn shortener(facts: &Facts) -> Option<Finding> {
    let site = facts.link.as_ref()?.site();
    SHORTENERS.contains(&site.as_str()).then(|| {
        Finding::new(Tone::Bad, "arrow", "The link is a shortened one").saying(format!(
            "{site} hides where it leads: list the real address"
        ))
    })
}

/// Path segments and host labels of pages where people sign in.
const SIGN_IN: [&str; 12] = [
    "account",
    "accounts",
    "auth",
    "log-in",
    "login",
    "oauth",
    "sign-in",
    "sign_in",
    "signin",
    "sso",
    "wp-admin",
    "wp-login.php",
];

/// A link to a page that asks for a password.
pub(super) fn sign_in_page(facts: &Facts) -> Option<Finding> {
    let link = facts.link.as_ref()?;
    let label = link.host().split('.').next().unwrap_or_default();
    let rest = link.as_str().split("://").nth(1).unwrap_or_default();
    let path = rest.split(['?', '#']).next().unwrap_or_default();
    let last = path.trim_end_matches('/').split('/').skip(1).last();
    let asks = |word: &str| SIGN_IN.contains(&word.to_lowercase().as_str());
    (asks(label) || last.is_some_and(asks)).then(|| {
        Finding::new(Tone::Look, "person", "The link may lead to a sign-in page")
            .saying("Readers without an account would see nothing else")
    })
}
