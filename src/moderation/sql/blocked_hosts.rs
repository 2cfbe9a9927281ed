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

/// Every blocked place, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn list_blocked_hosts(connection: &mut Connection) -> Result<Vec<BlockedHost>> {
    Ok(sqlx::query_as!(
        BlockedHost,
        "SELECT host, why, blocked_at FROM blocked_hosts ORDER BY blocked_at DESC, host"
    )
    .fetch_all(connection)
    .await?)
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
