//! Who may undo what.

use crate::accounts::Scope;
use crate::db::Connection;
use crate::directory::{find_category, find_entry, load_tree};
use crate::error::Result;
use crate::history::{ObjectKind, PastRevision, find_change};
use crate::moderation::case::load_case;
use crate::moderation::decide::By;
use crate::moderation::reach::{may_decide, reaches, reaches_below};
use crate::moderation::sql::{self, PastDecision};

/// What administrators set, only they take back; a host that was blocked with a decision is its
/// moderator's too. Moderators of named categories take back what they did themselves, and what
/// belongs to their categories.
pub(super) async fn may_undo(
    connection: &mut Connection,
    by: &By<'_>,
    change_id: i64,
    revisions: &[PastRevision],
) -> Result<bool> {
    if by.user.is_administrator() {
        return Ok(true);
    }
    let decided = !sql::list_decisions_of(connection, change_id)
        .await?
        .is_empty();
    let fits = |kind| match kind {
        ObjectKind::Entry | ObjectKind::Category | ObjectKind::Tag => true,
        ObjectKind::BlockedHost => decided,
        _ => false,
    };
    if !revisions.iter().all(|past| fits(past.kind)) {
        return Ok(false);
    }
    let is_own = find_change(connection, change_id).await?.user_id == Some(by.user.id);
    if is_own || by.user.scope == Scope::All {
        return Ok(true);
    }
    let tree = load_tree(connection).await?;
    for past in revisions {
        let scope = &by.user.scope;
        let is_theirs = match past.kind {
            ObjectKind::Entry => find_entry(connection, past.object_id)
                .await?
                .is_some_and(|entry| reaches(scope, &tree, entry.state.category_id)),
            ObjectKind::Category if tree.get(past.object_id).is_some() => {
                reaches(scope, &tree, past.object_id)
            }
            ObjectKind::Category => find_category(connection, past.object_id)
                .await?
                .is_some_and(|gone| reaches_below(scope, &tree, gone.state.parent_id)),
            // Tags belong to no category.
            _ => false,
        };
        if !is_theirs {
            return Ok(false);
        }
    }
    Ok(true)
}

/// A decision is its moderator's to take back, and everybody's who decides on such things.
pub(super) async fn may_undo_decision(
    connection: &mut Connection,
    by: &By<'_>,
    decision: &PastDecision,
) -> Result<bool> {
    if decision.user_id == by.user.id {
        return Ok(true);
    }
    let case = load_case(connection, decision.suggestion_id).await?;
    Ok(may_decide(&by.user.scope, &case))
}
