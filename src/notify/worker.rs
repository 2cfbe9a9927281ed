//! Empties the outbox: takes what is due, hands it to its channel, and writes down what became of
//! it. One message that fails, hangs or panics never holds up the others for longer than its time.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::{FutureExt, StreamExt, stream};
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;

use super::item::{Channel, Delivered, Item};
use super::mail::Mailer;
use super::retry::{MOST_TRIES, pause};
use super::sql::{self, Settled};
use super::webhook::Courier;
use crate::clock::Clock;
use crate::db::Db;
use crate::error::Result;
use crate::keys::random_bytes;

/// How often the outbox is looked into.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// How long one message may take.
const DELIVERY_TIME: Duration = Duration::from_secs(60);
/// How many messages are taken at a time.
const BATCH: i64 = 50;
/// How long to wait when what became of a message can't be written down.
const WRITE_AGAIN: Duration = Duration::from_secs(5);

/// Empties the outbox. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Worker {
    db: Db,
    clock: Clock,
    mailer: Option<Arc<Mailer>>,
    courier: Option<Courier>,
}

impl Worker {
    /// Over an open database. Without a mailer, mail waits until there is one.
    pub fn new(db: Db, clock: Clock, mailer: Option<Mailer>) -> Self {
        Self {
            db,
            clock,
            mailer: mailer.map(Arc::new),
            courier: None,
        }
    }

    /// With somebody who takes events to webhooks. Without, or while requests to other sites are
    /// switched off, events wait.
    #[must_use]
    pub fn with_courier(self, courier: Courier) -> Self {
        Self {
            courier: Some(courier).filter(Courier::is_on),
            ..self
        }
    }

    /// Works until `ending`: what is on its way then still gets its time, nothing else begins.
    pub async fn run(self, ending: CancellationToken) {
        let lane = |channel| self.lane(channel, &ending);
        tokio::join!(lane(Channel::Mail), lane(Channel::Webhook));
    }

    async fn lane(&self, channel: Channel, ending: &CancellationToken) {
        while !ending.is_cancelled() {
            match self.deliver_batch(channel, ending).await {
                Ok(0) => {}
                Ok(_) => continue,
                Err(error) => tracing::warn!(%error, "the outbox can't be read"),
            }
            tokio::select! {
                () = ending.cancelled() => {}
                () = sleep(LOOK_EVERY) => {}
            }
        }
    }

    /// Delivers all that is due now, through every channel; returns how many messages were tried.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn deliver_due(&self) -> Result<usize> {
        let ending = CancellationToken::new();
        let mut tried = 0;
        for channel in [Channel::Mail, Channel::Webhook] {
            loop {
                let some = self.deliver_batch(channel, &ending).await?;
                tried += some;
                if some == 0 {
                    break;
                }
            }
        }
        Ok(tried)
    }

    async fn deliver_batch(&self, channel: Channel, ending: &CancellationToken) -> Result<usize> {
        if !self.has(channel) {
            return Ok(0);
        }
        let mut connection = self.db.read().await?;
        let due = sql::list_due(&mut connection, channel, self.clock.now(), BATCH).await?;
        drop(connection);
        let tried = due.len();
        stream::iter(due)
            .for_each_concurrent(channel.at_once(), |item| async move {
                if !ending.is_cancelled() {
                    let became = guarded(self.deliver(channel, &item)).await;
                    self.write_down(&item, &became, ending).await;
                }
            })
            .await;
        Ok(tried)
    }

    fn has(&self, channel: Channel) -> bool {
        match channel {
            Channel::Mail => self.mailer.is_some(),
            Channel::Webhook => self.courier.is_some(),
        }
    }

    async fn deliver(&self, channel: Channel, item: &Item) -> Result<Delivered> {
        match (channel, &self.mailer, &self.courier) {
            (Channel::Mail, Some(mailer), _) => mailer.deliver(&self.db, item).await,
            (Channel::Webhook, _, Some(courier)) => courier.deliver(&self.db, item).await,
            (Channel::Mail, None, _) | (Channel::Webhook, _, None) => {
                Ok(Delivered::Later("there is nobody to deliver it".to_owned()))
            }
        }
    }

    /// What was delivered but not written down would be delivered again, so nothing else goes on
    /// this lane until it is.
    async fn write_down(&self, item: &Item, became: &Delivered, ending: &CancellationToken) {
        while let Err(error) = self.settle(item, became).await {
            tracing::warn!(%error, uid = item.uid, "what became of a message can't be written down");
            tokio::select! {
                () = ending.cancelled() => return,
                () = sleep(WRITE_AGAIN) => {}
            }
        }
    }

    async fn settle(&self, item: &Item, became: &Delivered) -> Result<()> {
        let now = self.clock.now();
        let tries = item.tries + 1;
        let [luck] = random_bytes();
        let (status, problem) = match became {
            Delivered::Sent => ("sent", ""),
            Delivered::Moot(why) => ("dropped", *why),
            Delivered::Later(problem) if tries < MOST_TRIES => ("waiting", problem.as_str()),
            Delivered::Later(problem) | Delivered::Stuck(problem) => ("stuck", problem.as_str()),
        };
        if status == "stuck" {
            tracing::warn!(
                uid = item.uid,
                topic = item.topic,
                problem,
                "a message is stuck"
            );
        }
        let settled = Settled {
            status,
            problem,
            next_try_at: now.saturating_add(pause(tries, luck)),
            now,
        };
        let mut write = self.db.write().await?;
        sql::settle(&mut write, item.id, &settled).await?;
        write.commit().await
    }
}

/// One try, which ends in time whatever happens in it.
async fn guarded(delivery: impl Future<Output = Result<Delivered>>) -> Delivered {
    match timeout(DELIVERY_TIME, AssertUnwindSafe(delivery).catch_unwind()).await {
        Ok(Ok(Ok(became))) => became,
        Ok(Ok(Err(error))) => Delivered::Later(format!("the message can't be read: {error}")),
        Ok(Err(_)) => Delivered::Stuck("the message can't be put together".to_owned()),
        Err(_) => Delivered::Later("no answer in time".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::AppError;

    #[tokio::test(start_paused = true)]
    async fn a_try_that_fails_panics_or_hangs_is_only_that_messages_trouble() {
        assert_eq!(
            guarded(async { Ok(Delivered::Sent) }).await,
            Delivered::Sent
        );
        let fails = guarded(async { Err(AppError::NotFound) }).await;
        assert!(matches!(fails, Delivered::Later(_)));
        let panics = guarded(async { panic!("a name with a line break") }).await;
        assert!(matches!(panics, Delivered::Stuck(_)));
        let hangs = guarded(std::future::pending()).await;
        assert!(matches!(hangs, Delivered::Later(_)));
    }
}
