//! What a receipt says: the answer in plain words, and the way there.

use std::collections::BTreeMap;

use super::{
    Audience, Author, Became, Message, Outcomes, SentPayload, Suggestion, SuggestionKind as Kind,
    SuggestionStatus as Status,
};

/// What a moderator decided, as its contributor may know it: without a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// When, UTC milliseconds.
    pub at: i64,
    /// A preset's label, or own words; may be empty.
    pub reason: String,
    /// What was written to the contributor; may be empty.
    pub message: String,
    /// The fields as they were approved, by their names, when they were changed first.
    pub amended: Option<BTreeMap<String, String>>,
    /// What became of each proposed field.
    pub fields: Outcomes,
}

impl Decided {
    /// What became of a field, for its contributor to read: in words, with what it says now when
    /// that is not what they sent.
    pub fn outcome(&self, field: &str) -> Option<(Became, &str)> {
        let unit = if field == "caveat_kind" {
            "caveat"
        } else {
            field
        };
        let became = *self.fields.get(unit)?;
        let now = self.amended.as_ref().and_then(|fields| fields.get(field));
        Some((became, now.map_or("", String::as_str)))
    }

    /// Whether some of what was proposed did not go in.
    fn refuses(&self) -> bool {
        self.fields
            .values()
            .any(|became| *became == Became::Refused)
    }
}

/// One step on the way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// What happened, or will.
    pub title: String,
    /// When, UTC milliseconds; none for what is not stored or has not happened.
    pub at: Option<i64>,
    /// One more sentence; may be empty.
    pub text: String,
    /// Words that somebody wrote; may be empty.
    pub said: String,
    /// Where it stands.
    pub mark: Mark,
}

/// How a step is marked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// It happened.
    #[default]
    Done,
    /// It is where things stand.
    Current,
    /// It is still to come.
    Next,
    /// It was the answer no.
    No,
}

/// The status as its contributor may know it: what was folded away as spam goes on waiting.
fn shown_status(status: Status) -> Status {
    match status {
        Status::Spam => Status::Pending,
        other => other,
    }
}

/// The answer in plain words.
pub fn heading(suggestion: &Suggestion, decided: Option<&Decided>, claimed: bool) -> &'static str {
    let amended = decided.is_some_and(|decided| decided.amended.is_some());
    let refuses = decided.is_some_and(Decided::refuses);
    match (shown_status(suggestion.status), suggestion.kind) {
        (Status::Pending | Status::Spam, _) if claimed => "A moderator is looking at it",
        (Status::Pending | Status::Spam, _) => "Thank you. It’s in the queue.",
        (Status::Question, _) if suggestion.revise => "A moderator asks for a change",
        (Status::Question, _) => "A moderator has a question",
        (Status::Approved, Kind::Entry | Kind::Category) if amended => "Added, with changes",
        (Status::Approved, Kind::Entry | Kind::Category) => "Added to the directory",
        (Status::Approved, Kind::Edit) if refuses => "Part of your edit went in",
        (Status::Approved, Kind::Edit) if amended => "Your edit went in, with changes",
        (Status::Approved, Kind::Edit) => "Your edit went in",
        (Status::Approved, Kind::Report) => "We acted on your report",
        (Status::Declined, Kind::Entry | Kind::Category) => "Not added this time",
        (Status::Declined, _) => "Not changed this time",
        (Status::Duplicate, _) if suggestion.duplicate_of_suggestion_id.is_some() => {
            "Merged with another suggestion"
        }
        (Status::Duplicate, Kind::Category) => "Merged with a category we had",
        (Status::Duplicate, _) => "Merged with an entry we had",
        (Status::Withdrawn, _) => "Withdrawn",
    }
}

/// What is known about a suggestion's way.
#[derive(Debug)]
pub struct Way<'a> {
    /// The suggestion.
    pub suggestion: &'a Suggestion,
    /// Each sending of it.
    pub sendings: &'a [SentPayload],
    /// What was written about it.
    pub messages: &'a [Message],
    /// What a moderator decided.
    pub decided: Option<&'a Decided>,
    /// Whether a moderator is looking at it.
    pub claimed: bool,
    /// How many wait that came before it.
    pub ahead: i64,
    /// Within how many days the team means to decide, where it says so.
    pub target_days: Option<i64>,
    /// Within what time most decisions of late were made, where there were enough to say so.
    pub usual: Option<String>,
}

impl Way<'_> {
    /// The steps, the first one first.
    pub fn steps(&self) -> Vec<Step> {
        let mut steps: Vec<Step> = self.corrections().chain(self.conversation()).collect();
        steps.push(Step {
            title: "Received".to_owned(),
            at: Some(self.suggestion.created_at),
            ..Step::default()
        });
        steps.sort_by_key(|step| step.at);
        match shown_status(self.suggestion.status) {
            Status::Pending | Status::Spam => {
                steps.push(self.waiting());
                steps.push(to_come());
            }
            Status::Question => {
                if let Some(last) = steps.last_mut() {
                    last.mark = Mark::Current;
                }
                steps.push(to_come());
            }
            _ => steps.push(self.end()),
        }
        steps
    }

    fn corrections(&self) -> impl Iterator<Item = Step> {
        self.sendings.iter().skip(1).map(|sending| Step {
            title: "Corrected".to_owned(),
            at: Some(sending.sent_at),
            ..Step::default()
        })
    }

    fn conversation(&self) -> impl Iterator<Item = Step> {
        self.messages
            .iter()
            .filter(|message| message.audience == Audience::Contributor)
            .map(|message| Step {
                title: match message.author {
                    Author::Moderator => "A moderator wrote",
                    Author::Contributor => "You answered",
                }
                .to_owned(),
                at: Some(message.at),
                said: message.body.clone(),
                ..Step::default()
            })
    }

    fn waiting(&self) -> Step {
        let mut text = match self.ahead {
            _ if self.claimed => String::new(),
            0 => "Yours is next.".to_owned(),
            1 => "There is 1 ahead of yours.".to_owned(),
            more => format!("There are {more} ahead of yours."),
        };
        match self.target_days {
            Some(1) => text.push_str(" We aim to decide within 1 day."),
            Some(days) => text.push_str(&format!(" We aim to decide within {days} days.")),
            None => {}
        }
        if let Some(usual) = &self.usual {
            text.push_str(&format!(" Most suggestions are decided within {usual}."));
        }
        Step {
            title: if self.claimed {
                "Picked up by a moderator".to_owned()
            } else {
                "Waiting for a moderator".to_owned()
            },
            text: text.trim_start().to_owned(),
            mark: Mark::Current,
            ..Step::default()
        }
    }

    fn end(&self) -> Step {
        let declined = self.suggestion.status == Status::Declined;
        let reason = self.decided.map_or("", |decided| &decided.reason);
        let title = match self.suggestion.status {
            Status::Withdrawn => "You withdrew it".to_owned(),
            Status::Declined if reason.is_empty() => "Declined".to_owned(),
            Status::Declined => format!("Declined: {reason}"),
            _ => heading(self.suggestion, self.decided, false).to_owned(),
        };
        Step {
            title,
            at: self.suggestion.decided_at,
            mark: if declined { Mark::No } else { Mark::Done },
            ..Step::default()
        }
    }
}

fn to_come() -> Step {
    Step {
        title: "A decision".to_owned(),
        text: "We’ll show it here, with a reason if the answer is no.".to_owned(),
        mark: Mark::Next,
        ..Step::default()
    }
}
