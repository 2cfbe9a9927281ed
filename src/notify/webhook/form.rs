//! Adding a webhook.

use serde::Deserialize;
use url::Url;

use super::{Format, Topic};
use crate::outgoing::{FailureKind, Outgoing};
use crate::web::FormErrors;

/// The longest address, in bytes: as for a link.
const LONGEST_URL: usize = 2_048;

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct WebhookForm {
    /// `add`, `test` or `remove`.
    pub action: String,
    /// Which one to test or remove.
    pub id: String,
    /// Where to send events.
    pub url: String,
    /// Which events.
    pub events: Vec<String>,
    /// How the body is written.
    pub format: String,
}

/// A webhook that may be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Where to send events.
    pub url: String,
    /// Words apart by spaces.
    pub events: String,
    /// How the body is written.
    pub format: Format,
}

impl WebhookForm {
    /// Whether an event is ticked.
    pub fn wants(&self, event: &str) -> bool {
        self.events.iter().any(|word| word == event)
    }

    /// Checks every field; `None` only when a message was added.
    pub fn check(&self, outgoing: &Outgoing, errors: &mut FormErrors) -> Option<Checked> {
        let url = self.checked_url(outgoing, errors);
        let events: Vec<&str> = Topic::EVENTS
            .iter()
            .map(|topic| topic.as_str())
            .filter(|event| self.wants(event))
            .collect();
        if events.is_empty() {
            errors.add("events", "Choose at least one");
        }
        let format = Format::parse(&self.format);
        if format.is_none() {
            errors.add("format", "Choose who reads it");
        }
        let checked = Checked {
            url: url?,
            events: events.join(" "),
            format: format?,
        };
        errors.is_empty().then_some(checked)
    }

    fn checked_url(&self, outgoing: &Outgoing, errors: &mut FormErrors) -> Option<String> {
        let typed = self.url.trim();
        let url = Url::parse(typed)
            .ok()
            .filter(|url| url.as_str().len() <= LONGEST_URL);
        let judged = url.as_ref().map(|url| outgoing.judge(url));
        let wrong = match judged {
            Some(Ok(())) => return url.map(String::from),
            None => "Enter an address that starts with https://",
            Some(Err(FailureKind::Scheme)) => "Enter an address that starts with https://",
            Some(Err(FailureKind::UserInfo)) => "Leave the name and password out of the address",
            Some(Err(FailureKind::Port)) => "Enter an address with the usual port, 80 or 443",
            Some(Err(_)) => "Enter an address that is open to the whole internet",
        };
        errors.add("url", wrong);
        None
    }
}
