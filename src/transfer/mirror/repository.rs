//! The folder with the git repository: opened or made, locked, and left alone while somebody is
//! in the middle of something.

use std::fs::{self, File, TryLockError};
use std::path::Path;
use std::thread;
use std::time::Duration;

use anyhow::{Context, anyhow, bail, ensure};
use git2::build::CheckoutBuilder;
use git2::{Commit, ErrorCode, Oid, Repository, RepositoryInitOptions, RepositoryState, Status};

/// The list, for people.
pub(super) const LIST: &str = "README.md";
/// The records, for programs.
pub(super) const RECORDS: &str = "directory.json";
/// The files that are ours. Nothing else in the repository is ever touched.
pub(super) const FILES: [&str; 2] = [LIST, RECORDS];

/// Names the commit whose files stand in the working tree before the branch is moved to it.
const UNFINISHED: &str = "refs/signpost/unfinished";
/// How often, and for how long, another run is waited for.
const WAIT: Duration = Duration::from_millis(100);
const MOST_WAITS: usize = 300;

/// The repository, while this run is the only one at work on it.
pub(super) struct Place {
    /// The repository.
    pub repo: Repository,
    /// The full name of the branch that is checked out, or that a bare repository names.
    pub branch: String,
    /// The system gives the lock back when the file is closed.
    _lock: File,
}

impl Place {
    /// Opens the repository in a folder; makes one where there is no folder, or nothing in it.
    ///
    /// # Errors
    /// In plain words: why the folder can't be used, or is to be left alone for now.
    pub fn open(folder: &Path) -> anyhow::Result<Self> {
        let repo = open_or_make(folder)?;
        let lock = lock(repo.commondir())?;
        let branch = branch(&repo)?;
        let place = Self {
            repo,
            branch,
            _lock: lock,
        };
        place.expect_quiet()?;
        Ok(place)
    }

    /// The newest commit of the branch; none while it has none.
    pub fn head(&self) -> Result<Option<Commit<'_>>, git2::Error> {
        match self.repo.find_reference(&self.branch) {
            Ok(reference) => Ok(Some(reference.peel_to_commit()?)),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Moves the branch to a commit, with our files in the working tree, unless somebody moved it
    /// since it was at `from`; whether it was moved.
    pub fn advance(&self, from: Option<Oid>, to: Oid) -> anyhow::Result<bool> {
        let has_tree = self.repo.workdir().is_some();
        if has_tree {
            self.repo
                .reference(UNFINISHED, to, true, "signpost mirror")?;
            let commit = self.repo.find_commit(to)?;
            self.repo
                .checkout_tree(commit.as_object(), Some(our_files().safe()))
                .context("somebody changed our files in the working tree just now")?;
        }
        let moved = match from {
            Some(from) => {
                let (name, log) = (&self.branch, "signpost mirror");
                self.repo.reference_matching(name, to, true, from, log)
            }
            None => self
                .repo
                .reference(&self.branch, to, false, "signpost mirror"),
        };
        let moved = match moved {
            Ok(_) => true,
            Err(error) if matches!(error.code(), ErrorCode::Modified | ErrorCode::Exists) => false,
            Err(error) => return Err(error.into()),
        };
        if has_tree {
            if !moved {
                self.put_back()?;
            }
            self.repo.find_reference(UNFINISHED)?.delete()?;
        }
        Ok(moved)
    }

    /// Our files in the working tree as the branch has them.
    fn put_back(&self) -> Result<(), git2::Error> {
        match self.head()? {
            Some(head) => self
                .repo
                .checkout_tree(head.as_object(), Some(our_files().force())),
            None => Ok(()),
        }
    }

    fn expect_quiet(&self) -> anyhow::Result<()> {
        ensure!(
            self.repo.state() == RepositoryState::Clean,
            "somebody is in the middle of a merge or a rebase there: finish it first"
        );
        let Some(tree) = self.repo.workdir() else {
            return Ok(());
        };
        self.finish_earlier(tree)?;
        for file in FILES {
            let status = match self.repo.status_file(Path::new(file)) {
                Ok(status) => status,
                Err(error) if error.code() == ErrorCode::NotFound => continue,
                Err(error) => bail!("{file} can't be looked at: {}", error.message()),
            };
            ensure!(
                status == Status::CURRENT,
                "{file} has changes that are not committed: commit them, so that they are read as \
                 proposals, or undo them with git restore {file}"
            );
        }
        Ok(())
    }

    /// A run that was cut short left its files and not yet its commit: they go, and are made anew.
    fn finish_earlier(&self, tree: &Path) -> anyhow::Result<()> {
        let mut reference = match self.repo.find_reference(UNFINISHED) {
            Ok(reference) => reference,
            Err(error) if error.code() == ErrorCode::NotFound => return Ok(()),
            Err(error) => return Err(error.into()),
        };
        let unfinished = reference.peel_to_commit()?;
        let head = self.head()?;
        let is_ours = FILES.iter().all(|file| {
            let stands = self.repo.blob_path(&tree.join(file)).ok();
            [Some(&unfinished), head.as_ref()]
                .into_iter()
                .any(|commit| blob_in(commit, file) == stands)
        });
        if is_ours {
            match &head {
                Some(_) => self.put_back()?,
                None => remove_all(&self.repo, tree)?,
            }
        }
        Ok(reference.delete()?)
    }
}

fn blob_in(commit: Option<&Commit<'_>>, file: &str) -> Option<Oid> {
    let tree = commit?.tree().ok()?;
    tree.get_name(file).map(|entry| entry.id())
}

fn remove_all(repo: &Repository, tree: &Path) -> anyhow::Result<()> {
    let mut index = repo.index()?;
    for file in FILES {
        index.remove_path(Path::new(file))?;
        if tree.join(file).is_file() {
            fs::remove_file(tree.join(file))?;
        }
    }
    Ok(index.write()?)
}

fn our_files() -> CheckoutBuilder<'static> {
    let mut options = CheckoutBuilder::new();
    options.disable_pathspec_match(true);
    for file in FILES {
        options.path(file);
    }
    options
}

