//! What others changed in the list since our newest commit, and who changed what.

use std::collections::HashMap;

use git2::{Commit, Repository};

use super::compare::{Differences, compare, key};
use super::message::one_line;
use super::repository::{LIST, RECORDS};
use super::walk::{FileAt, Seen, list_text, lists_around};
use crate::suggestions::LONGEST_NAME;
use crate::transfer::list::{Limits, ReadEntry, ReadList};
use crate::transfer::read::markdown::read_markdown;

/// Who changed what is looked for in as many commits; the rest counts as the newest one's.
const MOST_COMMITS: usize = 50;
/// How much of a commit's subject moderators read, in characters.
const LONGEST_SUBJECT: usize = 120;

/// What others changed.
#[derive(Debug, Default)]
pub(super) struct Theirs {
    /// The list as we wrote it.
    pub wrote: ReadList,
    /// The list as it is.
    pub now: ReadList,
    /// How they differ.
    pub differences: Differences,
    /// What can't be read as a proposal, in plain words.
    pub notes: Vec<String>,
    /// The commits that may have done it; never empty when there is a difference.
    authors: Vec<Author>,
    /// Which of them changed what, by link and by heading.
    by: HashMap<String, usize>,
}

/// A commit of somebody else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Author {
    /// The commit's full identifier.
    pub commit: String,
    /// Its short identifier and its subject.
    pub note: String,
    /// Who made it, by the name that it states.
    pub name: String,
    /// What it says, without the lines that hold addresses.
    pub message: String,
}

impl Author {
    /// What the commit says after its subject.
    pub fn body(&self) -> &str {
        self.message.split_once('\n').map_or("", |(_, body)| body)
    }
}

impl Theirs {
    /// Reads what others changed. What can't be read becomes a note: it is no reason to stop.
    ///
    /// # Errors
    /// When the repository can't be read.
    pub fn read(repo: &Repository, seen: &Seen) -> Result<Self, git2::Error> {
        let Some(ours) = seen.ours.as_ref().filter(|_| !seen.is_untouched()) else {
            return Ok(Self::default());
        };
        let mut theirs = Self::default();
        let [list, records] = &ours.files;
        if !seen.stands[1].is(records) {
            theirs.notes.push(format!(
                "{RECORDS} was changed: it is written from the directory and never read back."
            ));
        }
        if seen.stands[0].is(list) {
            return Ok(theirs);
        }
        let wrote = match list.parse().map(FileAt::Blob) {
            Ok(file) => list_text(repo, file, usize::MAX / 2),
            Err(_) => Err("is not there".to_owned()),
        };
        let Ok(wrote) = wrote else {
            theirs.notes.push(format!(
                "The {LIST} that was written last is not in the repository any more, so nothing \
                 can be compared with it."
            ));
            return Ok(theirs);
        };
        let read = list_text(repo, seen.stands[0], wrote.len()).and_then(|now| {
            let now = parse(&now)?;
            Ok((parse(&wrote)?, now))
        });
        match read {
            Ok((before, now)) => {
                theirs.differences = compare(&before, &now);
                (theirs.wrote, theirs.now) = (before, now);
                theirs.notes.append(&mut theirs.differences.notes);
                theirs.find_authors(repo, seen, wrote.len())?;
                if !theirs.proposes() && theirs.notes.is_empty() {
                    let words = "was changed in a way that proposes nothing";
                    theirs.notes.push(format!("{LIST} {words}."));
                }
            }
            Err(reason) => theirs.notes.push(format!("{LIST} {reason}.")),
        }
        Ok(theirs)
    }

    /// Whether there is anything to propose.
    pub fn proposes(&self) -> bool {
        let found = &self.differences;
        let places = [&found.added, &found.removed, &found.headings];
        !found.changed.is_empty() || places.iter().any(|places| !places.is_empty())
    }

    /// The commit that changed an entry.
    pub fn author_of(&self, entries: &[&ReadEntry]) -> Author {
        let links = entries.iter().map(|entry| key(entry));
        self.author(links)
    }

    /// The commit that wrote a heading.
    pub fn author_of_heading(&self, title: &str) -> Author {
        self.author([heading(title)])
    }

    fn author(&self, keys: impl IntoIterator<Item = String>) -> Author {
        let found = keys.into_iter().find_map(|key| self.by.get(&key));
        let author = self.authors.get(found.copied().unwrap_or_default());
        author.cloned().unwrap_or_default()
    }

    fn find_authors(
        &mut self,
        repo: &Repository,
        seen: &Seen,
        length: usize,
    ) -> Result<(), git2::Error> {
        let mut commits = Vec::new();
        for id in &seen.theirs {
            let commit = repo.find_commit(*id)?;
            if let Some(lists) = lists_around(&commit)? {
                commits.push((commit, lists));
            }
            if commits.len() == MOST_COMMITS {
                break;
            }
        }
        // A merge repeats what the merged commits did, and may have settled a conflict.
        commits.sort_by_key(|(commit, _)| commit.parent_count() > 1);
        for (commit, [before, after]) in commits {
            let place = self.authors.len();
            self.authors.push(author(&commit));
            let list = |file| {
                list_text(repo, file, length)
                    .and_then(|text| parse(&text))
                    .unwrap_or_default()
            };
            let (before, after) = (list(before), list(after));
            for key in touched(&before, &after) {
                self.by.entry(key).or_insert(place);
            }
        }
        if let (true, Some(head)) = (self.authors.is_empty(), seen.head) {
            self.authors.push(author(&repo.find_commit(head)?));
        }
        Ok(())
    }
}

/// What a commit changed, by link and by heading.
fn touched(before: &ReadList, after: &ReadList) -> Vec<String> {
    let found = compare(before, after);
    let old = |index: usize| before.entries.get(index).map(key);
    let new = |index: usize| after.entries.get(index).map(key);
    let changed = found
        .changed
        .iter()
        .flat_map(|(then, now)| [old(*then), new(*now)]);
    let added = found.added.iter().map(|index| new(*index));
    let removed = found.removed.iter().map(|index| old(*index));
    let headings = found.headings.iter().map(|index| {
        let category = after.categories.get(*index);
        category.map(|category| heading(&category.title))
    });
    changed
        .chain(added)
        .chain(removed)
        .chain(headings)
        .flatten()
        .collect()
}

/// Links never begin so.
fn heading(title: &str) -> String {
    format!("# {}", title.trim())
}

fn parse(text: &str) -> Result<ReadList, String> {
    let mut list = ReadList::default();
    read_markdown(text, 0, Limits::COMMAND_LINE, &mut list)
        .map_err(|error| format!("can't be read: {}", error.reason))?;
    Ok(list)
}

fn author(commit: &Commit<'_>) -> Author {
    let id = commit.id().to_string();
    let short: String = id.chars().take(7).collect();
    let text = String::from_utf8_lossy(commit.message_bytes());
    let subject = one_line(text.lines().next().unwrap_or_default());
    let words = subject.split(' ').filter(|word| !word.contains('@'));
    let subject = words.collect::<Vec<_>>().join(" ");
    let subject: String = subject.chars().take(LONGEST_SUBJECT).collect();
    let author = commit.author();
    let name = one_line(&String::from_utf8_lossy(author.name_bytes()));
    Author {
        note: format!("{short} {subject}").trim().to_owned(),
        name: if name.contains('@') {
            String::new()
        } else {
            name.chars().take(LONGEST_NAME).collect()
        },
        message: without_addresses(&text),
        commit: id,
    }
}

fn without_addresses(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.contains('@'));
    let text = lines.collect::<Vec<_>>().join("\n");
    text.trim().to_owned()
}
