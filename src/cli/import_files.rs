//! The files that a command is given, and those in the folders that it is given.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};

use crate::transfer::read::SourceFile;

/// How the names of files end that may be lists.
const ENDINGS: [&str; 14] = [
    "csv", "htm", "html", "json", "jsonl", "markdown", "md", "mdown", "opml", "rst", "tsv", "xml",
    "yaml", "yml",
];
/// Deeper folders are no collection that somebody keeps by hand.
const DEEPEST: usize = 32;

/// Reads every file, and every file of every folder that may be a list, by name. Hidden files and
/// links inside folders are passed over.
pub(super) fn collect(paths: &[PathBuf]) -> anyhow::Result<Vec<SourceFile>> {
    let mut files = Vec::new();
    for path in paths {
        let found = fs::metadata(path).with_context(|| path.display().to_string())?;
        if found.is_dir() {
            let before = files.len();
            walk(path, 0, &mut files)?;
            ensure!(
                files.len() > before,
                "{}: there is no file in it that may be a list",
                path.display()
            );
        } else if found.is_file() {
            files.push(load(path)?);
        } else {
            bail!("{}: this is neither a file nor a folder", path.display());
        }
    }
    Ok(files)
}

fn walk(folder: &Path, depth: usize, files: &mut Vec<SourceFile>) -> anyhow::Result<()> {
    let in_folder = || folder.display().to_string();
    ensure!(
        depth < DEEPEST,
        "{}: the folders are too deep",
        folder.display()
    );
    let items = fs::read_dir(folder).with_context(in_folder)?;
    let mut items = items
        .collect::<Result<Vec<_>, _>>()
        .with_context(in_folder)?;
    items.sort_by_key(fs::DirEntry::file_name);
    for item in items {
        let kind = item.file_type().with_context(in_folder)?;
        let path = item.path();
        if item.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if kind.is_dir() {
            walk(&path, depth + 1, files)?;
        } else if kind.is_file() && may_be_a_list(&path) {
            files.push(load(&path)?);
        }
    }
    Ok(())
}

fn may_be_a_list(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| ENDINGS.iter().any(|known| ending == *known))
}

fn load(path: &Path) -> anyhow::Result<SourceFile> {
    Ok(SourceFile {
        bytes: fs::read(path).with_context(|| path.display().to_string())?,
        name: path.display().to_string(),
    })
}
