//! What happens by the clock: the daily digest, and tidying up.

use super::item::Channel;
use super::mail::Topic;
use super::outbox::Outbox;
use super::sql::{self, NewItem};
use crate::clock::DAY;
use crate::db::Db;
use crate::error::Result;
use crate::settings::load_settings;
use crate::text::dates::Dates;

/// The hour of the day when digests go, in the site's time zone.
const DIGEST_HOUR: i8 = 7;
/// How long what was sent or dropped is kept.
const ENDED_KEPT: i64 = 30 * DAY;

impl Outbox {
    /// Notes a digest for each moderator who wants one and had none today.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn note_digests(&self, db: &Db, now: i64) -> Result<()> {
        if !self.sends_mail() {
            return Ok(());
        }
        let mut connection = db.read().await?;
        let settings = load_settings(&mut connection).await?.state;
        let began = Dates::new(&settings.time_zone).last_hour(DIGEST_HOUR, now);
        if sql::list_digests_due(&mut connection, began)
            .await?
            .is_empty()
        {
            return Ok(());
        }
        drop(connection);
        let mut write = db.write().await?;
        for user_id in sql::list_digests_due(&mut write, began).await? {
            let mut item = NewItem::new(Channel::Mail, Topic::Digest.as_str(), now);
            item.user_id = Some(user_id);
            sql::insert_item(&mut write, &item).await?;
        }
        write.commit().await
    }
}

/// Deletes messages that ended long ago.
///
/// # Errors
/// When the database can't be written.
pub async fn delete_ended(db: &Db, now: i64) -> Result<()> {
    let mut write = db.write().await?;
    if sql::delete_ended(&mut write, now - ENDED_KEPT).await? > 0 {
        write.commit().await?;
    }
    Ok(())
}
