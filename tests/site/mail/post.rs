//! A site with a mail server, and a worker that empties its outbox when told to.

use signpost::notify::Worker;
use signpost::notify::mail::Mailer;
use signpost::transfer::Beginning;

use crate::support::people::Person;
use crate::support::site::TestSite;
use crate::support::smtp::MailServer;

/// A site and its post.
pub struct Post {
    pub site: TestSite,
    pub server: MailServer,
    worker: Worker,
}

impl Post {
    /// With the starter directory.
    pub async fn new() -> Self {
        Self::with(&[]).await
    }

    /// With these settings too.
    pub async fn with(settings: &[(&'static str, &str)]) -> Self {
        let server = MailServer::start().await;
        let url = server.url();
        let mail = [
            ("smtp_url", url.as_str()),
            ("mail_from", "Links <links@links.example>"),
        ];
        let all: Vec<_> = mail.iter().chain(settings).copied().collect();
        let site = TestSite::with(Beginning::Starter, &all).await;
        let app = site.app();
        let (mail, base) = (app.config.mail.as_ref(), app.config.base_url.clone());
        let mailer = Mailer::new(mail.unwrap(), base.unwrap(), app.keys.clone()).unwrap();
        let worker = Worker::new(app.db.clone(), app.clock.clone(), Some(mailer));
        Self {
            site,
            server,
            worker,
        }
    }

    /// Delivers what is due; returns how many messages were tried.
    pub async fn deliver(&self) -> usize {
        self.worker.deliver_due().await.unwrap()
    }

    /// Decides as somebody who has just read the suggestion.
    pub async fn decide(&self, who: &Person, id: i64, fields: &[(&str, &str)]) {
        let path = format!("/admin/suggestions/{id}");
        let page = who.get(&path).await;
        let version = page.select("input[name=version]")[0].attributes["value"].clone();
        let all: Vec<_> = fields
            .iter()
            .copied()
            .chain([("version", version.as_str())])
            .collect();
        let done = who.submit(&format!("{path}/decision"), &all).await;
        done.assert_status(303);
    }

    /// How many messages have this status.
    pub async fn count(&self, status: &str) -> i64 {
        let mut connection = self.site.db().read().await.unwrap();
        sqlx::query_scalar("SELECT count(*) FROM outbox WHERE status = ?")
            .bind(status)
            .fetch_one(&mut *connection)
            .await
            .unwrap()
    }

    /// Gives somebody with an account an address and a password, and this choice of mail.
    pub async fn reachable(&self, name: &str, choice: &str) {
        self.site
            .execute(&format!(
                "UPDATE users SET email = '{name}@example.org', notify = '{choice}',
                     password_hash = 'x' WHERE name = '{name}'"
            ))
            .await;
    }
}
