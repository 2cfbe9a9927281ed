//! The changes that the mirror has not shown yet, and the directory as it was before them.

use super::message::Message;
use super::past::{Object, Past};
use super::sql;
use crate::db::Connection;
use crate::error::Result;
use crate::history::{
    Names, ObjectKind, PastChange, PastRevision, Source, find_change, headline, list_changes_after,
    list_revisions, load_names, main_of, others, who,
};
use crate::paths;

/// How many changes, or revisions of one, are read at a time.
const BATCH: i64 = 500;

/// One change on the way forward.
#[derive(Debug)]
pub(super) struct Step {
    /// The change's number.
    pub change: i64,
    /// When, UTC milliseconds.
    pub at: i64,
    /// What its commit says.
    message: Message,
    /// What it touched, as it stands afterwards.
    objects: Vec<Object>,
}

impl Step {
    /// Makes the change, and returns what its commit says.
    pub fn apply(self, past: &mut Past) -> Message {
        for object in self.objects {
            past.put(object);
        }
        self.message
    }
}

/// Takes back everything that happened after change `after`, and returns it, oldest first. The
/// caller sees to it that the database stands still meanwhile.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn rewind(
    connection: &mut Connection,
    past: &mut Past,
    after: i64,
) -> Result<Vec<Step>> {
    let names = load_names(connection).await?;
    let mut ids = Vec::new();
    loop {
        let last = ids.last().copied().unwrap_or(after);
        let more = list_changes_after(connection, last, BATCH).await?;
        if more.is_empty() {
            break;
        }
        ids.extend(more);
    }
    let mut steps = Vec::new();
    for id in ids.into_iter().rev() {
        let revisions = load_revisions(connection, id).await?;
        let mut objects = Vec::new();
        for revision in revisions.iter().rev() {
            let updated_at = match revision.kind {
                ObjectKind::Entry => {
                    let object = (revision.object_id, revision.id);
                    sql::changed_before(connection, object).await?
                }
                _ => 0,
            };
            objects.extend(past.take_back(revision, updated_at).into_iter().rev());
        }
        objects.reverse();
        if objects.is_empty() {
            continue;
        }
        let change = find_change(connection, id).await?;
        steps.push(Step {
            change: id,
            at: change.at,
            message: message(&change, &revisions, &names),
            objects,
        });
    }
    steps.reverse();
    Ok(steps)
}

async fn load_revisions(connection: &mut Connection, change_id: i64) -> Result<Vec<PastRevision>> {
    let mut all = Vec::new();
    loop {
        let offset = i64::try_from(all.len()).unwrap_or(i64::MAX);
        let some = list_revisions(connection, change_id, (offset, BATCH)).await?;
        if some.is_empty() {
            return Ok(all);
        }
        all.extend(some);
    }
}

/// The words of the public log.
fn message(change: &PastChange, revisions: &[PastRevision], names: &Names) -> Message {
    let is_public = |revision: &&PastRevision| ObjectKind::PUBLIC.contains(&revision.kind);
    let public: Vec<&PastRevision> = revisions.iter().filter(is_public).collect();
    let head = main_of(change.source, &public).map(|main| headline(main, names).text());
    let others = others(i64::try_from(public.len()).unwrap_or(i64::MAX));
    let subject = format!("{} {others}", head.unwrap_or_default());
    let by = match change.source {
        Source::Suggestion => format!("{}.", who(change, true)),
        _ => String::new(),
    };
    Message {
        subject: subject.trim().to_owned(),
        paragraphs: vec![change.why.clone(), by],
        change: Some(paths::change(change.id)),
        credited: change.credited.clone(),
    }
}
