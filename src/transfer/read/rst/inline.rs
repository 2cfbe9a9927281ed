//! Marks inside a line, and the targets that links refer to.

use std::collections::{HashMap, VecDeque};

use super::source::Source;
use crate::transfer::read::markdown::inline::{Inline, escaped};

/// Where the links of a file lead.
#[derive(Debug, Default)]
pub(super) struct Targets {
    named: HashMap<String, String>,
    anonymous: VecDeque<String>,
}

/// The pieces of a line under construction.
#[derive(Default)]
struct Pieces {
    done: Vec<Inline<'static>>,
    words: String,
}

impl Pieces {
    fn flush(&mut self) {
        if !self.words.is_empty() {
            let words = std::mem::take(&mut self.words);
            let source = escaped(&words).into_owned();
            self.done.push(Inline::Text(words.into(), source.into()));
        }
    }

    fn push(&mut self, inline: Inline<'static>) {
        self.flush();
        self.done.push(inline);
    }

    fn marked(&mut self, mark: &'static str, text: &str) {
        self.push(Inline::Open(mark));
        self.words.push_str(text);
        self.push(Inline::Close(mark));
    }

    fn link(&mut self, text: &str, url: &str) {
        self.push(Inline::LinkStart(url.to_owned().into()));
        self.words.push_str(text);
        self.push(Inline::LinkEnd);
    }
}

impl Targets {
    /// The targets that a file defines.
    pub(super) fn of(lines: &[Source]) -> Self {
        let mut targets = Self::default();
        for (at, line) in lines.iter().enumerate() {
            let text = line.text;
            let anonymous = text
                .strip_prefix(".. __:")
                .or_else(|| text.strip_prefix("__ "));
            if let Some(url) = anonymous {
                targets.anonymous.push_back(url.trim().to_owned());
            } else if let Some(target) = text.strip_prefix(".. _")
                && let Some((name, url)) = cut_target(target)
            {
                // A long address may stand on the lines below, and is one all the same.
                let below = lines[at + 1..].iter();
                let below =
                    below.take_while(|below| !below.text.is_empty() && below.indent > line.indent);
                let url: String = std::iter::once(url)
                    .chain(below.map(|line| line.text))
                    .collect();
                targets.named.insert(key(name), url);
            }
        }
        targets
    }

    fn find(&self, name: &str) -> Option<&String> {
        let url = self.named.get(&key(name))?;
        match url.strip_suffix('_') {
            Some(other) => self.named.get(&key(other.trim_matches('`'))).or(Some(url)),
            None => Some(url),
        }
    }

    /// The pieces of a line.
    pub(super) fn inlines(&mut self, text: &str) -> Vec<Inline<'static>> {
        let mut pieces = Pieces::default();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let taken = self.mark(rest, &mut pieces).unwrap_or_else(|| {
                pieces.words.push(c);
                c.len_utf8()
            });
            rest = &rest[taken..];
        }
        pieces.flush();
        pieces.done
    }

    /// Reads a mark that the text begins with: how many bytes it takes.
    fn mark(&mut self, text: &str, pieces: &mut Pieces) -> Option<usize> {
        let (inside, length) = match text.as_bytes().first()? {
            b'\\' => {
                let next = text[1..].chars().next()?;
                if !next.is_whitespace() {
                    pieces.words.push(next);
                }
                return Some(1 + next.len_utf8());
            }
            b'`' if text.starts_with("``") => {
                let (inside, length) = between(text, "``")?;
                pieces.push(Inline::Code(inside.to_owned().into()));
                return Some(length);
            }
            b'`' => between(text, "`")?,
            b'*' if text.starts_with("**") => {
                let (inside, length) = between(text, "**")?;
                pieces.marked("**", inside);
                return Some(length);
            }
            b'*' => {
                let (inside, length) = between(text, "*")?;
                pieces.marked("*", inside);
                return Some(length);
            }
            b'|' => {
                let (_, length) = between(text, "|")?;
                pieces.push(Inline::Image);
                let underscores = text[length..]
                    .bytes()
                    .take_while(|byte| *byte == b'_')
                    .count();
                return Some(length + underscores.min(2));
            }
            b'_' => return self.word(text, pieces),
            _ => return None,
        };
        Some(length + self.quoted(inside, &text[length..], pieces))
    }

    /// What stands between backticks, and how many bytes after them belong to it.
    fn quoted(&mut self, inside: &str, after: &str, pieces: &mut Pieces) -> usize {
        // A role before it, such as `:doc:`, says only what kind of text it is.
        if let Some(role) = pieces
            .words
            .strip_suffix(':')
            .and_then(|words| words.rfind(':'))
        {
            let is_role = pieces.words[role + 1..]
                .trim_end_matches(':')
                .chars()
                .all(|c| c.is_alphanumeric() || c == '-');
            if is_role {
                pieces.words.truncate(role);
            }
        }
        let underscores = after
            .bytes()
            .take_while(|byte| *byte == b'_')
            .count()
            .min(2);
        let embedded = inside
            .strip_suffix('>')
            .and_then(|inside| inside.rsplit_once('<'));
        let (text, url) = match embedded {
            Some((text, url)) => {
                let url: String = url.split_whitespace().collect();
                let known = url.strip_suffix('_').and_then(|name| self.find(name));
                (text.trim(), Some(known.cloned().unwrap_or(url)))
            }
            None if underscores == 2 => (inside, self.anonymous.pop_front()),
            None => (inside, self.find(inside).cloned()),
        };
        match url {
            Some(url) if underscores > 0 => {
                let text = if text.is_empty() {
                    url.clone()
                } else {
                    text.to_owned()
                };
                pieces.link(&text.replace('\\', ""), &url);
            }
            _ => pieces.words.push_str(text),
        }
        underscores
    }

    /// A reference of one word, such as `Python_`: the word stands before the underscore.
    fn word(&mut self, text: &str, pieces: &mut Pieces) -> Option<usize> {
        let underscores = text.bytes().take_while(|byte| *byte == b'_').count();
        let ends = !text[underscores..].starts_with(char::is_alphanumeric);
        if underscores > 2 || !ends {
            return None;
        }
        let in_word = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
        let start = pieces.words.trim_end_matches(in_word).len();
        let word = pieces.words[start..].to_owned();
        let url = match underscores {
            _ if word.is_empty() => None,
            1 => self.find(&word).cloned(),
            _ => self.anonymous.pop_front(),
        }?;
        pieces.words.truncate(start);
        pieces.link(&word, &url);
        Some(underscores)
    }
}

/// A target's name and where it leads: `name: url` or `` `name`: url ``.
fn cut_target(target: &str) -> Option<(&str, &str)> {
    let (name, url) = match target.strip_prefix('`') {
        Some(quoted) => quoted.split_once("`:")?,
        None => {
            let colon = target
                .find(": ")
                .or_else(|| target.strip_suffix(':').map(str::len))?;
            (&target[..colon], &target[colon + 1..])
        }
    };
    Some((name, url.trim()))
}

/// Names are the same whatever their case and space.
fn key(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").to_lowercase().replace('\\', "")
}

/// What stands between two marks that hug it, and how many bytes all of it takes.
fn between<'t>(text: &'t str, mark: &str) -> Option<(&'t str, usize)> {
    let inside = text.strip_prefix(mark)?;
    if inside.starts_with(char::is_whitespace) {
        return None;
    }
    let end = inside.find(mark).filter(|end| *end > 0)?;
    let inside = &inside[..end];
    if inside.ends_with(char::is_whitespace) {
        return None;
    }
    Some((inside, end + 2 * mark.len()))
}
