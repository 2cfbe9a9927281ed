//! Places whose links go to the spam pile.

use serde::{Deserialize, Serialize};

use crate::db::Connection;
use crate::error::Result;
use crate::history::{
    Action, ChangeContext, ObjectKind, PastRevision, Undone, open_change, record,
};
use crate::moderation::review::BlockedHost;

/// The list of blocked places is one object of history.
const LIST: i64 = 1;

#[derive(Serialize, Deserialize)]
struct BlockedState {
    host: String,
    why: String,
}

/// Whether links to this place ([`crate::directory::LinkUrl::site`]) go to the spam pile, and why.
///
/// # Errors
/// When the database does not answer.
pub async fn find_blocked_host(
    connection: &mut Connection,
    site: &str,
) -> Result<Option<BlockedHost>> {
    Ok(sqlx::query_as!(
        BlockedHost,
        "SELECT host, why, blocked_at FROM blocked_hosts WHERE host = ?",
        site,
    )
    .fetch_optional(connection)
    .await?)
}

/// Sends links to this place to the spam pile from now on, with a revision. Blocking it again
/// changes nothing. Returns the change in history.
///
/// # Errors
/// When the database can't be written.
pub async fn block_host(
    connection: &mut Connection,
    context: &ChangeContext,
    (site, why): (&str, &str),
) -> Result<Option<i64>> {
    if find_blocked_host(connection, site).await?.is_some() {
        return Ok(None);
    }
    let change_id = open_change(connection, context).await?;
    write(connection, (change_id, context), (site, why)).await?;
    Ok(Some(change_id))
}

/// Every blocked place, newest first, and how many suggestions its blocking moved to the spam pile
/// that still lie there.
///
/// # Errors
/// When the database does not answer.
pub async fn list_blocked_hosts(connection: &mut Connection) -> Result<Vec<(BlockedHost, i64)>> {
    let rows = sqlx::query!(
        r#"SELECT b.host, b.why, b.blocked_at,
               (SELECT count(*) FROM decisions d JOIN suggestions s ON s.id = d.suggestion_id
                WHERE d.undone_at IS NULL AND d.verdict = 'spam' AND s.status = 'spam'
                  AND s.removed_at IS NULL AND d.change_id = (SELECT max(r.change_id)
                      FROM revisions r WHERE r.object_kind = 'blocked_host' AND r.action = 'create'
                        AND r.new ->> '$.host' = b.host)) AS "folded!: i64"
           FROM blocked_hosts b ORDER BY b.blocked_at DESC, b.host"#
    )
    .fetch_all(connection)
    .await?;
    let row = |host, why, blocked_at| BlockedHost {
        host,
        why,
        blocked_at,
    };
    Ok(rows
        .into_iter()
        .map(|found| (row(found.host, found.why, found.blocked_at), found.folded))
        .collect())
}

/// The suggestions that the blocking of this place moved to the spam pile and that still lie
/// there, each with its decision.
///
/// # Errors
/// When the database does not answer.
pub async fn list_folded(connection: &mut Connection, site: &str) -> Result<Vec<(i64, i64)>> {
    let rows = sqlx::query!(
        "SELECT s.id, d.id AS decision_id FROM decisions d JOIN suggestions s ON s.id = d.suggestion_id
         WHERE d.undone_at IS NULL AND d.verdict = 'spam' AND s.status = 'spam'
           AND s.removed_at IS NULL AND d.change_id = (SELECT max(r.change_id)
               FROM revisions r WHERE r.object_kind = 'blocked_host' AND r.action = 'create'
                 AND r.new ->> '$.host' = ?)
         ORDER BY s.id",
        site,
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id, row.decision_id))
        .collect())
}

/// Lets suggestions of links to this place into the queue again, with a revision. Returns whether
/// it was blocked.
///
/// # Errors
/// When the database can't be written.
pub async fn unblock_host(
    connection: &mut Connection,
    context: &ChangeContext,
    site: &str,
) -> Result<bool> {
    let Some(blocked) = find_blocked_host(connection, site).await? else {
        return Ok(false);
    };
    let change_id = open_change(connection, context).await?;
    remove(connection, change_id, &blocked).await?;
    Ok(true)
}

/// Undoes the blocking or unblocking of a place inside the change `change_id`.
///
/// # Errors
/// When the database can't be written.
pub async fn undo_blocked_host(
    connection: &mut Connection,
    (change_id, context): (i64, &ChangeContext),
    past: &PastRevision,
) -> Result<Undone> {
    let is_blocking = past.new.is_some();
    let Some(shape) = past.new.as_ref().or(past.old.as_ref()) else {
        return Ok(Undone::Nothing);
    };
    let state: BlockedState = serde_json::from_value(shape.clone())?;
    match (
        find_blocked_host(connection, &state.host).await?,
        is_blocking,
    ) {
        (Some(blocked), true) => remove(connection, change_id, &blocked).await?,
        (None, false) => write(connection, (change_id, context), (&state.host, &state.why)).await?,
        _ => return Ok(Undone::Nothing),
    }
    Ok(Undone::Done)
}

async fn write(
    connection: &mut Connection,
    (change_id, context): (i64, &ChangeContext),
    (site, why): (&str, &str),
) -> Result<()> {
    sqlx::query!(
        "INSERT INTO blocked_hosts (host, why, blocked_at, blocked_by) VALUES (?, ?, ?, ?)",
        site,
        why,
        context.at,
        context.user_id,
    )
    .execute(&mut *connection)
    .await?;
    let state = state(site, why);
    let object = (ObjectKind::BlockedHost, LIST);
    record(
        connection,
        change_id,
        object,
        Action::Create,
        None,
        Some(&state),
    )
    .await?;
    Ok(())
}

async fn remove(connection: &mut Connection, change_id: i64, blocked: &BlockedHost) -> Result<()> {
    sqlx::query!("DELETE FROM blocked_hosts WHERE host = ?", blocked.host)
        .execute(&mut *connection)
        .await?;
    let state = state(&blocked.host, &blocked.why);
    let object = (ObjectKind::BlockedHost, LIST);
    record(
        connection,
        change_id,
        object,
        Action::Delete,
        Some(&state),
        None,
    )
    .await?;
    Ok(())
}

fn state(site: &str, why: &str) -> BlockedState {
    BlockedState {
        host: site.to_owned(),
        why: why.to_owned(),
    }
}
