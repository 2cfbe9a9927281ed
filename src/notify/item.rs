//! One message on its way.

/// How a message travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// By SMTP.
    Mail,
    /// To somebody's own program.
    Webhook,
}

impl Channel {
    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Webhook => "webhook",
        }
    }

    /// How many messages are on their way at once. A crash repeats those, and mail to people is
    /// worth repeating one at most.
    pub(super) fn at_once(self) -> usize {
        match self {
            Self::Mail => 1,
            Self::Webhook => 4,
        }
    }
}

/// A row of the outbox: what is to be told, by references. Its channel reads the rest.
#[derive(Clone, Debug)]
pub struct Item {
    /// The row's number.
    pub id: i64,
    /// The same at each try: in `Message-ID`, or as the event's id.
    pub uid: String,
    /// What is told, in the channel's own words.
    pub topic: String,
    /// The suggestion that it is about.
    pub suggestion_id: Option<i64>,
    /// The decision that it tells.
    pub decision_id: Option<i64>,
    /// The signed-in person that it goes to.
    pub user_id: Option<i64>,
    /// The webhook that it goes to.
    pub webhook_id: Option<i64>,
    /// JSON: what the references can't say.
    pub detail: String,
    /// How often it was tried.
    pub tries: i64,
    /// When it happened, UTC milliseconds.
    pub created_at: i64,
}

/// What became of one try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivered {
    /// The other side has it.
    Sent,
    /// Nobody wants it any more, and why: it is let go.
    Moot(&'static str),
    /// The other side did not take it, in one line: later.
    Later(String),
    /// It can never go as it is, in one line: somebody has to look at it.
    Stuck(String),
}
