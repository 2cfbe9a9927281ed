//! What happened, on its way into the outbox. Every function writes inside the caller's
//! transaction: either both are kept or neither.

use super::item::Channel;
use super::mail::Topic;
use super::sql::{self, NewItem};
use super::webhook;
use crate::config::{Config, Limits};
use crate::db::Connection;
use crate::error::Result;
use crate::keys::Keys;

/// Takes note of what is to be told. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Outbox {
    pub(super) keys: Keys,
    pub(super) limits: Limits,
    sends_mail: bool,
}

impl Outbox {
    /// By the operator's settings: without a mail server nothing is noted for mail.
    pub fn new(config: &Config, keys: Keys) -> Self {
        Self {
            keys,
            limits: config.limits.clone(),
            sends_mail: config.mail.is_some(),
        }
    }

    /// Whether there is a mail server.
    pub fn sends_mail(&self) -> bool {
        self.sends_mail
    }

    /// A suggestion came into the queue: tells its contributor that it arrived, moderators that it
    /// waits, and webhooks. Not for what was folded away as spam.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn suggestion_arrived(
        &self,
        connection: &mut Connection,
        suggestion_id: i64,
        at: i64,
    ) -> Result<()> {
        if self.sends_mail {
            self.tell_contributor(connection, suggestion_id, at).await?;
            self.tell_moderators(connection, suggestion_id, at).await?;
        }
        webhook::note(
            connection,
            webhook::Topic::Suggestion,
            (suggestion_id, None),
            at,
        )
        .await
    }

    /// A contributor answered or corrected what they sent: moderators learn that it waits again
    /// (`returned`), and a new address gets its first mail.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn suggestion_changed(
        &self,
        connection: &mut Connection,
        suggestion_id: i64,
        returned: bool,
        at: i64,
    ) -> Result<()> {
        if self.sends_mail {
            self.tell_contributor(connection, suggestion_id, at).await?;
            if returned {
                self.tell_moderators(connection, suggestion_id, at).await?;
            }
        }
        Ok(())
    }

    /// A moderator asked the contributor something, or decided: tells the contributor and
    /// webhooks. That a suggestion is spam is told to webhooks alone.
    ///
    /// # Errors
    /// When there is no such decision, or the database can't be written.
    pub async fn decision_made(
        &self,
        connection: &mut Connection,
        decision_id: i64,
        at: i64,
    ) -> Result<()> {
        let made = sql::read_decision(connection, decision_id).await?;
        let about = (made.suggestion_id, Some(decision_id));
        webhook::note(connection, webhook::Topic::Decision, about, at).await?;
        let topic = match made.verdict.as_str() {
            "spam" => return Ok(()),
            "ask" => Topic::Question,
            _ => Topic::Decision,
        };
        if self.sends_mail && made.has_address {
            let mut item = NewItem::new(Channel::Mail, topic.as_str(), at);
            item.suggestion_id = Some(made.suggestion_id);
            item.decision_id = Some(decision_id);
            sql::insert_item(connection, &item).await?;
        }
        Ok(())
    }

    /// Shows an administrator that mail works.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn test_mail(
        &self,
        connection: &mut Connection,
        user_id: i64,
        at: i64,
    ) -> Result<()> {
        let item = NewItem::new(Channel::Mail, Topic::Test.as_str(), at);
        self.send_to_user(connection, item, user_id).await
    }

    async fn send_to_user(
        &self,
        connection: &mut Connection,
        mut item: NewItem,
        user_id: i64,
    ) -> Result<()> {
        if self.sends_mail && sql::find_user_address(connection, user_id).await?.is_some() {
            item.user_id = Some(user_id);
            sql::insert_item(connection, &item).await?;
        }
        Ok(())
    }

    /// Lets go of what waits to be mailed to a contributor who had their details erased, and of
    /// the traces of their address.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn contributor_erased(
        &self,
        connection: &mut Connection,
        suggestion_id: i64,
        at: i64,
    ) -> Result<()> {
        sql::forget_contributor(connection, suggestion_id, at).await
    }
}
