//! Which e-mail addresses people may have.

/// Whether mail could be sent there: one `@`, a host with a dot, nothing that can't be seen.
pub(super) fn is_email(text: &str) -> bool {
    let odd = |c: char| c.is_whitespace() || c.is_control() || "<>()[],;:\\\"".contains(c);
    let Some((local, host)) = text.split_once('@') else {
        return false;
    };
    let labels = || host.split('.').all(|label| !label.is_empty());
    text.len() <= 254
        && !text.contains(odd)
        && !local.is_empty()
        && !host.contains('@')
        && host.contains('.')
        && labels()
}

#[cfg(test)]
mod tests {
    use super::is_email;

    #[test]
    fn an_address_is_one_that_mail_can_reach() {
        for right in ["ada@example.org", "ada+desk@mail.example.org", "ä@例え.jp"] {
            assert!(is_email(right), "{right}");
        }
        for wrong in [
            "",
            "ada",
            "@example.org",
            "ada@",
            "ada@b",
            "ada@.org",
            "ada@example..org",
            "ada@[127.0.0.1]",
            "a@b.org,c@d.org",
            "a@b@c.org",
            "ada @example.org",
            "ada@example.org\r\nBcc: x",
        ] {
            assert!(!is_email(wrong), "{wrong}");
        }
    }
}
