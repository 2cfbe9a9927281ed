//! A change as lists show it.

use crate::db::Connection;
use crate::error::Result;
use crate::history::{
    FieldChange, Headline, Names, ObjectKind, PastChange, PastRevision, count_revisions,
    field_changes, find_address, find_change, headline, list_credits, list_revisions,
    list_revisions_of, main_of, others, who,
};
use crate::paths;
use crate::text::dates::Dates;

/// How many objects of one change a list shows; its own page shows all.
pub(super) const SHOWN: i64 = 8;

/// Who reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader {
    /// Everybody: no names but credited ones, no links to moderators' pages.
    Anybody,
    /// A moderator.
    Moderator,
    /// An administrator, who may also undo settings and cover texts.
    Administrator,
}

/// What every line needs to be worded.
pub(super) struct Wording {
    pub reader: Reader,
    pub names: Names,
    pub dates: Dates,
}

/// A change.
pub(super) struct Line {
    pub change: PastChange,
    /// The object that it is mainly about.
    pub head: Headline,
    pub href: Option<String>,
    /// Who did it, for this reader.
    pub who: String,
    /// What it did to each object, as many as are shown.
    pub objects: Vec<ObjectLine>,
    /// How many objects are not shown.
    pub more: i64,
    /// Whether this reader may undo it.
    pub may_undo: bool,
}

/// What a change did to one object.
pub(super) struct ObjectLine {
    pub revision: PastRevision,
    pub head: Headline,
    pub href: Option<String>,
    pub fields: Vec<FieldChange>,
}

impl Line {
    /// The change with its objects from the `offset`th on.
    pub(super) async fn load(
        connection: &mut Connection,
        wording: &Wording,
        id: i64,
        (offset, most): (i64, i64),
    ) -> Result<Self> {
        let is_public = wording.reader == Reader::Anybody;
        let change = find_change(connection, id).await?;
        let total = count_revisions(connection, id, is_public).await?;
        let mut objects = Vec::new();
        for revision in list_revisions(connection, id, (offset, most)).await? {
            if is_public && !ObjectKind::PUBLIC.contains(&revision.kind) {
                continue;
            }
            objects.push(ObjectLine::new(connection, wording, revision).await?);
        }
        let main = main_of(change.source, &objects);
        let may_undo = change.reverted_by.is_none()
            && objects
                .iter()
                .all(|object| object.revision.kind.is_undone_here())
            && match wording.reader {
                Reader::Anybody => false,
                Reader::Moderator => objects.iter().all(|object| is_theirs(object.revision.kind)),
                Reader::Administrator => true,
            };
        Ok(Self {
            head: main.map(|object| object.head.clone()).unwrap_or_default(),
            href: main.and_then(|object| object.href.clone()),
            who: who(&change, is_public),
            more: total - offset - i64::try_from(objects.len()).unwrap_or_default(),
            may_undo,
            objects,
            change,
        })
    }

    /// Shows what it did to this object alone.
    pub(super) async fn narrow_to(
        &mut self,
        connection: &mut Connection,
        wording: &Wording,
        object: (ObjectKind, i64),
    ) -> Result<()> {
        self.objects.clear();
        self.more = 0;
        for revision in list_revisions_of(connection, self.change.id, object).await? {
            self.objects
                .push(ObjectLine::new(connection, wording, revision).await?);
        }
        if object.0 == ObjectKind::Entry {
            self.change.credited = list_credits(connection, self.change.id, Some(object.1)).await?;
            self.who = who(&self.change, wording.reader == Reader::Anybody);
        }
        if let Some(last) = self.objects.last() {
            self.head = last.head.clone();
            self.href.clone_from(&last.href);
        }
        Ok(())
    }

    /// How many more objects than the one in the headline, in words; empty when none.
    pub(super) fn others(&self) -> String {
        others(i64::try_from(self.objects.len()).unwrap_or_default() + self.more)
    }
}

impl ObjectLine {
    pub(super) async fn new(
        connection: &mut Connection,
        wording: &Wording,
        revision: PastRevision,
    ) -> Result<Self> {
        let is_public = wording.reader == Reader::Anybody;
        let href = if is_public {
            find_address(connection, (revision.kind, revision.object_id)).await?
        } else {
            desk_address(revision.kind, revision.object_id)
        };
        Ok(Self {
            head: headline(&revision, &wording.names),
            fields: field_changes(&revision, &wording.names, &wording.dates, is_public),
            href,
            revision,
        })
    }
}

fn is_theirs(kind: ObjectKind) -> bool {
    matches!(
        kind,
        ObjectKind::Entry | ObjectKind::Category | ObjectKind::Tag
    )
}

/// Where moderators see an object; whether it is still there is seen then.
fn desk_address(kind: ObjectKind, id: i64) -> Option<String> {
    match kind {
        ObjectKind::Entry => Some(paths::admin_entry(id)),
        ObjectKind::Category => Some(paths::admin_category(id)),
        ObjectKind::Tag => Some(paths::admin_tag(id)),
        ObjectKind::Settings => Some(paths::ADMIN_SETTINGS.to_owned()),
        ObjectKind::Presets => Some(paths::ADMIN_PRESETS.to_owned()),
        ObjectKind::BlockedHost => Some(paths::ADMIN_BLOCKED_HOSTS.to_owned()),
        _ => None,
    }
}
