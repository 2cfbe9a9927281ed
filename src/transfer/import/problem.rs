//! What a person should know about a line of a list.

use serde::{Deserialize, Serialize};

use crate::transfer::list;

/// A line that was not taken, or not as it stood, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The file's name.
    pub file: String,
    /// Counted from 1; nothing when the format has no lines.
    pub line: Option<usize>,
    /// In plain words.
    pub reason: String,
    /// What kind of thing it is.
    pub kind: ProblemKind,
}

impl Problem {
    /// Where it stands, as people say it: "bookmarks.html, line 12".
    pub fn place(&self) -> String {
        match self.line {
            Some(line) => format!("{}, line {line}", self.file),
            None => self.file.clone(),
        }
    }
}

/// What became of the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemKind {
    /// It should have been an entry and can't be used.
    Unusable,
    /// A link that is no entry by the rules of reading.
    LeftOut,
    /// It stands somewhere else, or further up in the list.
    Duplicate,
    /// It waits in the queue already.
    Waiting,
    /// It was declined or retired before.
    Declined,
    /// Taken, but not as it stood.
    Repaired,
}

impl ProblemKind {
    /// Whether the line was taken all the same.
    pub fn is_remark(self) -> bool {
        self == Self::Repaired
    }
}

/// The names of the files that were read.
#[derive(Clone, Debug, Default)]
pub struct Names(pub Vec<String>);

impl Names {
    /// A place as people say it: "bookmarks.html, line 12".
    pub fn words(&self, place: &list::Place) -> String {
        let (file, line) = self.of(place);
        match line {
            Some(line) => format!("{file}, line {line}"),
            None => file,
        }
    }

    /// Something about a place.
    pub fn problem(
        &self,
        place: &list::Place,
        kind: ProblemKind,
        reason: impl Into<String>,
    ) -> Problem {
        let (file, line) = self.of(place);
        Problem {
            file,
            line,
            reason: reason.into(),
            kind,
        }
    }

    fn of(&self, place: &list::Place) -> (String, Option<usize>) {
        let file = self.0.get(place.file).cloned().unwrap_or_default();
        (file, (place.line > 0).then_some(place.line))
    }
}
