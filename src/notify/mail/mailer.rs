//! Hands letters to the mail server.

use std::time::Duration;

use anyhow::Context;
use lettre::message::Mailbox;
use lettre::transport::smtp::Error as SmtpError;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};

use super::Letter;
use super::message::{Envelope, message};
use super::words::{self, Written};
use crate::config::{BaseUrl, MailSettings};
use crate::db::Db;
use crate::error::Result;
use crate::keys::Keys;
use crate::notify::{Delivered, Item};
use crate::settings::load_settings;

/// How long the mail server may take over each of its answers.
const ANSWER_TIME: Duration = Duration::from_secs(20);
/// How much of what a mail server says is kept, in characters.
const LONGEST_PROBLEM: usize = 300;

/// Writes letters and hands them to the mail server.
#[derive(Debug)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    desk: Desk,
}

/// What it takes to write a letter.
#[derive(Debug)]
pub(super) struct Desk {
    /// The server's key.
    pub(super) keys: Keys,
    /// Where the site is.
    pub(super) base_url: BaseUrl,
}

impl Desk {
    /// The whole address of a path.
    pub(super) fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.base_url.origin())
    }
}

impl Mailer {
    /// Mail by these settings, with links to `base_url`.
    ///
    /// # Errors
    /// When the settings name something that can't be used; nothing is asked of the server yet.
    pub fn new(settings: &MailSettings, base_url: BaseUrl, keys: Keys) -> anyhow::Result<Self> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(settings.server.url())
            .with_context(|| format!("the mail server {}", settings.server.host()))?;
        Ok(Self {
            transport: transport.timeout(Some(ANSWER_TIME)).build(),
            from: settings.from.clone(),
            desk: Desk { keys, base_url },
        })
    }

    /// Tries to deliver a message.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(in crate::notify) async fn deliver(&self, db: &Db, item: &Item) -> Result<Delivered> {
        let mut connection = db.read().await?;
        let letter = match words::write(&mut connection, &self.desk, item).await? {
            Written::Letter(letter) => letter,
            Written::Moot(why) => return Ok(Delivered::Moot(why)),
            Written::Impossible(why) => return Ok(Delivered::Stuck(why.to_owned())),
        };
        let site = load_settings(&mut connection).await?.state.title;
        // Nothing is held open while the mail server takes its time.
        drop(connection);
        let bodies = letter.render(&site, &self.desk.absolute(crate::paths::HOME))?;
        let envelope = Envelope {
            from: &self.from,
            site: &site,
            uid: &item.uid,
            at: item.created_at,
        };
        let message = match message(&letter, bodies, &envelope) {
            Ok(message) => message,
            Err(problem) => return Ok(Delivered::Stuck(problem)),
        };
        Ok(match self.transport.send(message).await {
            Ok(_) => Delivered::Sent,
            Err(error) => judge(&error, &letter),
        })
    }
}

/// What to do about a mail server's no.
fn judge(error: &SmtpError, letter: &Letter) -> Delivered {
    let problem = in_one_line(error, &letter.to);
    let code = error.status().map(|code| code.to_string());
    // These say that the mailbox does not exist or takes nothing. Source: RFC 5321, 4.2.3.
    // Other refusals are as a rule about how the server is set up, which may be mended.
    match code.as_deref() {
        Some("550" | "551" | "552" | "553") => Delivered::Stuck(problem),
        _ => Delivered::Later(problem),
    }
}

/// What went wrong, with the causes, in one line; an address is shown to nobody.
fn in_one_line(error: &SmtpError, to: &str) -> String {
    let mut parts = vec![error.to_string()];
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        let text = inner.to_string();
        if !parts.iter().any(|known| known.contains(&text)) {
            parts.push(text);
        }
        cause = inner.source();
    }
    let all = parts.join(": ");
    let words = all.split(|c: char| c.is_whitespace() || c.is_control());
    let masked = words.filter(|word| !word.is_empty()).map(|word| {
        let address = word.contains('@') || word.to_lowercase().contains(&to.to_lowercase());
        if address { "(address)" } else { word }
    });
    let line = masked.collect::<Vec<_>>().join(" ");
    line.chars().take(LONGEST_PROBLEM).collect()
}
