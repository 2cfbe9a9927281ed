//! Addresses to write to.

/// The longest address that mail can be sent to. Source: RFC 5321, 4.5.3.1.3.
const LONGEST: usize = 254;
/// The longest part before the @. Source: RFC 5321, 4.5.3.1.1.
const LONGEST_LOCAL: usize = 64;

/// Whether this is one e-mail address with a domain that has a dot: no list, no address in
/// numbers, and nothing that could break out of a mail's header.
pub fn is_valid(address: &str) -> bool {
    let Some((local, domain)) = address.rsplit_once('@') else {
        return false;
    };
    let forbidden = |c: char| c.is_control() || c.is_whitespace() || "@,;:<>()[]\"\\".contains(c);
    let dotted = |part: &str| part.split('.').all(|label| !label.is_empty());
    address.len() <= LONGEST
        && !local.is_empty()
        && local.len() <= LONGEST_LOCAL
        && dotted(local)
        && domain.contains('.')
        && dotted(domain)
        && !address.chars().filter(|c| *c != '@').any(forbidden)
        && !local.contains('@')
        && domain.split('.').all(is_label)
        && domain
            .split('.')
            .next_back()
            .is_some_and(|last| !last.bytes().all(|b| b.is_ascii_digit()))
}

/// Letters of any script, digits and hyphens, as international domain names have them.
fn is_label(label: &str) -> bool {
    let plain = |c: char| c == '-' || c.is_alphanumeric();
    label.len() <= 63
        && label.chars().all(plain)
        && !label.starts_with('-')
        && !label.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::is_valid;

    #[test]
    fn one_address_with_a_real_domain() {
        for good in [
            "name@example.com",
            "o'brien+list@mail.example.co.uk",
            "用户@例子.广告",
            "a@b.io",
        ] {
            assert!(is_valid(good), "{good}");
        }
        let long = format!("{}@example.com", "a".repeat(65));
        for bad in [
            "",
            "name.example.com",
            "a@b",
            "a@[127.0.0.1]",
            "a@127.0.0.1",
            "a@b.io,c@d.io",
            "a@b.io c@d.io",
            "a@b@c.io",
            "a@b.io\r\nBcc: c@d.io",
            "Name <a@b.io>",
            ".a@b.io",
            "a@-b.io",
            "a@b..io",
            "@b.io",
            "a@b.io\u{2028}",
            &long,
        ] {
            assert!(!is_valid(bad), "{bad:?}");
        }
    }
}
