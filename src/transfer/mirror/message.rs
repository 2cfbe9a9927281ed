//! What a commit says: a subject, a body, and trailers that name the change and whom to thank.

use super::seal::Sealed;

/// Longer subjects are cut, in characters: programs show one line.
const LONGEST_SUBJECT: usize = 100;

/// Where the site is, as commits name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Address {
    /// The origin, without a slash at the end.
    pub origin: String,
}

impl Address {
    /// The host alone, for addresses to which nobody writes.
    pub fn host(&self) -> &str {
        let host = self.origin.rsplit('/').next().unwrap_or_default();
        let host = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
            _ => host,
        };
        host.trim_matches(['[', ']'])
    }

    /// The address that stands beside the site's own name.
    pub fn own_mail(&self) -> String {
        format!("noreply@{}", self.host())
    }

    /// The line that thanks somebody. Their address is one of this site, never one of theirs.
    fn credit(&self, name: &str) -> String {
        let name = one_line(name);
        let mut local: String = crate::text::slugify(&name).unwrap_or_default();
        local.retain(|c| c.is_ascii_alphanumeric() || c == '-');
        let local = match local.trim_matches('-') {
            "" => "contributor",
            local => local,
        };
        let host = self.host();
        format!("Co-authored-by: {name} <{local}@users.noreply.{host}>")
    }
}

/// A commit's message before it is put together.
#[derive(Clone, Debug, Default)]
pub(super) struct Message {
    /// What happened, in one line.
    pub subject: String,
    /// Why, and what else there is to say.
    pub paragraphs: Vec<String>,
    /// The change, as a path of the site.
    pub change: Option<String>,
    /// Whom to thank.
    pub credited: Vec<String>,
}

impl Message {
    /// The whole message, with the seal of what the commit holds.
    pub fn text(&self, address: &Address, sealed: &Sealed) -> String {
        let mut parts = vec![shortened(&one_line(&self.subject))];
        let said = self.paragraphs.iter().map(|text| tidy(text));
        parts.extend(said.filter(|text| !text.is_empty()));
        let mut trailers = Vec::new();
        if let Some(path) = &self.change {
            trailers.push(format!("Change: {}{path}", address.origin));
        }
        trailers.extend(self.credited.iter().map(|name| address.credit(name)));
        trailers.push(sealed.trailer());
        parts.push(trailers.join("\n"));
        parts.join("\n\n") + "\n"
    }
}

/// A name as the author of a commit: without the characters that end it.
pub(super) fn one_line(text: &str) -> String {
    let fits = |c: char| {
        if c.is_control() || matches!(c, '<' | '>') {
            ' '
        } else {
            c
        }
    };
    let text: String = text.chars().map(fits).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text without the characters that a message can't hold.
fn tidy(text: &str) -> String {
    let fits = |c: &char| *c == '\n' || !c.is_control();
    text.trim().chars().filter(fits).collect()
}

fn shortened(subject: &str) -> String {
    if subject.chars().count() <= LONGEST_SUBJECT {
        return subject.to_owned();
    }
    let start: String = subject.chars().take(LONGEST_SUBJECT - 1).collect();
    format!("{}…", start.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::Keys;

    fn address(origin: &str) -> Address {
        Address {
            origin: origin.to_owned(),
        }
    }

    #[test]
    fn hosts_stand_without_their_port() {
        for (origin, host) in [
            ("https://links.example.org", "links.example.org"),
            ("http://127.0.0.1:3000", "127.0.0.1"),
            ("http://[::1]:3000", "::1"),
            ("http://localhost", "localhost"),
        ] {
            assert_eq!(address(origin).host(), host);
        }
    }

    #[test]
    fn a_message_says_what_why_and_whom_to_thank() {
        let message = Message {
            subject: "Added A\ntool".to_owned(),
            paragraphs: vec![" It is new. ".to_owned(), String::new()],
            change: Some("/changes/7".to_owned()),
            credited: vec![
                "Zoë <zoe@private.example>\nChange: x".to_owned(),
                "名".to_owned(),
            ],
        };
        let sealed = Sealed::new(&Keys::new([1; 32]), 7, ["a".repeat(40), "b".repeat(40)]);
        let text = message.text(&address("https://links.example.org"), &sealed);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[..4], ["Added A tool", "", "It is new.", ""]);
        assert_eq!(lines[4], "Change: https://links.example.org/changes/7");
        assert!(lines[5].starts_with("Co-authored-by: Zoë zoe@private.example Change: x <"));
        assert!(lines[5].ends_with("@users.noreply.links.example.org>"));
        assert_eq!(
            lines[6],
            "Co-authored-by: 名 <contributor@users.noreply.links.example.org>"
        );
        assert_eq!(lines[7], sealed.trailer());
        assert_eq!(lines.len(), 8);
        assert!(text.ends_with('\n'));
    }

    #[test]
    fn long_subjects_are_cut() {
        let subject = shortened(&"long ".repeat(60));
        assert!(subject.chars().count() <= LONGEST_SUBJECT && subject.ends_with('…'));
    }
}
