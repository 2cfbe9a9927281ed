//! Where a moderator goes on after a decision: to the next one of the view that they came from.

use super::Reviewer;
use super::done::with_done;
use super::view::{Surroundings, View, line, onlooker};
use crate::db::Connection;
use crate::error::Result;
use crate::moderation::case::Case;
use crate::settings::load_settings;
use crate::suggestions::{Onlooker, QueueFilter, QueueLine};

/// The line as it stood before the decision.
pub(super) struct WayOn {
    view: View,
    filter: QueueFilter,
    before: QueueLine,
    onlooker: Onlooker,
}

impl WayOn {
    /// Takes note of the line.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn begin(
        connection: &mut Connection,
        reviewer: &Reviewer,
        (view, case): (View, &Case),
    ) -> Result<Self> {
        let settings = load_settings(connection).await?.state;
        let around = Surroundings {
            tree: &case.tree,
            aim_days: settings.decision_target_days,
        };
        let filter = view.filter(reviewer, &around);
        Ok(Self {
            before: line(connection, &filter).await?,
            onlooker: onlooker(connection, reviewer).await?,
            view,
            filter,
        })
    }

    /// The next one that still waits, else the queue, either with word of what was decided.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn next(
        &self,
        connection: &mut Connection,
        case: &Case,
        decided: &[i64],
    ) -> Result<String> {
        let now = line(connection, &self.filter).await?;
        let id = case.suggestion.id;
        let next = if self.before.place(id).is_some() {
            self.after_in(&now, id)
        } else {
            now.after(id, self.onlooker)
        };
        let path = next.map_or_else(|| self.view.address(), |id| self.view.review(id));
        // Of reports some can be left out, this one too: then another names what was done.
        let together = case.together();
        let named = together.iter().find(|one| decided.first() == Some(&one.id));
        let reference = named.map_or(&case.suggestion.reference, |one| &one.reference);
        Ok(with_done(&path, &[reference.to_string()]))
    }

    /// The next unit of the old line of which something is left in the new one.
    fn after_in(&self, now: &QueueLine, id: i64) -> Option<i64> {
        let mut next = self.before.after(id, self.onlooker);
        while let Some(id) = next {
            if now.place(id).is_some() {
                return Some(id);
            }
            next = self.before.after(id, self.onlooker);
        }
        None
    }
}
