//! Signing what is sent, so that whoever receives it knows that it is ours, whole, and new.

use std::fmt;

use data_encoding::BASE64;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::keys::{Keys, random_bytes};

/// In front of a secret, by which people and scanners know what it is.
const PREFIX: &str = "whsec_";
/// How old a delivery may be before a receiver should refuse it, in seconds.
const TOLERANCE: i64 = 5 * 60;

/// The secret that a webhook's deliveries are signed with.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret([u8; 32]);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Secret {
    /// A new one.
    pub fn random() -> Self {
        Self(random_bytes())
    }

    /// As it is stored: closed with the server's key.
    pub fn sealed(&self, keys: &Keys) -> Vec<u8> {
        keys.seal("webhook", &self.0)
    }

    /// What was stored; none when the server's key is another now.
    pub fn unsealed(sealed: &[u8], keys: &Keys) -> Option<Self> {
        let bytes = keys.open("webhook", sealed)?;
        bytes.try_into().ok().map(Self)
    }

    /// As its owner sees it, once.
    pub fn shown(&self) -> String {
        format!("{PREFIX}{}", BASE64.encode(&self.0))
    }

    /// The value of `webhook-signature` for a body sent under `id` at `timestamp` (seconds since
    /// 1970).
    pub fn signature(&self, id: &str, timestamp: i64, body: &[u8]) -> String {
        let mac = self.mac(id, timestamp, body).finalize().into_bytes();
        format!("v1,{}", BASE64.encode(&mac))
    }

    fn mac(&self, id: &str, timestamp: i64, body: &[u8]) -> Hmac<Sha256> {
        // HMAC takes keys of any length, so this can't fail.
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("any length fits");
        mac.update(format!("{id}.{timestamp}.").as_bytes());
        mac.update(body);
        mac
    }
}

/// What a receiver does: whether a delivery was signed with the secret it was shown, and not long
/// ago. `signature` may hold several, apart by spaces. Times in seconds since 1970.
///
/// The product only sends; this is here so that the rule stands beside the one it mirrors, and
/// tests hold both to the documentation.
pub fn verify(
    shown: &str,
    (id, timestamp, signature): (&str, &str, &str),
    body: &[u8],
    now: i64,
) -> bool {
    let key = shown.strip_prefix(PREFIX).unwrap_or(shown);
    let key = BASE64.decode(key.as_bytes()).ok();
    let secret = key.and_then(|key| key.try_into().ok()).map(Secret);
    let (Some(secret), Ok(sent)) = (secret, timestamp.parse::<i64>()) else {
        return false;
    };
    if now.abs_diff(sent) > TOLERANCE.unsigned_abs() {
        return false;
    }
    signature.split(' ').any(|one| {
        let mac = one.strip_prefix("v1,").map(str::as_bytes);
        mac.and_then(|mac| BASE64.decode(mac).ok())
            .is_some_and(|mac| secret.mac(id, sent, body).verify_slice(&mac).is_ok())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_674_087_231;

    #[test]
    fn signatures_are_those_of_the_standard() {
        // The example of its specification, with our 32 bytes of secret instead of 24.
        let secret = Secret(*b"MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        let id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
        let body = br#"{"test": 2432232314}"#;
        let signature = secret.signature(id, NOW - 1, body);
        assert!(signature.starts_with("v1,") && signature.len() == 3 + 44);
        let shown = secret.shown();
        assert!(shown.starts_with("whsec_"));
        let headers = (id, "1674087230", signature.as_str());
        assert!(verify(&shown, headers, body, NOW));
        let two = format!("v1,AAAA v2,x {signature}");
        assert!(verify(&shown, (id, "1674087230", &two), body, NOW));
    }

    #[test]
    fn forged_and_replayed_deliveries_are_refused() {
        let secret = Secret::random();
        let (shown, other) = (secret.shown(), Secret::random().shown());
        let (id, body) = ("abc", b"{\"a\":1}".as_slice());
        let time = NOW.to_string();
        let signature = secret.signature(id, NOW, body);
        let fine = (id, time.as_str(), signature.as_str());
        assert!(verify(&shown, fine, body, NOW + TOLERANCE));
        // Replayed: too old, too new, or with a time that was not signed.
        assert!(!verify(&shown, fine, body, NOW + TOLERANCE + 1));
        assert!(!verify(&shown, fine, body, NOW - TOLERANCE - 1));
        let later = (NOW + 1_000).to_string();
        assert!(!verify(&shown, (id, &later, &signature), body, NOW + 1_000));
        // Forged: another body, another id, another key, no signature, half of one.
        assert!(!verify(&shown, fine, b"{\"a\":2}", NOW));
        assert!(!verify(&shown, ("abd", &time, &signature), body, NOW));
        assert!(!verify(&other, fine, body, NOW));
        for wrong in ["", "v1,", "v1", "v1,!", &signature[..20], &signature[3..]] {
            assert!(!verify(&shown, (id, &time, wrong), body, NOW), "{wrong}");
        }
        assert!(!verify("whsec_short", fine, body, NOW));
        assert!(!verify(&shown, (id, "soon", &signature), body, NOW));
    }

    #[test]
    fn a_secret_is_read_back_with_the_servers_key_alone() {
        let (keys, secret) = (Keys::new([1; 32]), Secret::random());
        let sealed = secret.sealed(&keys);
        assert_eq!(Secret::unsealed(&sealed, &keys), Some(secret.clone()));
        assert_eq!(Secret::unsealed(&sealed, &Keys::new([2; 32])), None);
        assert_eq!(format!("{secret:?}"), "Secret(…)");
    }
}
