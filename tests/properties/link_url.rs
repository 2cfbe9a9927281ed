//! Links as people paste them.

use proptest::prelude::*;
use signpost::directory::{LinkError, LinkPolicy, LinkUrl};

const FORM: LinkPolicy = LinkPolicy {
    allow_private: false,
    allow_ftp: false,
};

const ALL: LinkPolicy = LinkPolicy {
    allow_private: true,
    allow_ftp: true,
};

fn parsed(link: &str) -> LinkUrl {
    LinkUrl::parse(link, FORM).unwrap_or_else(|e| panic!("{link}: {e}"))
}

#[test]
fn what_people_paste_is_understood() {
    for (pasted, stored) in [
        ("  https://example.org/a \n", "https://example.org/a"),
        ("example.org", "https://example.org/"),
        ("www.example.org/a?b#c", "https://www.example.org/a?b#c"),
        ("example.org:8083/login", "https://example.org:8083/login"),
        ("//example.org/a", "https://example.org/a"),
        ("<https://example.org/>", "https://example.org/"),
        ("“https://example.org/”", "https://example.org/"),
        ("\"< http://example.org >\"", "http://example.org/"),
        (
            "\u{feff}\u{200e}https://example.org/\u{200b}",
            "https://example.org/",
        ),
        ("HTTP://EXAMPLE.ORG/A", "http://example.org/A"),
        ("https://example.org/?utm_source=x", "https://example.org/"),
        (
            "https://example.org/?a=1&utm_source=x&b=2#c",
            "https://example.org/?a=1&b=2#c",
        ),
        (
            "https://example.org/#:~:text=kept",
            "https://example.org/#:~:text=kept",
        ),
        (
            "https://fa.wikipedia.org/wiki/می‌خواهم",
            "https://fa.wikipedia.org/wiki/%D9%85%DB%8C%E2%80%8C%D8%AE%D9%88%D8%A7%D9%87%D9%85",
        ),
    ] {
        assert_eq!(parsed(pasted).as_str(), stored, "{pasted}");
        assert_eq!(parsed(pasted).to_string(), stored, "{pasted}");
    }
}

#[test]
fn what_is_no_public_link_is_refused_with_its_reason() {
    use LinkError::*;
    let long = format!("https://example.org/{}", "a".repeat(2_030));
    let grows = format!("https://example.org/{}", "é".repeat(400));
    for (typed, reason) in [
        ("", Empty),
        (" <> ", Empty),
        ("https://", Empty),
        ("http:", Empty),
        (long.as_str(), TooLong),
        (grows.as_str(), TooLong),
        ("javascript:alert(1)", Scheme),
        ("JavaScript:alert(1)", Scheme),
        ("data:text/html,x", Scheme),
        ("mailto:a@example.org", Scheme),
        ("file:///etc/passwd", Scheme),
        ("ftp://example.org/", Scheme),
        ("gopher://example.org/", Scheme),
        ("blob:https://example.org/a", Scheme),
        ("tel:112", Scheme),
        ("https://example.org/a b", Spaces),
        ("java\nscript:alert(1)", Spaces),
        ("https://example.org/\u{202e}gpj", Spaces),
        ("https://example.org/\0a", Spaces),
        ("https://user@example.org/", UserInfo),
        ("https://www.nhs.uk:x@example.org/", UserInfo),
        ("name@example.org", UserInfo),
        ("http://127.0.0.1/", IpAddress),
        ("http://2130706433/", IpAddress),
        ("http://0x7f.1/", IpAddress),
        ("http://0177.0.0.1/", IpAddress),
        ("http://127.1", IpAddress),
        ("http://127.0.0.1./", IpAddress),
        ("http://１２７.0.0.1/", IpAddress),
        ("http://0/", IpAddress),
        ("http://256.256.256.256/", IpAddress),
        ("8.8.8.8", IpAddress),
        ("[::1]", IpAddress),
        ("http://[::ffff:127.0.0.1]/", IpAddress),
        ("http://[fe80::1%25eth0]/", IpAddress),
        ("http://localhost:3000/", PrivateName),
        ("localhost:3000", PrivateName),
        ("http://LOCALHOST./", PrivateName),
        ("http://a.localhost/", PrivateName),
        ("http://printer.local/", PrivateName),
        ("http://wiki.internal/", PrivateName),
        ("http://abc.onion/", PrivateName),
        ("http://router.home.arpa/", PrivateName),
        ("http://intranet/", Invalid),
        ("hello", Invalid),
        ("https://https://example.org", Invalid),
        ("https://a..example.org/", Invalid),
        ("https://exa<mple.org/", Invalid),
        ("https://www.example.org*", Invalid),
    ] {
        assert_eq!(LinkUrl::parse(typed, FORM), Err(reason), "{typed:.80}");
    }
    assert!(LinkUrl::parse("https://notlocal.example/", FORM).is_ok());
    assert!(LinkUrl::parse("https://mylocalhost.org/", FORM).is_ok());
}

