//! What the branch holds: our own newest commit, and what others committed since.

use std::collections::{HashSet, VecDeque};

use git2::{Commit, ErrorCode, FileMode, ObjectType, Oid, Repository, Tree};

use super::repository::{FILES, Place};
use super::seal::Sealed;
use crate::keys::Keys;

/// More commits than anybody makes between two runs; what lies behind them is not looked for.
const MOST_COMMITS: usize = 100_000;
/// The most of a list that somebody else wrote that is read, in bytes, as for uploads.
const LONGEST_LIST: usize = 8 << 20;

/// What the branch holds.
#[derive(Debug)]
pub(super) struct Seen {
    /// Its newest commit.
    pub head: Option<Oid>,
    /// What our newest commit shows; none before the first one.
    pub ours: Option<Sealed>,
    /// The commits of others since, the nearest first.
    pub theirs: Vec<Oid>,
    /// Our files at the newest commit.
    pub stands: [FileAt; 2],
}

/// A file of ours at a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileAt {
    /// It is not there.
    Missing,
    /// An ordinary file.
    Blob(Oid),
    /// Something else, in a word or two.
    Odd(&'static str),
}

/// Looks at the branch.
pub(super) fn look(place: &Place, keys: &Keys) -> Result<Seen, git2::Error> {
    let Some(head) = place.head()? else {
        return Ok(Seen {
            head: None,
            ours: None,
            theirs: Vec::new(),
            stands: [FileAt::Missing; 2],
        });
    };
    let stands = files_at(&head.tree()?);
    let (id, mut ours) = (head.id(), None::<Sealed>);
    let (mut theirs, mut rebased) = (Vec::new(), Vec::new());
    let mut known = HashSet::from([id]);
    let mut waiting = VecDeque::from([id]);
    // Every way back ends at a commit of ours, or at the beginning.
    while let Some(id) = waiting.pop_front() {
        let commit = match place.repo.find_commit(id) {
            Ok(commit) => commit,
            // A shallow clone ends somewhere.
            Err(error) if error.code() == ErrorCode::NotFound => continue,
            Err(error) => return Err(error),
        };
        let message = String::from_utf8_lossy(commit.message_bytes());
        if let Some(sealed) = Sealed::find(&message, keys) {
            let is_as_written = sealed.is_of(files_at(&commit.tree()?));
            if ours.as_ref().is_none_or(|best| best.change < sealed.change) {
                ours = Some(sealed);
            }
            if is_as_written {
                continue;
            }
            // Somebody put it on top of other commits, and those are theirs.
            rebased.push(id);
        } else {
            theirs.push(id);
        }
        if known.len() <= MOST_COMMITS {
            waiting.extend(commit.parent_ids().filter(|parent| known.insert(*parent)));
        }
    }
    theirs.append(&mut rebased);
    Ok(Seen {
        head: Some(id),
        ours,
        theirs,
        stands,
    })
}

impl Seen {
    /// Whether our files at the newest commit are what we wrote.
    pub fn is_untouched(&self) -> bool {
        self.ours
            .as_ref()
            .is_some_and(|ours| ours.is_of(self.stands))
    }
}

impl Sealed {
    /// Whether these files are what we wrote.
    fn is_of(&self, files: [FileAt; 2]) -> bool {
        let mut both = self.files.iter().zip(files);
        both.all(|(id, file)| file.is(id))
    }
}

impl FileAt {
    /// Whether it is the file with this identifier.
    pub fn is(self, id: &str) -> bool {
        matches!(self, Self::Blob(oid) if oid.to_string() == id)
    }
}

/// Our files in a tree.
pub(super) fn files_at(tree: &Tree<'_>) -> [FileAt; 2] {
    FILES.map(|name| {
        let Some(entry) = tree.get_name(name) else {
            return FileAt::Missing;
        };
        match (entry.kind(), entry.filemode()) {
            (Some(ObjectType::Blob), mode) if mode != i32::from(FileMode::Link) => {
                FileAt::Blob(entry.id())
            }
            (Some(ObjectType::Blob), _) => FileAt::Odd("a symbolic link"),
            (Some(ObjectType::Tree), _) => FileAt::Odd("a folder"),
            (Some(ObjectType::Commit), _) => FileAt::Odd("a submodule"),
            _ => FileAt::Odd("something unknown"),
        }
    })
}

/// The text of a list.
///
/// # Errors
/// Why it can't be read, to follow "README.md".
pub(super) fn list_text(repo: &Repository, file: FileAt, ours: usize) -> Result<String, String> {
    let oid = match file {
        FileAt::Blob(oid) => oid,
        FileAt::Missing => return Err("was removed".to_owned()),
        FileAt::Odd(what) => return Err(format!("is {what} now")),
    };
    let most = LONGEST_LIST.max(2 * ours);
    let broken = |error: git2::Error| format!("can't be read: {}", error.message());
    let (size, _) = repo
        .odb()
        .and_then(|odb| odb.read_header(oid))
        .map_err(broken)?;
    if size > most {
        return Err(format!(
            "has {size} bytes, more than the {most} that are read"
        ));
    }
    let blob = repo.find_blob(oid).map_err(broken)?;
    match std::str::from_utf8(blob.content()) {
        Ok(text) if !text.contains('\0') => Ok(text.trim_start_matches('\u{feff}').to_owned()),
        _ => Err("is no text in UTF-8".to_owned()),
    }
}

/// The list before and after a commit, when the commit changed it.
pub(super) fn lists_around(commit: &Commit<'_>) -> Result<Option<[FileAt; 2]>, git2::Error> {
    let [after, _] = files_at(&commit.tree()?);
    let before = match commit.parent(0) {
        Ok(parent) => files_at(&parent.tree()?)[0],
        Err(_) => FileAt::Missing,
    };
    Ok((before != after).then_some([before, after]))
}
