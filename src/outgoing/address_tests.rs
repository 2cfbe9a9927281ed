use super::*;

/// The first and the last address of each block that may not be dialled, and their neighbours
/// that may, unless another block begins there. IPv4 from RFC 6890 and IANA's registry.
const V4_EDGES: [(&str, &str, &str, &str); 17] = [
    // one below, first, last, one above; "-" where there is none that is public
    ("-", "0.0.0.0", "0.255.255.255", "1.0.0.0"),
    ("9.255.255.255", "10.0.0.0", "10.255.255.255", "11.0.0.0"),
    (
        "100.63.255.255",
        "100.64.0.0",
        "100.127.255.255",
        "100.128.0.0",
    ),
    (
        "126.255.255.255",
        "127.0.0.0",
        "127.255.255.255",
        "128.0.0.0",
    ),
    (
        "169.253.255.255",
        "169.254.0.0",
        "169.254.255.255",
        "169.255.0.0",
    ),
    (
        "172.15.255.255",
        "172.16.0.0",
        "172.31.255.255",
        "172.32.0.0",
    ),
    ("191.255.255.255", "192.0.0.0", "192.0.0.255", "192.0.1.0"),
    ("192.0.1.255", "192.0.2.0", "192.0.2.255", "192.0.3.0"),
    (
        "192.31.195.255",
        "192.31.196.0",
        "192.31.196.255",
        "192.31.197.0",
    ),
    (
        "192.52.192.255",
        "192.52.193.0",
        "192.52.193.255",
        "192.52.194.0",
    ),
    (
        "192.88.98.255",
        "192.88.99.0",
        "192.88.99.255",
        "192.88.100.0",
    ),
    (
        "192.167.255.255",
        "192.168.0.0",
        "192.168.255.255",
        "192.169.0.0",
    ),
    (
        "192.175.47.255",
        "192.175.48.0",
        "192.175.48.255",
        "192.175.49.0",
    ),
    (
        "198.17.255.255",
        "198.18.0.0",
        "198.19.255.255",
        "198.20.0.0",
    ),
    (
        "198.51.99.255",
        "198.51.100.0",
        "198.51.100.255",
        "198.51.101.0",
    ),
    (
        "203.0.112.255",
        "203.0.113.0",
        "203.0.113.255",
        "203.0.114.0",
    ),
    ("223.255.255.255", "224.0.0.0", "255.255.255.255", "-"),
];

const V6_EDGES: [(&str, &str, &str, &str); 7] = [
    (
        "-",
        "2001::",
        "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:200::",
    ),
    (
        "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:db8::",
        "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:db9::",
    ),
    (
        "2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "2002::",
        "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "2003::",
    ),
    (
        "2620:4f:7fff:ffff:ffff:ffff:ffff:ffff",
        "2620:4f:8000::",
        "2620:4f:8000:ffff:ffff:ffff:ffff:ffff",
        "2620:4f:8001::",
    ),
    (
        "3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "3fff::",
        "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff",
        "3fff:1000::",
    ),
    // Below and above everything that was given out.
    (
        "-",
        "::",
        "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "2000::",
    ),
    (
        "3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "4000::",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "-",
    ),
];

/// Addresses that somebody would try, and some that everybody visits.
const KNOWN: [(&str, bool); 43] = [
    ("127.0.0.1", false),
    ("127.1.2.3", false),
    ("10.1.2.3", false),
    ("100.100.100.200", false),
    ("169.254.169.254", false),
    ("169.254.170.2", false),
    ("172.17.0.1", false),
    ("192.168.1.1", false),
    ("198.19.0.1", false),
    ("239.255.255.250", false),
    ("240.0.0.1", false),
    ("255.255.255.254", false),
    ("1.1.1.1", true),
    ("8.8.8.8", true),
    ("93.184.215.14", true),
    ("151.101.1.140", true),
    ("217.160.0.1", true),
    ("::1", false),
    ("fe80::1", false),
    ("febf:ffff::1", false),
    ("fec0::1", false),
    ("fc00::1", false),
    ("fd00:ec2::254", false),
    ("ff02::1", false),
    ("100::1", false),
    ("5f00::1", false),
    ("2001:0:4136:e378:8000:63bf:3fff:fdd2", false),
    ("2001:20::1", false),
    ("2002:7f00:1::", false),
    ("64:ff9b:1::7f00:1", false),
    ("64:ff9b:0:1::808:808", false),
    ("::127.0.0.1", false),
    ("::8.8.8.8", true),
    ("::ffff:127.0.0.1", false),
    ("::ffff:169.254.169.254", false),
    ("::ffff:8.8.8.8", true),
    ("::ffff:0:7f00:1", false),
    ("64:ff9b::7f00:1", false),
    ("64:ff9b::a9fe:a9fe", false),
    ("64:ff9b::808:808", true),
    ("2606:4700:4700::1111", true),
    ("2a00:1450:4009::200e", true),
    ("2400:cb00::1", true),
];

fn table() -> Vec<(&'static str, bool)> {
    let edges = V4_EDGES.into_iter().chain(V6_EDGES);
    edges
        .flat_map(|(below, first, last, above)| {
            [(below, true), (first, false), (last, false), (above, true)]
        })
        .filter(|(address, _)| *address != "-")
        .chain(KNOWN)
        .collect()
}

#[test]
fn nothing_is_dialled_that_is_not_public() {
    let table = table();
    assert!(table.len() >= 120, "{}", table.len());
    for (address, public) in table {
        let parsed: IpAddr = address.parse().unwrap();
        assert_eq!(is_public(parsed), public, "{address}");
    }
}

#[test]
fn an_address_inside_another_has_its_own_verdict() {
    let wrappers = ["::ffff:0:0", "::", "64:ff9b::"].map(|text| text.parse::<Ipv6Addr>().unwrap());
    let mut address: u32 = 0x9e37_79b9;
    let mut inside: Vec<u32> = (0..20_000)
        .map(|_| {
            address = address.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            address
        })
        .collect();
    for (below, first, last, above) in V4_EDGES {
        let edges = [below, first, last, above].into_iter();
        inside.extend(edges.filter_map(|text| Some(text.parse::<Ipv4Addr>().ok()?.to_bits())));
    }
    for bits in inside {
        let inner = Ipv4Addr::from_bits(bits);
        for outer in wrappers {
            let wrapped = Ipv6Addr::from_bits(outer.to_bits() | u128::from(bits));
            let verdicts = [IpAddr::V6(wrapped), IpAddr::V4(inner)].map(is_public);
            assert_eq!(verdicts[0], verdicts[1], "{wrapped}");
        }
    }
}
