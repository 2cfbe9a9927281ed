//! What a run of the mirror did, for people and for programs.

use serde::Serialize;

/// What a run did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MirrorReport {
    /// The commits that it wrote, the oldest first.
    pub commits: Vec<WrittenCommit>,
    /// What it read in the commits of others.
    pub proposals: Vec<TakenProposal>,
    /// What there is to say besides, in plain words.
    pub notes: Vec<String>,
}

/// A commit that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WrittenCommit {
    /// Its full identifier.
    pub id: String,
    /// The change of the directory that it shows; none for those that restore the list.
    pub change: Option<i64>,
    /// The first line of its message.
    pub subject: String,
}

/// A proposal that waits for moderators.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TakenProposal {
    /// The suggestion's reference.
    pub reference: String,
    /// `entry`, `edit`, `report` or `category`.
    pub kind: &'static str,
    /// What it is about, by title.
    pub title: String,
    /// The short identifier of the commit that it was read in.
    pub commit: String,
}

impl MirrorReport {
    /// Whether there was nothing to do, and nothing to say.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What it did, one line each.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for taken in &self.proposals {
            let TakenProposal {
                reference,
                kind,
                title,
                commit,
            } = taken;
            lines.push(format!(
                "Suggested {reference} ({kind}): {title}, from {commit}"
            ));
        }
        for commit in &self.commits {
            let short: String = commit.id.chars().take(7).collect();
            lines.push(format!("Committed {short}: {}", commit.subject));
        }
        lines
    }
}
