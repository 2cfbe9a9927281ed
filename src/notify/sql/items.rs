//! Rows of the outbox.

use crate::db::Connection;
use crate::error::Result;
use crate::keys::random_uid;
use crate::notify::{Channel, Item};

/// A message to note.
#[derive(Clone, Debug)]
pub struct NewItem {
    /// How it travels.
    pub channel: Channel,
    /// What is told.
    pub topic: &'static str,
    /// The suggestion that it is about.
    pub suggestion_id: Option<i64>,
    /// The decision that it tells.
    pub decision_id: Option<i64>,
    /// The signed-in person that it goes to.
    pub user_id: Option<i64>,
    /// The webhook that it goes to.
    pub webhook_id: Option<i64>,
    /// Keyed hash of the address that a first mail goes to.
    pub address_hash: Option<Vec<u8>>,
    /// Keyed hash of the network whose doing a first mail is.
    pub network_prefix: Option<Vec<u8>>,
    /// JSON: what the references can't say.
    pub detail: String,
    /// When it happened, UTC milliseconds.
    pub at: i64,
    /// When it goes.
    pub due_at: i64,
}

impl NewItem {
    /// A message about nothing yet, due at once.
    pub fn new(channel: Channel, topic: &'static str, at: i64) -> Self {
        Self {
            channel,
            topic,
            suggestion_id: None,
            decision_id: None,
            user_id: None,
            webhook_id: None,
            address_hash: None,
            network_prefix: None,
            detail: "{}".to_owned(),
            at,
            due_at: at,
        }
    }
}

/// Notes a message under an identifier of its own.
pub async fn insert_item(connection: &mut Connection, item: &NewItem) -> Result<()> {
    let (uid, channel) = (random_uid(), item.channel.as_str());
    sqlx::query!(
        "INSERT INTO outbox (uid, channel, topic, suggestion_id, decision_id, user_id, webhook_id,
             address_hash, network_prefix, detail, next_try_at, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        uid,
        channel,
        item.topic,
        item.suggestion_id,
        item.decision_id,
        item.user_id,
        item.webhook_id,
        item.address_hash,
        item.network_prefix,
        item.detail,
        item.due_at,
        item.at,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// What is due, the longest due first. Of each webhook only the first, so that one which never
/// answers does not keep the others waiting.
pub async fn list_due(
    connection: &mut Connection,
    channel: Channel,
    now: i64,
    most: i64,
) -> Result<Vec<Item>> {
    let channel = channel.as_str();
    Ok(sqlx::query_as!(
        Item,
        "SELECT id, uid, topic, suggestion_id, decision_id, user_id, webhook_id, detail, tries,
             created_at
         FROM outbox WHERE status = 'waiting' AND next_try_at <= ?1 AND channel = ?2
             AND (webhook_id IS NULL OR id = (SELECT o.id FROM outbox o
                 WHERE o.webhook_id = outbox.webhook_id AND o.status = 'waiting'
                     AND o.next_try_at <= ?1
                 ORDER BY o.next_try_at, o.id LIMIT 1))
         ORDER BY next_try_at, id LIMIT ?",
        now,
        channel,
        most,
    )
    .fetch_all(connection)
    .await?)
}

/// Where a message stands after a try.
#[derive(Clone, Debug)]
pub struct Settled<'a> {
    /// The word in the database.
    pub status: &'static str,
    /// What went wrong, in one line.
    pub problem: &'a str,
    /// When it is tried again, while it waits.
    pub next_try_at: i64,
    /// UTC milliseconds.
    pub now: i64,
}

/// Writes down what became of a try, unless somebody dropped the message meanwhile.
pub async fn settle(connection: &mut Connection, id: i64, settled: &Settled<'_>) -> Result<()> {
    let ended_at = (settled.status != "waiting").then_some(settled.now);
    sqlx::query!(
        "UPDATE outbox SET status = ?, problem = ?, next_try_at = ?, ended_at = ?, tries = tries + 1
         WHERE id = ? AND status = 'waiting'",
        settled.status,
        settled.problem,
        settled.next_try_at,
        ended_at,
        id,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Drops what waits for a contributor, and every trace of their address.
pub async fn forget_contributor(
    connection: &mut Connection,
    suggestion_id: i64,
    at: i64,
) -> Result<()> {
    sqlx::query!(
        "UPDATE outbox SET status = iif(status IN ('waiting', 'stuck'), 'dropped', status),
             ended_at = coalesce(ended_at, ?), problem = '', address_hash = NULL,
             network_prefix = NULL
         WHERE suggestion_id = ? AND channel = 'mail' AND user_id IS NULL",
        at,
        suggestion_id,
    )
    .execute(connection)
    .await?;
    Ok(())
}
