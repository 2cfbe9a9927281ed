//! Whom a suggestion is told to, and how often.

use super::address::address_hash;
use super::item::Channel;
use super::mail::Topic;
use super::outbox::Outbox;
use super::sql::{self, FirstMail, NewItem};
use crate::clock::{DAY, MINUTE};
use crate::config::Quota;
use crate::db::Connection;
use crate::error::Result;

/// An address that was never confirmed gets one first mail in this time, whoever names it.
const UNCONFIRMED: i64 = DAY;
/// A moderator is told at once, then of everything else that came in this time together.
const TOGETHER: i64 = 10 * MINUTE;
/// A message that is due sooner may be on its way already, so that nothing can be added to it.
const MARGIN: i64 = MINUTE;

impl Outbox {
    /// The first mail to a contributor, unless it would be one too many.
    pub(super) async fn tell_contributor(
        &self,
        connection: &mut Connection,
        suggestion_id: i64,
        at: i64,
    ) -> Result<()> {
        let Some(address) = sql::find_address(connection, suggestion_id).await? else {
            return Ok(());
        };
        let mail = FirstMail {
            suggestion_id,
            address_hash: address_hash(&address.email, &self.keys),
            network_prefix: address.network_prefix,
        };
        if sql::was_told(connection, &mail).await? {
            return Ok(());
        }
        let since =
            |quota: Option<Quota>| quota.map_or(at, |quota| at.saturating_sub(window(quota)));
        let (network, hour) = (self.limits.mail_network, self.limits.mail_hour);
        let windows = [at - UNCONFIRMED, since(network), since(hour)];
        let sent = sql::first_mails(connection, &mail, windows).await?;
        let reached =
            |limit: Option<Quota>, sent| limit.is_some_and(|quota| sent >= i64::from(quota.count));
        if reached(network, sent.from_network) || reached(hour, sent.overall) {
            return Ok(());
        }
        if sent.to_address > 0 && !sql::is_confirmed(connection, &address.email).await? {
            return Ok(());
        }
        let mut item = NewItem::new(Channel::Mail, Topic::Received.as_str(), at);
        item.suggestion_id = Some(suggestion_id);
        item.address_hash = Some(mail.address_hash);
        item.network_prefix = mail.network_prefix;
        sql::insert_item(connection, &item).await
    }

    /// A message to each moderator who wants to know at once. What comes soon after another goes
    /// with the next message.
    pub(super) async fn tell_moderators(
        &self,
        connection: &mut Connection,
        suggestion_id: i64,
        at: i64,
    ) -> Result<()> {
        for user_id in sql::list_moderators_to_tell(connection, suggestion_id).await? {
            let last = sql::last_told(connection, user_id).await?;
            if last.is_some_and(|last| last.is_waiting && last.next_try_at > at + MARGIN) {
                continue;
            }
            let mut item = NewItem::new(Channel::Mail, Topic::Waiting.as_str(), at);
            item.suggestion_id = Some(suggestion_id);
            item.user_id = Some(user_id);
            item.due_at = last.map_or(at, |last| at.max(last.created_at + TOGETHER));
            sql::insert_item(connection, &item).await?;
        }
        Ok(())
    }
}

fn window(quota: Quota) -> i64 {
    i64::try_from(quota.window.as_millis()).unwrap_or(i64::MAX)
}
