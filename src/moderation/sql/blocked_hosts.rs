//! Places whose links go to the spam pile.

use serde::Serialize;

use crate::db::Connection;
use crate::error::Result;
use crate::history::{Action, ChangeContext, ObjectKind, open_change, record};
use crate::moderation::review::BlockedHost;

/// The list of blocked places is one object of history.
const LIST: i64 = 1;

#[derive(Serialize)]
struct BlockedState<'a> {
    host: &'a str,
    why: &'a str,
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
    let done = sqlx::query!(
        "INSERT INTO blocked_hosts (host, why, blocked_at, blocked_by) VALUES (?, ?, ?, ?)
         ON CONFLICT (host) DO NOTHING",
        site,
        why,
        context.at,
        context.user_id,
    )
    .execute(&mut *connection)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(None);
    }
    let change_id = open_change(connection, context).await?;
    let state = BlockedState { host: site, why };
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
    sqlx::query!("DELETE FROM blocked_hosts WHERE host = ?", site)
        .execute(&mut *connection)
        .await?;
    let change_id = open_change(connection, context).await?;
    let state = BlockedState {
        host: site,
        why: &blocked.why,
    };
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
    Ok(true)
}
