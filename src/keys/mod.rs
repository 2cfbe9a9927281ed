//! Secrets and randomness: the server's key, what is derived from it, and random tokens.

mod seal;

use std::fmt;
use std::fs::{self, File};
use std::io::{ErrorKind, Read, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, ensure};
use data_encoding::{BASE32_NOPAD, BASE64URL_NOPAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// The server's key of 32 bytes. Losing it costs pending form tokens, the re-issue of receipt
/// links and second factors, never data.
#[derive(Clone)]
pub struct Keys(Arc<[u8; 32]>);

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(…)")
    }
}

impl Keys {
    /// Takes the key as read from the settings or the key file.
    pub fn new(key: [u8; 32]) -> Self {
        Self(Arc::new(key))
    }

    /// Takes the key from the file at `path`, which is made with a random key when there is none.
    ///
    /// # Errors
    /// The file can't be read or made, or holds anything but 32 bytes; the text names it.
    pub fn load_or_create(path: &Path) -> anyhow::Result<Self> {
        let key = match read_key(path) {
            Ok(Some(key)) => Ok(key),
            Ok(None) => create_key(path),
            Err(error) => Err(error),
        };
        key.map(Self::new)
            .with_context(|| format!("the key file {}", path.display()))
    }

    /// HMAC-SHA-256 of `parts` under this key. `purpose` keeps the uses apart, and each part is
    /// preceded by its length so that no two lists of parts can collide.
    pub fn sign(&self, purpose: &str, parts: &[&[u8]]) -> [u8; 32] {
        self.mac(purpose, parts).finalize().into_bytes().into()
    }

    /// Whether `signature` is [`Self::sign`] of the same, compared in constant time.
    pub fn verify(&self, purpose: &str, parts: &[&[u8]], signature: &[u8]) -> bool {
        self.mac(purpose, parts).verify_slice(signature).is_ok()
    }

    /// The secret behind the link of the suggestion with this reference: 128 bits that nobody can
    /// guess, and that can be given again as long as the key is the same.
    pub fn receipt_token(&self, reference: &str) -> String {
        let signature = self.sign("receipt", &[reference.as_bytes()]);
        let (token, _) = signature.split_at(16);
        BASE32_NOPAD.encode(token).to_lowercase()
    }

    fn mac(&self, purpose: &str, parts: &[&[u8]]) -> Hmac<Sha256> {
        // HMAC takes keys of any length, so this can't fail.
        let mut mac = Hmac::<Sha256>::new_from_slice(self.0.as_slice()).expect("any length fits");
        for part in std::iter::once(purpose.as_bytes()).chain(parts.iter().copied()) {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac
    }
}

/// Where the key of a database is kept: beside it, `signpost.key` for `signpost.db`.
pub fn key_file(database: &Path) -> PathBuf {
    match database.extension() {
        Some(extension) if extension != "key" => database.with_extension("key"),
        _ => {
            let mut path = database.as_os_str().to_owned();
            path.push(".key");
            path.into()
        }
    }
}

/// Reads a key that was written before; none when there is no file, or an empty one that a
/// crash left behind.
fn read_key(path: &Path) -> anyhow::Result<Option<[u8; 32]>> {
    let file = match File::open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        file => file?,
    };
    // Waits for another process that is writing it.
    file.lock_shared()?;
    let metadata = file.metadata()?;
    if metadata.permissions().mode() & 0o077 != 0 {
        tracing::warn!(path = %path.display(), "others may read the key file: set its mode to 0600");
    }
    let mut bytes = Vec::new();
    file.take(33).read_to_end(&mut bytes)?;
    if bytes.is_empty() {
        return Ok(None);
    }
    let key = bytes.try_into().ok();
    ensure!(
        key.is_some(),
        "must hold exactly 32 bytes, not {}: put the right one back, or move \
             it away to start with a new key",
        metadata.len()
    );
    Ok(key)
}

/// Writes a new key, unless another process did so meanwhile; the lock keeps them apart.
fn create_key(path: &Path) -> anyhow::Result<[u8; 32]> {
    let options = fs::OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(path);
    let mut file = options?;
    file.lock()?;
    if file.metadata()?.len() == 0 {
        let key = random_bytes();
        file.write_all(&key)?;
        file.sync_all()?;
        return Ok(key);
    }
    drop(file);
    read_key(path)?.context("was emptied while it was read")
}

/// `N` bytes from the operating system's random source.
///
/// # Panics
/// When the operating system has no random source, as nothing may go on without one.
#[expect(clippy::disallowed_methods, reason = "this is the one place")]
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

/// A random token of 256 bits for links and cookies, URL-safe.
pub fn random_token() -> String {
    BASE64URL_NOPAD.encode(&random_bytes::<32>())
}

/// A random identifier of 128 bits that outlives exports and feeds, in lower-case base 32.
pub fn random_uid() -> String {
    BASE32_NOPAD.encode(&random_bytes::<16>()).to_lowercase()
}

/// What is stored of a token: its SHA-256, so that a stolen database opens nothing.
pub fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_file_is_made_once_for_its_owner_only() {
        let folder = tempfile::tempdir().unwrap();
        let path = key_file(&folder.path().join("signpost.db"));
        assert_eq!(path, folder.path().join("signpost.key"));
        let keys: Vec<[u8; 32]> = std::thread::scope(|scope| {
            let load = || Keys::load_or_create(&path).unwrap().sign("test", &[]);
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(load)).collect();
            threads
                .into_iter()
                .map(|thread| thread.join().unwrap())
                .collect()
        });
        assert!(keys.iter().all(|key| *key == keys[0]));
        let metadata = fs::metadata(&path).unwrap();
        assert_eq!(
            (metadata.len(), metadata.permissions().mode() & 0o777),
            (32, 0o600)
        );
    }

    #[test]
    fn a_key_file_of_another_length_is_refused_and_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("signpost.key");
        for length in [1, 31, 33, 5_000] {
            fs::write(&path, vec![7; length]).unwrap();
            let error = format!("{:#}", Keys::load_or_create(&path).unwrap_err());
            assert!(
                error.contains("32 bytes") && error.contains("signpost.key"),
                "{error}"
            );
            assert_eq!(fs::read(&path).unwrap().len(), length);
        }
    }

    #[test]
    fn an_empty_key_file_was_never_finished() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("signpost.key");
        fs::write(&path, "").unwrap();
        let made = Keys::load_or_create(&path).unwrap().sign("test", &[]);
        assert_eq!(Keys::load_or_create(&path).unwrap().sign("test", &[]), made);
    }

    #[test]
    fn a_database_called_key_is_not_its_own_key() {
        assert_eq!(key_file(Path::new("a.key")), Path::new("a.key.key"));
        assert_eq!(key_file(Path::new("directory")), Path::new("directory.key"));
    }
}
