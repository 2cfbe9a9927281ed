//! Writing commits: our two files, everything else as it was.

use anyhow::Context;
use git2::{Commit, FileMode, Oid, Repository, Signature, Time};

use super::exported::Files;
use super::message::{Address, Message, one_line};
use super::repository::{FILES, Place};
use super::seal::Sealed;
use super::walk::{FileAt, files_at};
use crate::clock::SECOND;
use crate::keys::Keys;

/// Writes commits on top of each other; the branch is moved to the last one at the end.
pub(super) struct Writing<'a> {
    place: &'a Place,
    keys: &'a Keys,
    address: &'a Address,
    /// What the site is called: who every commit is by.
    author: String,
    from: Option<Oid>,
    tip: Option<Oid>,
}

/// A commit that is to be written.
#[derive(Clone, Copy, Debug)]
pub(super) struct NewCommit<'a> {
    /// What it says.
    pub message: &'a Message,
    /// The newest change in it.
    pub change: i64,
    /// When it happened, UTC milliseconds.
    pub at: i64,
}

impl<'a> Writing<'a> {
    /// Begins at the newest commit of the branch.
    pub fn new(
        place: &'a Place,
        keys: &'a Keys,
        (address, title): (&'a Address, &str),
        from: Option<Oid>,
    ) -> Self {
        let author = match one_line(title) {
            title if title.is_empty() => "Signpost".to_owned(),
            title => title,
        };
        Self {
            place,
            keys,
            address,
            author,
            from,
            tip: from,
        }
    }

    /// Writes a commit with these files, unless they stand there already; returns its identifier.
    pub fn add(&mut self, new: NewCommit<'_>, files: &Files) -> anyhow::Result<Option<Oid>> {
        let repo = &self.place.repo;
        let parent = self.tip.map(|id| repo.find_commit(id)).transpose()?;
        let blobs = [
            repo.blob(files.list.as_bytes())?,
            repo.blob(files.records.as_bytes())?,
        ];
        let stood = match &parent {
            Some(parent) => files_at(&parent.tree()?),
            None => [FileAt::Missing; 2],
        };
        if stood == blobs.map(FileAt::Blob) {
            return Ok(None);
        }
        let sealed = Sealed::new(self.keys, new.change, blobs.map(|id| id.to_string()));
        let text = new.message.text(self.address, &sealed);
        let tree = tree(repo, parent.as_ref(), blobs)?;
        let time = Time::new(new.at.div_euclid(SECOND), 0);
        let author = Signature::new(&self.author, &self.address.own_mail(), &time)?;
        let parents: Vec<_> = parent.iter().collect();
        let tree = repo.find_tree(tree)?;
        let id = repo
            .commit(None, &author, &author, &text, &tree, &parents)
            .context("the commit can't be written")?;
        self.tip = Some(id);
        Ok(Some(id))
    }

    /// Moves the branch to what was written, unless somebody else moved it meanwhile; whether
    /// it stands there.
    pub fn finish(self) -> anyhow::Result<bool> {
        match self.tip {
            Some(tip) if self.tip != self.from => self.place.advance(self.from, tip),
            _ => Ok(true),
        }
    }
}

fn tree(
    repo: &Repository,
    parent: Option<&Commit<'_>>,
    blobs: [Oid; 2],
) -> Result<Oid, git2::Error> {
    let before = parent.map(Commit::tree).transpose()?;
    let mut builder = repo.treebuilder(before.as_ref())?;
    for (name, blob) in FILES.into_iter().zip(blobs) {
        builder.insert(name, blob, FileMode::Blob.into())?;
    }
    builder.write()
}
