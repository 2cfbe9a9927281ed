//! The folder that a static copy is written to.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};

/// Marks a folder as a copy of ours, so that it may be written over.
const MARK: &str = ".signpost-site";
const MARK_WORDS: &str = "Written by signpost export --format site, which may write over it.\n";

/// Writes files below one folder and nowhere else.
pub(super) struct Folder {
    root: PathBuf,
}

impl Folder {
    /// Makes the folder, or empties one that is an earlier copy of ours.
    ///
    /// # Errors
    /// When it can't be written, or holds anything that is not an earlier copy.
    pub(super) fn prepare(root: &Path) -> anyhow::Result<Self> {
        fs::create_dir_all(root).with_context(|| format!("can't make {}", root.display()))?;
        let ours = root.join(MARK).is_file();
        let mut names = Vec::new();
        for item in fs::read_dir(root).with_context(|| format!("can't read {}", root.display()))? {
            names.push(item?.file_name());
        }
        ensure!(
            ours || names.is_empty(),
            "{} is not empty and is no earlier copy of this site: choose another folder",
            root.display()
        );
        fs::write(root.join(MARK), MARK_WORDS)?;
        // Only what a copy consists of: what somebody put beside it stays.
        for part in [
            "categories",
            "entries",
            "tags",
            "search",
            "static",
            "export",
        ] {
            match fs::remove_dir_all(root.join(part)) {
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    return Err(error).with_context(|| format!("can't empty {}", root.display()));
                }
                _ => {}
            }
        }
        Ok(Self {
            root: root.to_owned(),
        })
    }

    /// Where a file of the folder is.
    pub(super) fn path(&self, name: &Path) -> PathBuf {
        self.root.join(name)
    }

    /// Writes a file. Its name was made by [`super::names`], or is fixed.
    ///
    /// # Errors
    /// When the disk is full, or the name is none of ours.
    pub(super) fn write(&self, name: &str, content: &[u8]) -> anyhow::Result<()> {
        let part = |part: &str| !part.is_empty() && part != "." && part != "..";
        ensure!(
            name.split('/').all(part) && !name.contains(['\\', '\0', ':']),
            "{name:?} is no name of a file in a copy"
        );
        let path = self.root.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&path, content).with_context(|| format!("can't write {}", path.display()))
    }
}
