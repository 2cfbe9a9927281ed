//! One-time links for people with an account. The outbox holds the link's token only sealed, so
//! that a stolen database opens nothing.

use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};

use super::item::Channel;
use super::mail::Topic;
use super::outbox::Outbox;
use super::sql::{self, NewItem};
use crate::db::Connection;
use crate::error::Result;
use crate::keys::Keys;

/// What the row says beside whom it goes to.
#[derive(Serialize, Deserialize)]
struct Detail {
    token: String,
}

impl Outbox {
    /// A one-time link with this token was made for somebody who forgot their password
    /// ([`Topic::Reset`]) or is new here ([`Topic::Invitation`]): mails it to them, if they have
    /// an address.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn link_made(
        &self,
        connection: &mut Connection,
        topic: Topic,
        (user_id, token): (i64, &str),
        at: i64,
    ) -> Result<()> {
        let person = sql::find_person(connection, user_id).await?;
        if !self.sends_mail() || person.is_none() {
            return Ok(());
        }
        let sealed = self.keys.seal(&purpose(user_id), token.as_bytes());
        let detail = Detail {
            token: BASE64URL_NOPAD.encode(&sealed),
        };
        let mut item = NewItem::new(Channel::Mail, topic.as_str(), at);
        item.user_id = Some(user_id);
        item.detail = serde_json::to_string(&detail)?;
        sql::insert_item(connection, &item).await
    }
}

/// The token that a row holds; none when the server's key is another than it was sealed with.
pub(super) fn open_token(keys: &Keys, user_id: i64, detail: &str) -> Option<String> {
    let detail: Detail = serde_json::from_str(detail).ok()?;
    let sealed = BASE64URL_NOPAD.decode(detail.token.as_bytes()).ok()?;
    String::from_utf8(keys.open(&purpose(user_id), &sealed)?).ok()
}

fn purpose(user_id: i64) -> String {
    format!("one-time link of {user_id}")
}
