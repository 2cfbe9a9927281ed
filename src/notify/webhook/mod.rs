//! Webhooks: events for other people's programs, signed as the Standard Webhooks say
//! (<https://www.standardwebhooks.com>), sent through the guarded client.

mod courier;
mod event;
mod form;
mod note;
mod signature;

pub use courier::Courier;
pub use event::{Event, Facts, Topic};
pub use form::{Checked, WebhookForm};
pub use note::{note, note_test};
pub use signature::{Secret, verify};

/// The most webhooks that a site may have.
pub const MOST: usize = 20;

/// How the body of a delivery is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Our own payload, which the README documents.
    Signpost,
    /// `{"text": …}`, as chat tools take it.
    Text,
}

impl Format {
    /// The word in the database and in the form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Signpost => "signpost",
            Self::Text => "text",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Signpost, Self::Text]
            .into_iter()
            .find(|format| format.as_str() == word)
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Signpost => "For a program",
            Self::Text => "For a chat",
        }
    }
}

/// Where events go, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook {
    /// Its number.
    pub id: i64,
    /// Where the events are sent. Chat tools put a secret of their own into it.
    pub url: String,
    /// The signing secret, sealed.
    pub secret: Vec<u8>,
    /// The word for how the body is written.
    pub format: String,
    /// Which events it wants: words apart by spaces.
    pub events: String,
    /// Since when, UTC milliseconds.
    pub created_at: i64,
}

impl Webhook {
    /// The address without what may be secret in it: enough to know it again.
    pub fn masked_url(&self) -> String {
        let chars: Vec<char> = self.url.chars().collect();
        let end: String = chars[chars.len().saturating_sub(4)..].iter().collect();
        match url::Url::parse(&self.url) {
            Ok(url) if url.path().len() > 8 || url.query().is_some() => {
                format!("{}/…{end}", url.origin().ascii_serialization())
            }
            _ => self.url.clone(),
        }
    }
}
