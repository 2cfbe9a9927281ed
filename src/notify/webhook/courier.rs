//! Delivering one event.

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use url::Url;

use super::{Event, Format, Secret, Topic, Webhook};
use crate::clock::{Clock, SECOND};
use crate::config::BaseUrl;
use crate::db::Db;
use crate::error::Result;
use crate::keys::Keys;
use crate::notify::sql;
use crate::notify::{Delivered, Item};
use crate::outgoing::{Ask, Outgoing};
use crate::paths;
use crate::settings::load_settings;
use crate::text::dates::Dates;

/// Sends events to webhooks. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Courier {
    outgoing: Outgoing,
    keys: Keys,
    clock: Clock,
    base_url: BaseUrl,
}

impl Courier {
    /// Sends through `outgoing`; `base_url` is where links to this site lead.
    pub fn new(outgoing: Outgoing, keys: Keys, clock: Clock, base_url: BaseUrl) -> Self {
        Self {
            outgoing,
            keys,
            clock,
            base_url,
        }
    }

    /// Whether anything may be sent at all; until then events wait.
    pub fn is_on(&self) -> bool {
        self.outgoing.is_on()
    }

    /// Sends one event, signed now: the id is the same at each try, the time is not.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn deliver(&self, db: &Db, item: &Item) -> Result<Delivered> {
        let mut connection = db.read().await?;
        let id = item.webhook_id.unwrap_or_default();
        let Some(webhook) = sql::find_webhook(&mut connection, id).await? else {
            return Ok(Delivered::Moot("the webhook was removed"));
        };
        let Some(secret) = Secret::unsealed(&webhook.secret, &self.keys) else {
            let lost = "its secret can’t be read with the server’s key: add the webhook anew";
            return Ok(Delivered::Stuck(lost.to_owned()));
        };
        let Some(event) = self.event(&mut connection, item).await? else {
            return Ok(Delivered::Moot("what it tells is no more"));
        };
        drop(connection);
        self.send(&webhook, &secret, &item.uid, &event).await
    }

    async fn event(
        &self,
        connection: &mut crate::db::Connection,
        item: &Item,
    ) -> Result<Option<Event>> {
        let facts = match (Topic::parse(&item.topic), item.suggestion_id) {
            (Some(Topic::Test), _) => None,
            (Some(_), Some(id)) => {
                let Some(mut facts) = sql::find_facts(connection, id, item.decision_id).await?
                else {
                    return Ok(None);
                };
                facts.admin_url = format!("{}{}", self.base_url, paths::review(id));
                Some(facts)
            }
            _ => return Ok(None),
        };
        let settings = load_settings(connection).await?.state;
        Ok(Some(Event {
            topic: Topic::parse(&item.topic).unwrap_or(Topic::Test),
            at: Dates::new("UTC").machine(item.created_at),
            facts,
            site: settings.title,
        }))
    }

    async fn send(
        &self,
        webhook: &Webhook,
        secret: &Secret,
        uid: &str,
        event: &Event,
    ) -> Result<Delivered> {
        let format = Format::parse(&webhook.format).unwrap_or(Format::Signpost);
        let body = Bytes::from(event.body(format)?);
        let timestamp = self.clock.now() / SECOND;
        let Ok(url) = Url::parse(&webhook.url) else {
            return Ok(Delivered::Stuck("its address can’t be read".to_owned()));
        };
        let ask = Ask::Post {
            headers: headers(uid, timestamp, &secret.signature(uid, timestamp, &body)),
            body,
        };
        Ok(match self.outgoing.ask(&ask, &url).await {
            Ok(answer) => judged(answer.status),
            Err(failure) => Delivered::Later(failure.to_string()),
        })
    }
}

/// The headers of the standard. What can't be a header's value is left out; ours all can.
fn headers(uid: &str, timestamp: i64, signature: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    for (name, value) in [
        ("webhook-id", uid),
        ("webhook-timestamp", &timestamp.to_string()),
        ("webhook-signature", signature),
    ] {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
    headers
}

/// Any success is one; `410 Gone` is how a receiver says that it wants no more.
fn judged(status: StatusCode) -> Delivered {
    if status.is_success() {
        Delivered::Sent
    } else if status == StatusCode::GONE {
        Delivered::Stuck("it answered 410: the address is gone for good".to_owned())
    } else if status.is_redirection() {
        let code = status.as_u16();
        Delivered::Later(format!(
            "it answered {code}, and webhooks follow no redirect"
        ))
    } else {
        Delivered::Later(format!("it answered {}", status.as_u16()))
    }
}
