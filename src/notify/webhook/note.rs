//! Noting events for webhooks, inside the transaction of what happened.

use super::Topic;
use crate::db::Connection;
use crate::error::Result;
use crate::notify::Channel;
use crate::notify::sql::{self, NewItem};

/// Notes an event once for each webhook that wants it.
///
/// # Errors
/// When the database can't be written.
pub async fn note(
    connection: &mut Connection,
    topic: Topic,
    (suggestion_id, decision_id): (i64, Option<i64>),
    at: i64,
) -> Result<()> {
    for webhook_id in sql::list_listening(connection, topic.as_str()).await? {
        let mut item = NewItem::new(Channel::Webhook, topic.as_str(), at);
        item.suggestion_id = Some(suggestion_id);
        item.decision_id = decision_id;
        item.webhook_id = Some(webhook_id);
        sql::insert_item(connection, &item).await?;
    }
    Ok(())
}

/// Notes a test for one webhook.
///
/// # Errors
/// When the database can't be written.
pub async fn note_test(connection: &mut Connection, webhook_id: i64, at: i64) -> Result<()> {
    let mut item = NewItem::new(Channel::Webhook, Topic::Test.as_str(), at);
    item.webhook_id = Some(webhook_id);
    sql::insert_item(connection, &item).await
}
