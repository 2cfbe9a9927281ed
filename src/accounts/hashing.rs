//! Hashing passwords: slow on purpose, so only a few at a time and never on the async threads.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, anyhow};
use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
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
    spaces: Arc<Mutex<Vec<Space>>>,
    nobody: Arc<str>,
}

/// The memory that one hash works in. It is kept for the next: each thread that had its own would
/// hold on to it, and a crowd would leave hundreds of megabytes behind.
type Space = Vec<Block>;

/// 19 MiB, two passes, one lane. Source: OWASP Password Storage Cheat Sheet, Argon2id.
impl Default for Passwords {
    fn default() -> Self {
        Self::new(Params::DEFAULT)
    }
}

impl Passwords {
    /// Hashes at the cost of `params`.
    pub fn new(params: Params) -> Self {
        // Costs that can be given can also be written.
        let nobody = phc(&params, &random_bytes(), &random_bytes());
        Self {
            nobody: nobody.map_or_else(|_| Arc::default(), |hash| hash.to_string().into()),
            params,
            working: Arc::new(Semaphore::new(AT_ONCE)),
            places: Arc::new(Semaphore::new(AT_ONCE + WAITING)),
            spaces: Arc::default(),
        }
    }

    /// The hash of a new password, to be stored.
    ///
    /// # Errors
    /// [`AppError::Unavailable`] when too many wait already.
    pub async fn hash(&self, password: &str) -> Result<String> {
        let password = password.to_owned();
        let params = self.params.clone();
        let hashed = self.run(move |space| {
            let salt = random_bytes();
            let output = compute(&params, &password, &salt, space)?;
            Ok(phc(&params, &salt, &output)?.to_string())
        });
        let hashed: anyhow::Result<String> = hashed.await?;
        Ok(hashed.context("a password can't be hashed")?)
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
        let right = self.run(move |space| fits(&stored, &password, space));
        Ok(right.await? && exists)
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Space) -> T + Send + 'static,
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
        let spaces = Arc::clone(&self.spaces);
        let done = tokio::task::spawn_blocking(move || {
            // Held until the work is done, even when nobody waits for it any more.
            let _held = (place, turn);
            let free = || spaces.lock().unwrap_or_else(PoisonError::into_inner);
            let mut space = free().pop().unwrap_or_default();
            let done = work(&mut space);
            // What is left in it tells something of the password.
            space.fill(Block::new());
            free().push(space);
            done
        });
        done.await
            .map_err(|error| anyhow!(error).context("hashing a password").into())
    }
}

/// Bytes of a hash.
const OUTPUT: usize = Params::DEFAULT_OUTPUT_LEN;

fn compute(
    params: &Params,
    password: &str,
    salt: &[u8],
    space: &mut Space,
) -> anyhow::Result<[u8; OUTPUT]> {
    space.resize(params.block_count(), Block::new());
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
    let mut output = [0; OUTPUT];
    argon
        .hash_password_into_with_memory(password.as_bytes(), salt, &mut output, space)
        .map_err(|error| anyhow!("{error}"))?;
    Ok(output)
}

/// A hash as it is stored, in PHC format.
fn phc(params: &Params, salt: &[u8; 16], output: &[u8; OUTPUT]) -> anyhow::Result<PasswordHash> {
    let odd = |error| anyhow!("{error}");
    Ok(PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(params).map_err(odd)?,
        salt: Some(Salt::new(salt).map_err(|error| anyhow!("{error}"))?),
        hash: Some(Output::new(output).map_err(|error| anyhow!("{error}"))?),
    })
}

/// Whether the password is that of a stored hash; one that can't be read fits none.
fn fits(stored: &str, password: &str, space: &mut Space) -> bool {
    let Ok(stored) = PasswordHash::new(stored) else {
        return false;
    };
    let (Ok(params), Some(salt), Some(expected)) =
        (Params::try_from(&stored), &stored.salt, &stored.hash)
    else {
        return false;
    };
    let known = stored.algorithm == Algorithm::Argon2id.ident()
        && stored.version == Some(Version::V0x13.into());
    let output = compute(&params, password, salt, space);
    let output = output.ok().and_then(|output| Output::new(&output).ok());
    // Outputs are compared in constant time.
    known && output.is_some_and(|output| output == *expected)
}

#[cfg(test)]
#[path = "hashing_tests.rs"]
mod tests;
