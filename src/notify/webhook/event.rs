//! What a delivery says. Nothing about people: neither the contributor's name nor address, nor
//! which moderator decided.

use serde::Serialize;

use super::Format;
use crate::error::Result;

/// What is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// A suggestion came into the queue.
    Suggestion,
    /// A suggestion was decided, or its contributor was asked something.
    Decision,
    /// Somebody pressed "send a test".
    Test,
}

impl Topic {
    /// What a webhook may ask to be told.
    pub const EVENTS: [Self; 2] = [Self::Suggestion, Self::Decision];

    /// The word in the database and in the form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Suggestion => "suggestion",
            Self::Decision => "decision",
            Self::Test => "test",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Suggestion, Self::Decision, Self::Test]
            .into_iter()
            .find(|topic| topic.as_str() == word)
    }

    /// The `type` of the payload.
    fn kind(self) -> &'static str {
        match self {
            Self::Suggestion => "suggestion.received",
            Self::Decision => "suggestion.decided",
            Self::Test => "test",
        }
    }
}

/// What is known of a suggestion.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Facts {
    /// For quoting: SP-XXXX-XXXX.
    pub reference: String,
    /// `entry`, `edit`, `report` or `category`.
    pub kind: String,
    /// As it was when it happened: `pending`, or what was decided.
    pub status: String,
    /// Of the entry or category.
    pub title: String,
    /// Of the entry; absent where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// The path of the category, such as `guidance/security`; absent where nobody said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Where moderators see it.
    pub admin_url: String,
}

/// An event on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What is told.
    pub topic: Topic,
    /// When it happened, as RFC 3339.
    pub at: String,
    /// About which suggestion; a test is about none.
    pub facts: Option<Facts>,
    /// The name of the site.
    pub site: String,
}

#[derive(Serialize)]
struct Payload<'a> {
    r#type: &'static str,
    timestamp: &'a str,
    data: serde_json::Value,
}

#[derive(Serialize)]
struct Chat {
    text: String,
}

impl Event {
    /// The body of a delivery.
    ///
    /// # Errors
    /// Never in practice: all of it can be written as JSON.
    pub fn body(&self, format: Format) -> Result<Vec<u8>> {
        Ok(match format {
            Format::Signpost => serde_json::to_vec(&Payload {
                r#type: self.topic.kind(),
                timestamp: &self.at,
                data: match &self.facts {
                    Some(facts) => serde_json::to_value(facts)?,
                    None => serde_json::json!({ "site": self.site }),
                },
            })?,
            Format::Text => serde_json::to_vec(&Chat { text: self.text() })?,
        })
    }

    fn text(&self) -> String {
        let Some(facts) = &self.facts else {
            return format!("{}: this is a test. It works.", harmless(&self.site));
        };
        let what = match facts.kind.as_str() {
            "entry" => "new link",
            "edit" => "change",
            "report" => "report",
            _ => "new category",
        };
        let status = match (self.topic, facts.status.as_str()) {
            (Topic::Suggestion, _) => "suggested",
            (_, "question") => "asked about",
            (_, "spam") => "marked as spam",
            (_, "duplicate") => "known already",
            (_, status) => status,
        };
        format!(
            "{}: {what} {status}: “{}” ({}) {}",
            harmless(&self.site),
            harmless(&facts.title),
            facts.reference,
            facts.admin_url
        )
    }
}

/// A stranger's words for a chat: chat tools make links, mentions of everybody and markup out of
/// some characters, so each of those becomes one that only looks like it.
fn harmless(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control())
        .map(|c| match c {
            '<' => '‹',
            '>' => '›',
            '[' => '(',
            ']' => ')',
            '@' => '＠',
            '&' => '＆',
            '`' | '*' | '_' | '~' | '|' => '\'',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(topic: Topic, title: &str) -> Event {
        Event {
            topic,
            at: "2026-11-22T10:00:00Z".to_owned(),
            facts: (topic != Topic::Test).then(|| Facts {
                reference: "SP-7K4M-2QXD".to_owned(),
                kind: "entry".to_owned(),
                status: "approved".to_owned(),
                title: title.to_owned(),
                link: Some("https://planner.example.org/".to_owned()),
                category: None,
                admin_url: "https://links.example/admin/suggestions/7".to_owned(),
            }),
            site: "Open health".to_owned(),
        }
    }

    fn body(event: &Event, format: Format) -> String {
        String::from_utf8(event.body(format).unwrap()).unwrap()
    }

    #[test]
    fn the_payload_is_as_documented() {
        assert_eq!(
            body(&event(Topic::Decision, "Ward planner"), Format::Signpost),
            r#"{"type":"suggestion.decided","timestamp":"2026-11-22T10:00:00Z","data":{"admin_url":"https://links.example/admin/suggestions/7","kind":"entry","link":"https://planner.example.org/","reference":"SP-7K4M-2QXD","status":"approved","title":"Ward planner"}}"#
        );
        assert_eq!(
            body(&event(Topic::Test, ""), Format::Signpost),
            r#"{"type":"test","timestamp":"2026-11-22T10:00:00Z","data":{"site":"Open health"}}"#
        );
    }

    #[test]
    fn a_chat_reads_one_plain_line() {
        assert_eq!(
            body(&event(Topic::Decision, "Ward planner"), Format::Text),
            r#"{"text":"Open health: new link approved: “Ward planner” (SP-7K4M-2QXD) https://links.example/admin/suggestions/7"}"#
        );
        assert!(body(&event(Topic::Test, ""), Format::Text).contains("this is a test"));
    }

    #[test]
    fn a_title_calls_nobody_and_links_nowhere() {
        let nasty = "<!channel> @here [click](https://x) <https://evil|ok>\n*b* `c`";
        let said = body(&event(Topic::Suggestion, nasty), Format::Text);
        let title = said.split('“').nth(1).unwrap().split('”').next().unwrap();
        assert!(
            !title.contains(['<', '>', '@', '[', ']', '*', '`', '|']),
            "{title}"
        );
        assert!(!title.contains("\\n"));
    }
}
