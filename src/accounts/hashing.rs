//! Hashing passwords: slow on purpose, so only a few at a time and never on the async threads.

use std::sync::Arc;
use std::time::Duration;

use anyhow::anyhow;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use data_encoding::BASE64_NOPAD;
use tokio::sync::Semaphore;

use crate::error::{AppError, Result};
use crate::keys::random_bytes;

/// How many hashes are made at once: more would take all processors from readers.
const AT_ONCE: usize = 2;
/// How many may wait for their turn.
const WAITING: usize = 32;
/// How long one may wait.
const PATIENCE: Duration = Duration::from_secs(5);

/// Makes and compares hashes of passwords with argon2id. Cheap to clone; all clones share the
/// same few places.
#[derive(Clone, Debug)]
pub struct Passwords {
    params: Params,
    working: Arc<Semaphore>,
    places: Arc<Semaphore>,
    nobody: Arc<str>,
}

/// 19 MiB, two passes, one lane. Source: OWASP Password Storage Cheat Sheet, Argon2id.
impl Default for Passwords {
    fn default() -> Self {
        Self::new(Params::DEFAULT)
    }
}

impl Passwords {
    /// Hashes at the cost of `params`.
    pub fn new(params: Params) -> Self {
        Self {
            nobody: nobodys_hash(&params).into(),
            params,
            working: Arc::new(Semaphore::new(AT_ONCE)),
            places: Arc::new(Semaphore::new(AT_ONCE + WAITING)),
        }
    }

    /// The hash of a new password, to be stored.
    ///
    /// # Errors
    /// [`AppError::Unavailable`] when too many wait already.
    pub async fn hash(&self, password: &str) -> Result<String> {
        let password = password.to_owned();
        let hashed = self.run(move |argon| {
            let salt = random_bytes::<16>();
            argon.hash_password_with_salt(password.as_bytes(), &salt)
        });
        let hashed = hashed.await?;
        Ok(hashed
            .map_err(|error| anyhow!("a password can't be hashed: {error}"))?
            .to_string())
    }

    /// Whether this is the password of the stored hash. For somebody who has none, or does not
    /// exist, it takes the same time and is never right.
    ///
    /// # Errors
    /// [`AppError::Unavailable`] when too many wait already.
    pub async fn verify(&self, password: &str, stored: Option<&str>) -> Result<bool> {
        let exists = stored.is_some();
        let stored = stored.unwrap_or(&self.nobody).to_owned();
        let password = password.to_owned();
        let right = self
            .run(move |argon| {
                argon
                    .verify_password(password.as_bytes(), stored.as_str())
                    .is_ok()
            })
            .await?;
        Ok(right && exists)
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(Argon2<'_>) -> T + Send + 'static,
    ) -> Result<T> {
        let busy = || AppError::Unavailable {
            retry_after: PATIENCE,
        };
        let place = Arc::clone(&self.places).try_acquire_owned();
        let place = place.map_err(|_| busy())?;
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(&self.working).acquire_owned());
        let Ok(Ok(turn)) = turn.await else {
            return Err(busy());
        };
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, self.params.clone());
        let done = tokio::task::spawn_blocking(move || {
            // Held until the work is done, even when nobody waits for it any more.
            let _held = (place, turn);
            work(argon)
        });
        done.await
            .map_err(|error| anyhow!(error).context("hashing a password").into())
    }
}

/// A hash as any other, of a password that nobody knows, in PHC format.
fn nobodys_hash(params: &Params) -> String {
    let (memory, passes, lanes) = (params.m_cost(), params.t_cost(), params.p_cost());
    let salt = BASE64_NOPAD.encode(&random_bytes::<16>());
    let hash = BASE64_NOPAD.encode(&random_bytes::<32>());
    format!("$argon2id$v=19$m={memory},t={passes},p={lanes}${salt}${hash}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cheap() -> Passwords {
        Passwords::new(Params::new(8, 1, 1, None).unwrap())
    }

    #[tokio::test]
    async fn a_hash_fits_its_password_only() {
        let passwords = Passwords::default();
        let hash = passwords.hash("correct horse").await.unwrap();
        assert!(
            hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{hash}"
        );
        assert_ne!(hash, passwords.hash("correct horse").await.unwrap());
        assert!(
            passwords
                .verify("correct horse", Some(&hash))
                .await
                .unwrap()
        );
        for (password, stored) in [
            ("Correct horse", Some(hash.as_str())),
            ("", Some(hash.as_str())),
            ("correct horse", Some("nonsense")),
            ("correct horse", None),
        ] {
            assert!(!passwords.verify(password, stored).await.unwrap());
        }
    }

    /// The work for somebody who does not exist has to be real work.
    #[tokio::test]
    async fn nobodys_hash_is_well_formed() {
        let passwords = cheap();
        let argon = Argon2::default();
        let verdict = argon.verify_password(b"x", &*passwords.nobody);
        assert_eq!(verdict, Err(argon2::password_hash::Error::PasswordInvalid));
    }

    #[tokio::test]
    async fn a_crowd_is_turned_away_and_nobody_waits_for_ever() {
        let passwords = cheap();
        tokio::time::pause();
        let turns = Arc::clone(&passwords.working).acquire_many_owned(2).await;
        let crowd: Vec<_> = (0..AT_ONCE + WAITING + 1)
            .map(|_| {
                tokio::spawn({
                    let passwords = passwords.clone();
                    async move { passwords.verify("x", None).await }
                })
            })
            .collect();
        let mut turned_away = 0;
        for one in crowd {
            let refused = one.await.unwrap().unwrap_err();
            assert!(matches!(refused, AppError::Unavailable { .. }));
            turned_away += 1;
        }
        assert_eq!(turned_away, AT_ONCE + WAITING + 1);
        drop(turns);
        tokio::time::resume();
        assert!(!passwords.verify("x", None).await.unwrap());
    }
}
