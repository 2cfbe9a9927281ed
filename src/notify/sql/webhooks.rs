//! Webhooks, and what was last delivered to them.

use serde::Serialize;

use crate::db::Connection;
use crate::error::Result;
use crate::history::{Action, ChangeContext, ObjectKind, open_change, record};
use crate::notify::webhook::{Checked, Webhook};

/// What history keeps of a webhook: neither its secret nor its whole address, in which chat tools
/// hide a secret of their own.
#[derive(Serialize)]
struct WebhookState {
    address: String,
    format: String,
    events: String,
}

impl From<&Webhook> for WebhookState {
    fn from(webhook: &Webhook) -> Self {
        Self {
            address: webhook.masked_url(),
            format: webhook.format.clone(),
            events: webhook.events.clone(),
        }
    }
}

/// A webhook, and how it goes with it.
#[derive(Clone, Debug)]
pub struct WebhookRow {
    /// The webhook.
    pub webhook: Webhook,
    /// When something last arrived there.
    pub sent_at: Option<i64>,
    /// How much waits for another try, or is stuck.
    pub unsent: i64,
    /// What the other side said last, while something is unsent.
    pub problem: Option<String>,
}

/// Every webhook, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn list_webhooks(connection: &mut Connection) -> Result<Vec<WebhookRow>> {
    let rows = sqlx::query!(
        r#"SELECT w.id, w.url, w.secret, w.format, w.events, w.created_at,
               (SELECT max(ended_at) FROM outbox o WHERE o.webhook_id = w.id AND o.status = 'sent')
                   AS "sent_at: i64",
               (SELECT count(*) FROM outbox o WHERE o.webhook_id = w.id
                    AND o.status IN ('waiting', 'stuck') AND o.tries > 0) AS "unsent!: i64",
               (SELECT problem FROM outbox o WHERE o.webhook_id = w.id
                    AND o.status IN ('waiting', 'stuck') AND o.tries > 0
                    ORDER BY o.id DESC LIMIT 1) AS "problem: String"
           FROM webhooks w WHERE w.removed_at IS NULL ORDER BY w.id"#
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| WebhookRow {
            webhook: Webhook {
                id: row.id,
                url: row.url,
                secret: row.secret,
                format: row.format,
                events: row.events,
                created_at: row.created_at,
            },
            sent_at: row.sent_at,
            unsent: row.unsent,
            problem: row.problem,
        })
        .collect())
}

/// A webhook that was not removed.
///
/// # Errors
/// When the database does not answer.
pub async fn find_webhook(connection: &mut Connection, id: i64) -> Result<Option<Webhook>> {
    Ok(sqlx::query_as!(
        Webhook,
        "SELECT id, url, secret, format, events, created_at FROM webhooks
         WHERE id = ? AND removed_at IS NULL",
        id,
    )
    .fetch_optional(connection)
    .await?)
}

/// The webhooks that want to be told of this.
///
/// # Errors
/// When the database does not answer.
pub async fn list_listening(connection: &mut Connection, event: &str) -> Result<Vec<i64>> {
    Ok(sqlx::query_scalar!(
        "SELECT id FROM webhooks
         WHERE removed_at IS NULL AND instr(' ' || events || ' ', ' ' || ? || ' ') > 0 ORDER BY id",
        event,
    )
    .fetch_all(connection)
    .await?)
}

/// Adds a webhook, with a revision; returns its number.
///
/// # Errors
/// When the database can't be written.
pub async fn insert_webhook(
    connection: &mut Connection,
    context: &ChangeContext,
    checked: &Checked,
    secret: Vec<u8>,
) -> Result<i64> {
    let format = checked.format.as_str();
    let webhook = sqlx::query_as!(
        Webhook,
        r#"INSERT INTO webhooks (url, secret, format, events, created_at, created_by)
           VALUES (?, ?, ?, ?, ?, ?)
           RETURNING id AS "id!", url, secret, format, events, created_at"#,
        checked.url,
        secret,
        format,
        checked.events,
        context.at,
        context.user_id,
    )
    .fetch_one(&mut *connection)
    .await?;
    let change_id = open_change(connection, context).await?;
    let (object, state) = (
        (ObjectKind::Webhook, webhook.id),
        WebhookState::from(&webhook),
    );
    let new = Some(&state);
    record(connection, change_id, object, Action::Create, None, new).await?;
    Ok(webhook.id)
}

/// Removes a webhook and drops what waits for it, with a revision. Returns whether there was one.
///
/// # Errors
/// When the database can't be written.
pub async fn remove_webhook(
    connection: &mut Connection,
    context: &ChangeContext,
    id: i64,
) -> Result<bool> {
    let Some(webhook) = find_webhook(connection, id).await? else {
        return Ok(false);
    };
    // The secret and the address go; the row stays for what history says of it.
    sqlx::query!(
        "UPDATE webhooks SET removed_at = ?, secret = x'', url = '-' WHERE id = ?",
        context.at,
        id,
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!(
        "UPDATE outbox SET status = 'dropped', ended_at = ?
         WHERE webhook_id = ? AND status IN ('waiting', 'stuck')",
        context.at,
        id,
    )
    .execute(&mut *connection)
    .await?;
    let change_id = open_change(connection, context).await?;
    let (object, state) = ((ObjectKind::Webhook, id), WebhookState::from(&webhook));
    let old = Some(&state);
    record(connection, change_id, object, Action::Delete, old, None).await?;
    Ok(true)
}
