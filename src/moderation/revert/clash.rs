//! Why something can't be undone just like that, in words for the person who tried.

use crate::db::Connection;
use crate::directory::{ChangeError, Misplaced, find_entry};
use crate::error::Result;
use crate::history::{FieldClash, ObjectKind, PastRevision};
use crate::paths;

/// What stands in the way of undoing what happened to one object.
#[derive(Clone, Debug, PartialEq)]
pub struct Clash {
    /// The kind of object.
    pub kind: ObjectKind,
    /// The object's number.
    pub object_id: i64,
    /// What it is called.
    pub title: String,
    /// What is in the way, in a sentence or two.
    pub words: String,
    /// Something else that is in the way: what it is called and where it is.
    pub other: Option<(String, String)>,
    /// The fields that somebody changed since.
    pub fields: Vec<FieldClash>,
}

impl Clash {
    fn new(past: &PastRevision, words: impl Into<String>) -> Self {
        let shape = past.new.as_ref().or(past.old.as_ref());
        let name = |field: &str| shape?.get(field)?.as_str().map(str::to_owned);
        let title = name("title")
            .or_else(|| name("name"))
            .or_else(|| name("host"));
        Self {
            kind: past.kind,
            object_id: past.object_id,
            title: title.unwrap_or_else(|| past.kind.label().to_owned()),
            words: words.into(),
            other: None,
            fields: Vec::new(),
        }
    }

    /// Somebody changed these fields since.
    pub(super) fn overtaken(past: &PastRevision, fields: Vec<FieldClash>) -> Self {
        Self {
            fields,
            ..Self::new(
                past,
                "Somebody changed this since. Undo that first, or edit it.",
            )
        }
    }

    /// This is never undone.
    pub(super) fn never(past: &PastRevision, words: &str) -> Self {
        Self::new(past, words)
    }

    /// Undoing would bring covered text back.
    pub(super) fn covered(past: &PastRevision) -> Self {
        let words = "This would bring back text that an administrator covered.";
        Self {
            title: past.kind.label().to_owned(),
            ..Self::new(past, words)
        }
    }

    /// The suggestion behind it was decided anew, or is the moderator's own.
    pub(super) fn suggestion(reference: &str, id: i64, words: &str) -> Self {
        Self {
            kind: ObjectKind::Entry,
            object_id: 0,
            title: reference.to_owned(),
            words: words.to_owned(),
            other: Some((reference.to_owned(), paths::review(id))),
            fields: Vec::new(),
        }
    }

    /// What the directory said.
    pub(super) async fn of(
        connection: &mut Connection,
        past: &PastRevision,
        problem: ChangeError,
    ) -> Result<Self> {
        let is_entry = past.kind == ObjectKind::Entry;
        let words = match problem {
            ChangeError::Overtaken(fields) => return Ok(Self::overtaken(past, fields)),
            ChangeError::DuplicateUrl { entry_id } => {
                let other = find_entry(connection, entry_id).await?;
                let other = other.map(|entry| (entry.state.title, paths::admin_entry(entry.id)));
                let words = "Its link is in the list again, as another entry.";
                return Ok(Self {
                    other,
                    ..Self::new(past, words)
                });
            }
            ChangeError::NotFound => "It isn’t there any more.",
            ChangeError::SlugTaken if past.kind == ObjectKind::Tag => {
                "Another tag has its name now."
            }
            ChangeError::SlugTaken => "Another category has its address now.",
            ChangeError::NotEmpty => "It holds entries or categories now. Move them first.",
            ChangeError::Misplaced(Misplaced::TooDeep) => {
                "The tree would grow too deep at its old place."
            }
            ChangeError::Misplaced(Misplaced::BelowItself) => {
                "Its old place is below itself by now."
            }
            ChangeError::WrongTarget if is_entry => {
                "The category or the entry that it would go back to isn’t there any more."
            }
            ChangeError::WrongTarget if past.kind == ObjectKind::Tag => {
                "The tag that it was merged with isn’t there any more. Undo what happened to that first."
            }
            ChangeError::WrongTarget => {
                "The category that it would go back to isn’t there any more."
            }
            ChangeError::Stale | ChangeError::NothingToChange | ChangeError::Failed(_) => {
                "It changed while it was being undone. Try again."
            }
        };
        Ok(Self::new(past, words))
    }

    /// Where moderators see what stands now.
    pub fn href(&self) -> Option<String> {
        match self.kind {
            ObjectKind::Entry if self.object_id > 0 => Some(paths::admin_entry(self.object_id)),
            ObjectKind::Category => Some(paths::admin_category(self.object_id)),
            ObjectKind::Tag => Some(paths::admin_tag(self.object_id)),
            ObjectKind::Settings => Some(paths::ADMIN_SETTINGS.to_owned()),
            ObjectKind::Presets => Some(paths::ADMIN_PRESETS.to_owned()),
            ObjectKind::BlockedHost => Some(paths::ADMIN_BLOCKED_HOSTS.to_owned()),
            _ => None,
        }
    }
}