#[test]
fn policies_open_private_networks_and_ftp() {
    for link in [
        "http://127.0.0.1:8080/",
        "http://[::1]/",
        "http://intranet/a",
        "localhost:3000",
    ] {
        assert!(LinkUrl::parse(link, ALL).is_ok(), "{link}");
    }
    assert!(LinkUrl::parse("ftp://ftp.ihe.net/", ALL).is_ok());
    assert_eq!(LinkUrl::parse("javascript:1", ALL), Err(LinkError::Scheme));
    assert_eq!(
        LinkUrl::parse("https://a@example.org", ALL),
        Err(LinkError::UserInfo)
    );
}

#[test]
fn messages_say_what_to_do() {
    assert_eq!(
        LinkError::Empty.to_string(),
        "Enter the link, starting with https://"
    );
    assert_eq!(
        LinkError::Scheme.to_string(),
        "Links must start with http:// or https://"
    );
}

#[test]
fn lists_show_the_host_or_whose_code_it_is() {
    for (link, shown) in [
        ("https://www.gov.uk/service-manual", "gov.uk"),
        (
            "https://github.com/publichealthengland/coronavirus-dashboard",
            "github.com/publichealthengland",
        ),
        ("https://github.com/NHSX", "github.com/NHSX"),
        ("https://github.com/", "github.com"),
        ("https://github.com/topics/health", "github.com"),
        ("https://github.com/%3Cb%3E/x", "github.com"),
        (
            "https://gitlab.com/gitlab-org/gitlab",
            "gitlab.com/gitlab-org",
        ),
        ("https://example.org:8083/a", "example.org:8083"),
    ] {
        assert_eq!(parsed(link).display_host(), shown);
    }
}

#[test]
fn deceptive_hosts_are_shown_in_punycode() {
    for (link, shown) in [
        ("https://münchen.example/", "münchen.example"),
        ("https://www.straße.example/", "straße.example"),
        ("https://пример.рф/", "пример.рф"),
        ("https://例え.テスト.example/", "例え.テスト.example"),
        ("https://한국.example/", "한국.example"),
        ("https://խօսենք.example/", "խօսենք.example"),
        ("https://bücher-24.example/", "bücher-24.example"),
        // One Cyrillic letter among Latin ones.
        ("https://www.gоv.uk/", "xn--gv-fmc.uk"),
        ("https://pаypal.example/", "xn--pypal-4ve.example"),
        // A whole word in Cyrillic that reads as Latin.
        ("https://аррӏе.com/", "xn--80ak6aa92e.com"),
        ("https://еріс.com/", "xn--e1awd7f.com"),
        // Greek, emoji, Latin with a look-alike from phonetics.
        ("https://goοgle.com/", "xn--gogle-sce.com"),
        ("https://i❤.example/", "xn--i-7iq.example"),
        ("https://ɡoogle.com/", "xn--oogle-qmc.com"),
    ] {
        assert_eq!(parsed(link).display_host(), shown, "{link}");
    }
    assert_eq!(parsed("https://www.gоv.uk/").host(), "www.xn--gv-fmc.uk");
}

/// Text that looks enough like a link to reach deep into the parser.
fn like_a_link() -> impl Strategy<Value = String> {
    let host = prop_oneof![
        "(www\\.){0,2}[a-z]{1,3}(\\.[a-z]{1,3}){0,3}\\.?",
        "[a-zA-Z0-9.\\-_%]{1,12}",
        "(www\\.)?github\\.com",
        "(en\\.)?m?\\.?[а-яéß]{1,4}\\.[a-z]{2}",
        "[0-9.x]{1,12}",
    ];
    let scheme = prop_oneof!["http://", "https://", "ftp://", "", "//", "[a-z]{1,8}:"];
    let tail = "(:[0-9]{0,5})?(/[%A-Ga-g0-9./.gitREADME~_|é\\[\\]]{0,16}){0,4}(\\?[%0-9a-f&=_utmsource]{0,16})?(#[%0-9a-f:~!/readme]{0,12})?";
    (scheme, host, tail).prop_map(|(scheme, host, tail)| format!("{scheme}{host}{tail}"))
}

fn holds_for(link: &str) -> Result<(), TestCaseError> {
    let Ok(once) = LinkUrl::parse(link, ALL) else {
        return Ok(());
    };
    let (key, similar) = (once.key(), once.similar_key());
    let again = LinkUrl::parse(once.as_str(), ALL)?;
    prop_assert_eq!(again.as_str(), once.as_str());
    prop_assert_eq!(again.key(), key.clone());
    prop_assert!(!once.host().is_empty());
    prop_assert!(!once.display_host().is_empty());
    // Encoding what was typed raw can make a key longer than a link may be.
    match LinkUrl::parse(&key, ALL) {
        Ok(of_key) => {
            prop_assert_eq!(of_key.key(), key);
            prop_assert_eq!(of_key.similar_key(), similar);
        }
        Err(error) => prop_assert_eq!(error, LinkError::TooLong),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn keys_and_stored_links_read_back_as_themselves(link in like_a_link()) {
        holds_for(&link)?;
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>()) {
        holds_for(&text)?;
        holds_for(&format!("https://{text}"))?;
        holds_for(&format!("https://example.org/{text}"))?;
        holds_for(&format!("https://github.com/{text}"))?;
    }
}
