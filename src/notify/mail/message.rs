//! From a letter to what travels: headers, plain text and HTML (RFC 5322, RFC 2046).

use std::time::{Duration, UNIX_EPOCH};

use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::{Address, Message};

use super::Letter;
use crate::text::clean_line;

/// What every message needs beside its letter.
#[derive(Debug)]
pub(super) struct Envelope<'a> {
    /// Whom it comes from.
    pub(super) from: &'a Mailbox,
    /// The site's title, for who comes without a name.
    pub(super) site: &'a str,
    /// The same at each try.
    pub(super) uid: &'a str,
    /// When it happened, UTC milliseconds.
    pub(super) at: i64,
}

/// Puts a message together.
///
/// # Errors
/// What can't travel, in one line without any address.
pub(super) fn message(
    letter: &Letter,
    (plain, html): (String, String),
    envelope: &Envelope<'_>,
) -> Result<Message, String> {
    let to: Address = (letter.to.parse()).map_err(|_| "the address can’t be written to")?;
    let sender = &envelope.from.email;
    let since = Duration::from_millis(envelope.at.max(0).unsigned_abs());
    let mut builder = Message::builder()
        .from(Mailbox::new(sender_name(envelope), sender.clone()))
        .to(Mailbox::new(None, to))
        .subject(one_line(&letter.subject))
        .message_id(Some(format!("<{}@{}>", envelope.uid, sender.domain())))
        .date(UNIX_EPOCH + since)
        // Nobody's holiday answers to it. Source: RFC 3834.
        .raw_header(header("Auto-Submitted", "auto-generated".to_owned()));
    if let Some(address) = &letter.unsubscribe {
        // One click, without opening a page. Source: RFC 8058.
        builder = builder
            .raw_header(header("List-Unsubscribe", format!("<{address}>")))
            .raw_header(header(
                "List-Unsubscribe-Post",
                "List-Unsubscribe=One-Click".to_owned(),
            ));
    }
    builder
        .multipart(MultiPart::alternative_plain_html(plain, html))
        .map_err(|error| format!("the message can't be put together: {error}"))
}

fn header(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
}

/// A line break in the name of a sender panics in the mail library, so nothing goes there as it
/// was stored.
fn sender_name(envelope: &Envelope<'_>) -> Option<String> {
    let configured = envelope.from.name.as_deref();
    let name = one_line(configured.unwrap_or(envelope.site));
    (!name.is_empty()).then_some(name)
}

/// Text that fits in a header, whatever was stored.
fn one_line(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    clean_line(&spaced).map_or_else(|_| String::new(), |cleaned| cleaned.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formatted(subject: &str, to: &str, site: &str) -> Result<String, String> {
        let letter = Letter {
            to: to.to_owned(),
            subject: subject.to_owned(),
            unsubscribe: Some("https://links.example/unsubscribe/x".to_owned()),
            ..Letter::default()
        };
        let envelope = Envelope {
            from: &"links@links.example".parse().unwrap(),
            site,
            uid: "abc",
            at: 1_795_341_600_000,
        };
        let bodies = ("plain".to_owned(), "<p>html</p>".to_owned());
        let message = message(&letter, bodies, &envelope)?;
        Ok(String::from_utf8(message.formatted()).unwrap())
    }

    #[test]
    fn a_message_carries_what_mail_programs_look_for() {
        let text = formatted("A decision", "ada@example.org", "Links").unwrap();
        for line in [
            "From: Links <links@links.example>\r\n",
            "To: ada@example.org\r\n",
            "Subject: A decision\r\n",
            "Message-ID: <abc@links.example>\r\n",
            "Date: Sun, 22 Nov 2026 10:00:00 +0000\r\n",
            "Auto-Submitted: auto-generated\r\n",
            "List-Unsubscribe: <https://links.example/unsubscribe/x>\r\n",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n",
            "Content-Type: multipart/alternative;",
        ] {
            assert!(text.contains(line), "{line} in {text}");
        }
    }

    #[test]
    fn hostile_words_add_no_header_and_break_nothing() {
        let hostile = [
            "x\r\nBcc: eve@example.org",
            "x\nBcc: eve@example.org",
            "x\0y",
            "x\u{2028}y\u{2029}z",
            "\u{202e}x",
            "\"><svg onload=1>",
            "=?utf-8?q?x?=",
            &"é".repeat(2_000),
            &"x".repeat(2_000),
            "",
        ];
        for words in hostile {
            let text = formatted(words, "ada@example.org", words).unwrap();
            let (head, _) = text.split_once("\r\n\r\n").unwrap();
            let names: Vec<&str> = head
                .split("\r\n")
                .filter(|line| !line.starts_with([' ', '\t']))
                .map(|line| line.split(':').next().unwrap())
                .collect();
            assert!(!names.contains(&"Bcc"), "{head}");
            assert_eq!(names.iter().filter(|name| **name == "To").count(), 1);
            for to in [
                words,
                "ada@example.org, bob@example.org",
                "a@b\r\nBcc: c@d.io",
            ] {
                assert!(formatted("x", to, "x").is_err(), "{to:?}");
            }
        }
    }
}
