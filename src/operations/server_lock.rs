//! One server per database: a second one would not see what the first keeps in memory.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

/// Held for as long as a server runs. Other commands do not need it.
#[derive(Debug)]
pub struct ServerLock {
    /// The system gives the lock back when the file is closed, even after a crash; the file
    /// stays, as removing it would let two servers lock two files of one name.
    _file: File,
}

impl ServerLock {
    /// Takes the lock of a database, `signpost.db.lock` beside `signpost.db`.
    ///
    /// # Errors
    /// Another server holds it, or the folder can't be written.
    pub fn take(database: &Path) -> anyhow::Result<Self> {
        let path = lock_file(database);
        let file = File::options()
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .with_context(|| format!("can't write beside the database: {}", path.display()))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => {
                bail!(
                    "another server is running on the database {}",
                    database.display()
                )
            }
            Err(TryLockError::Error(error)) => {
                Err(error).with_context(|| format!("can't lock {}", path.display()))
            }
        }
    }
}

/// The same file however the database is spelt, through links and relative paths.
fn lock_file(database: &Path) -> PathBuf {
    let real = fs::canonicalize(database).unwrap_or_else(|_| database.to_owned());
    let mut path = real.into_os_string();
    path.push(".lock");
    path.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_server_is_refused_until_the_first_ends() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("signpost.db");
        fs::write(&database, "").unwrap();
        let link = folder.path().join("link.db");
        std::os::unix::fs::symlink(&database, &link).unwrap();
        let first = ServerLock::take(&database).unwrap();
        for path in [&database, &link] {
            let error = ServerLock::take(path).unwrap_err().to_string();
            assert!(
                error.starts_with("another server is running on the database "),
                "{error}"
            );
        }
        drop(first);
        ServerLock::take(&link).unwrap();
    }

    #[test]
    fn a_missing_folder_is_named() {
        let error = ServerLock::take(Path::new("/nowhere/signpost.db"))
            .unwrap_err()
            .to_string();
        assert!(error.contains("/nowhere/signpost.db.lock"), "{error}");
    }
}
