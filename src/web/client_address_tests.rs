use super::*;

type Header = (&'static str, &'static str);

/// Proxies: 10.0.0.0/8, 127.0.0.1 and 2001:db8:ffff::/48. Headers: `f` is `Forwarded`, `x` is
/// `X-Forwarded-For`, in the order sent.
fn client(peer: &str, headers: &[Header]) -> String {
    let trusted = ["10.0.0.0/8", "127.0.0.1/32", "2001:db8:ffff::/48"];
    let proxies = TrustedProxies::new(trusted.map(|network| network.parse().unwrap()));
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        let name = if *name == "f" {
            FORWARDED
        } else {
            X_FORWARDED_FOR
        };
        map.append(
            name,
            http::HeaderValue::from_bytes(value.as_bytes()).unwrap(),
        );
    }
    proxies.client(peer.parse().unwrap(), &map).to_string()
}

#[test]
fn the_first_untrusted_hop_from_the_right_is_the_client() {
    let rows: &[(&str, &[Header], &str)] = &[
        // No proxy: the header is the client's own invention.
        ("203.0.113.9", &[], "203.0.113.9"),
        ("203.0.113.9", &[("x", "198.51.100.1")], "203.0.113.9"),
        ("203.0.113.9", &[("f", "for=198.51.100.1")], "203.0.113.9"),
        ("::ffff:203.0.113.9", &[], "203.0.113.9"),
        // One proxy.
        ("10.0.0.1", &[], "10.0.0.1"),
        ("10.0.0.1", &[("x", "198.51.100.1")], "198.51.100.1"),
        ("::ffff:10.0.0.1", &[("x", "198.51.100.1")], "198.51.100.1"),
        (
            "10.0.0.1",
            &[("x", "6.6.6.6, 198.51.100.1")],
            "198.51.100.1",
        ),
        (
            "10.0.0.1",
            &[("x", "6.6.6.6"), ("x", "198.51.100.1")],
            "198.51.100.1",
        ),
        ("2001:db8:ffff::1", &[("x", "2001:db8::7")], "2001:db8::7"),
        // Spellings.
        ("10.0.0.1", &[("x", "198.51.100.1:4711")], "198.51.100.1"),
        ("10.0.0.1", &[("x", "[2001:db8::7]:4711")], "2001:db8::7"),
        ("10.0.0.1", &[("x", "[2001:db8::7]")], "2001:db8::7"),
        ("10.0.0.1", &[("x", "::ffff:198.51.100.1")], "198.51.100.1"),
        // Several proxies.
        (
            "10.0.0.1",
            &[("x", "6.6.6.6, 198.51.100.1, 10.0.0.2")],
            "198.51.100.1",
        ),
        ("10.0.0.1", &[("x", "10.0.0.3, 10.0.0.2")], "10.0.0.3"),
        // What can't be read ends the walk.
        ("10.0.0.1", &[("x", "198.51.100.1, unknown")], "10.0.0.1"),
        (
            "10.0.0.1",
            &[("x", "198.51.100.1, nonsense, 10.0.0.2")],
            "10.0.0.2",
        ),
        ("10.0.0.1", &[("x", "")], "10.0.0.1"),
        ("10.0.0.1", &[("x", "198.51.100.1,")], "10.0.0.1"),
        (
            "10.0.0.1",
            &[("x", "caf\u{e9}, 198.51.100.1")],
            "198.51.100.1",
        ),
        // Forwarded.
        (
            "10.0.0.1",
            &[("f", "for=198.51.100.1;proto=https")],
            "198.51.100.1",
        ),
        (
            "10.0.0.1",
            &[("f", "by=10.0.0.1; For=\"[2001:db8::7]:80\"")],
            "2001:db8::7",
        ),
        (
            "10.0.0.1",
            &[("f", "for=\"6.6.6.6, for=198.51.100.1")],
            "198.51.100.1",
        ),
        (
            "10.0.0.1",
            &[("f", "for=198.51.100.1, for=_hidden")],
            "10.0.0.1",
        ),
        ("10.0.0.1", &[("f", "proto=https")], "10.0.0.1"),
        // Both: believed only where they agree.
        (
            "10.0.0.1",
            &[("f", "for=198.51.100.1"), ("x", "198.51.100.1")],
            "198.51.100.1",
        ),
        (
            "10.0.0.1",
            &[("f", "for=6.6.6.6"), ("x", "198.51.100.1")],
            "10.0.0.1",
        ),
    ];
    for (peer, headers, expected) in rows {
        assert_eq!(client(peer, headers), *expected, "{peer} {headers:?}");
    }
}

#[test]
fn prefixes_are_canonical() {
    let rows = [
        ("203.0.113.9", "203.0.113.9/32", "203.0.113.0/24"),
        ("::ffff:203.0.113.9", "203.0.113.9/32", "203.0.113.0/24"),
        (
            "2001:db8:1:2:3:4:5:6",
            "2001:db8:1:2::/64",
            "2001:db8:1::/48",
        ),
    ];
    for (address, narrow, wide) in rows {
        let address = address.parse().unwrap();
        assert_eq!(
            (narrow_prefix(address), wide_prefix(address)),
            (narrow.into(), wide.into())
        );
    }
}
