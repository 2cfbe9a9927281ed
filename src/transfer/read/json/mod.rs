//! JSON: our own exports, and objects of other programs.

mod own;
#[cfg(test)]
mod tests;

use std::cell::Cell as Shared;
use std::io::{self, Read};

use serde::de::DeserializeSeed;

use super::build::{Builder, named};
use super::guard;
use super::objects::Walked;
use crate::transfer::json::FORMAT;
use crate::transfer::list::{Limits, ReadError, ReadList, RemarkKind};

/// Reads our own format without loss, or any objects that hold links.
///
/// # Errors
/// When it is no JSON, or holds too much.
pub fn read_json(
    text: &str,
    file: usize,
    limits: Limits,
    list: &mut ReadList,
) -> Result<(), ReadError> {
    if is_own(text) {
        return own::read_own(text, file, limits, list);
    }
    let mut builder = Builder::new(list, file, limits);
    let line = Shared::new(1);
    let mut walked = Walked::new(&mut builder, &line);
    let mut parser = serde_json::Deserializer::from_reader(Counting {
        rest: text.as_bytes(),
        line: &line,
        inside: None,
        escaped: false,
        longest: guard::longest(limits),
    });
    // Objects may also follow one another, a line each.
    let parsed = loop {
        let read = walked.top().deserialize(&mut parser);
        if read.is_err() || parser.end().is_ok() {
            break read;
        }
    };
    let (failure, described) = (walked.failure.take(), std::mem::take(&mut walked.described));
    if let Err(error) = parsed {
        if error.is_io() {
            return Err(guard::too_long(line.get(), limits));
        }
        return Err(failure.unwrap_or_else(|| no_json(&error)));
    }
    for record in described {
        builder.remark(
            record.place.line,
            RemarkKind::Unusable,
            named(&record.name, "it has no link"),
        );
    }
    Ok(())
}

/// What is wrong with text that is no JSON.
fn no_json(error: &serde_json::Error) -> ReadError {
    if error.is_eof() {
        return ReadError::at(
            error.line(),
            "The file ends in the middle: a part of it is missing",
        );
    }
    let words = error.to_string();
    let reason = words.split(" at line ").next().unwrap_or(&words);
    let reason = if reason.contains("recursion") {
        "it is nested too deep"
    } else {
        reason
    };
    ReadError::at(
        error.line(),
        format!("This JSON can’t be read in line {}: {reason}", error.line()),
    )
}

/// Whether the text says that it is in our own format, which it does near its beginning.
pub fn is_own(text: &str) -> bool {
    let head = text.get(..text.floor_char_boundary(1_000)).unwrap_or(text);
    let family = FORMAT.split('/').next().unwrap_or(FORMAT);
    let plain: String = head.chars().filter(|c| !c.is_whitespace()).collect();
    plain.contains(&format!("\"format\":\"{family}/"))
}

/// Counts lines as they are parsed, and ends a text that is too long.
struct Counting<'t> {
    rest: &'t [u8],
    line: &'t Shared<usize>,
    /// How long the text is that is being read; none between texts.
    inside: Option<usize>,
    escaped: bool,
    longest: usize,
}

impl Read for Counting<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let length = self.rest.read(out)?;
        for byte in out.iter().take(length) {
            self.line.set(self.line.get() + usize::from(*byte == b'\n'));
            let escapes = *byte == b'\\' && !self.escaped;
            self.inside = match (self.inside, byte) {
                (Some(_), b'"') if !self.escaped => None,
                (None, b'"') => Some(0),
                (inside, _) => inside.map(|length| length + 1),
            };
            self.escaped = escapes && self.inside.is_some();
        }
        if self.inside.is_some_and(|length| length > self.longest) {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(length)
    }
}
