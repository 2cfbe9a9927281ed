//! Codes that change every 30 seconds. Source: RFC 6238.
//!
//! SHA-1, 6 digits and 30 seconds are what every app can do; SHA-1 is sound within HMAC.

use totp_rs::{Algorithm, Builder, Totp};

use crate::clock::SECOND;
use crate::keys::random_bytes;

/// How long one code lasts, in seconds.
const STEP_SECONDS: u64 = 30;
/// How many digits a code has.
const DIGITS: u8 = 6;
/// How much of the site's title goes into the code to scan, in characters.
const LONGEST_ISSUER: usize = 40;

/// What the app and this site share: 160 bits. Source: RFC 4226, section 4, R6.
#[derive(Clone)]
pub(in crate::accounts) struct Secret([u8; 20]);

impl Secret {
    /// A new one, from random bytes.
    pub(in crate::accounts) fn generate() -> Self {
        Self(random_bytes())
    }

    /// Reads one that was kept.
    pub(in crate::accounts) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// As it is kept, before sealing.
    pub(in crate::accounts) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// For typing into an app: base 32 in groups of four.
    pub(in crate::accounts) fn text(&self) -> String {
        let text = data_encoding::BASE32_NOPAD.encode(&self.0);
        let groups = text.as_bytes().chunks(4);
        let groups: Vec<_> = groups.map(String::from_utf8_lossy).collect();
        groups.join(" ")
    }

    /// The step that a code belongs to: the current one or the one before, for whoever types
    /// slowly. `now` is in UTC milliseconds.
    pub(in crate::accounts) fn step_of(&self, code: &str, now: i64) -> Option<i64> {
        let seconds = u64::try_from(now / SECOND).ok()?;
        let totp = self.totp("", "");
        let step = totp.check(code, seconds).or_else(|| {
            let before = seconds.checked_sub(STEP_SECONDS)?;
            totp.check(code, before)
        });
        step.and_then(|step| i64::try_from(step).ok())
    }

    /// What the picture to scan says: whose account it is, and on which site.
    /// Source: <https://github.com/google/google-authenticator/wiki/Key-Uri-Format>.
    pub(in crate::accounts) fn address(&self, site: &str, name: &str) -> String {
        let plain = |text: &str| text.replace(':', " ");
        let site: String = plain(site).chars().take(LONGEST_ISSUER).collect();
        // It fails only for a name that is empty or holds a colon.
        let address = self.totp(site.trim(), &plain(name)).to_url();
        address.unwrap_or_default()
    }

    fn totp(&self, site: &str, name: &str) -> Totp {
        Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(DIGITS)
            .with_step_duration(STEP_SECONDS)
            .with_skew(0)
            .with_secret(self.0.to_vec())
            .with_account_name(name)
            .with_issuer((!site.is_empty()).then_some(site))
            .build_noncompliant()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The last six digits of the codes in RFC 6238, appendix B.
    const KNOWN: [(i64, &str); 5] = [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ];

    #[test]
    fn codes_are_those_of_the_standard_for_one_step_and_the_next() {
        let secret = Secret::from_bytes(b"12345678901234567890").unwrap();
        for (second, code) in KNOWN {
            let step = second / 30;
            let at = |second: i64| secret.step_of(code, second * SECOND);
            assert_eq!(at(second), Some(step), "{code}");
            assert_eq!(at(step * 30 + 59), Some(step));
            assert_eq!(at(step * 30 + 60), None);
            assert_eq!(at(step * 30 - 1), None);
        }
        for wrong in ["", "28708", "2870820", "abcdef", "２８７０８２"] {
            assert_eq!(secret.step_of(wrong, 59 * SECOND), None, "{wrong:?}");
        }
        assert_eq!(secret.step_of("287082", -1), None);
    }

    #[test]
    fn an_app_reads_the_same_secret_from_picture_and_text() {
        let secret = Secret::from_bytes(b"12345678901234567890").unwrap();
        let text = "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ";
        assert_eq!(secret.text(), text);
        assert_eq!(
            secret.address("Birds: a list", "Grace Hopper"),
            format!(
                "otpauth://totp/Birds%20%20a%20list:Grace%20Hopper?secret={}&issuer=Birds%20%20a%20list",
                text.replace(' ', "")
            )
        );
        assert!(Secret::from_bytes(b"short").is_none());
        assert_ne!(Secret::generate().text(), Secret::generate().text());
    }
}