fn open_or_make(folder: &Path) -> anyhow::Result<Repository> {
    let is_empty = match fs::read_dir(folder) {
        Ok(mut inside) => inside.next().is_none(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => true,
        Err(error) => return Err(anyhow!(error).context("the folder can't be read")),
    };
    if is_empty {
        let mut options = RepositoryInitOptions::new();
        // By git's own convention the name says which kind it is: one to push to, or one to work in.
        let is_bare = folder.extension().is_some_and(|ending| ending == "git");
        options
            .initial_head("main")
            .external_template(false)
            .bare(is_bare)
            .no_dotgit_dir(is_bare);
        return Repository::init_opts(folder, &options).context("no repository can be made there");
    }
    match Repository::open(folder) {
        Ok(repo) => Ok(repo),
        Err(error) if error.code() == ErrorCode::NotFound => bail!(
            "the folder is not empty and no git repository: name another, or run git init in it"
        ),
        Err(error) => bail!("git can't open it: {}", error.message()),
    }
}

fn lock(folder: &Path) -> anyhow::Result<File> {
    let file = File::options()
        .write(true)
        .create(true)
        .truncate(false)
        .open(folder.join("signpost.lock"))
        .context("the repository can't be written")?;
    for _ in 0..MOST_WAITS {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) => thread::sleep(WAIT),
            Err(TryLockError::Error(error)) => {
                return Err(anyhow!(error).context("the repository can't be locked"));
            }
        }
    }
    bail!("another run of the mirror is at work there")
}

fn branch(repo: &Repository) -> anyhow::Result<String> {
    let head = repo.find_reference("HEAD")?;
    match head.symbolic_target() {
        Ok(Some(name)) if name.starts_with("refs/heads/") => Ok(name.to_owned()),
        _ => bail!("no branch is checked out there: switch to one first"),
    }
}

#[cfg(test)]
#[path = "repository_tests.rs"]
mod tests;
