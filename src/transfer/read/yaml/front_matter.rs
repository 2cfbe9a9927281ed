//! What stands between two lines of dashes at the top of a Markdown file.

use std::cell::Cell as Shared;

use super::super::build::Builder;
use super::super::links;
use super::super::objects::Walked;
use crate::transfer::list::{Limits, ReadList};

/// The longest front matter of a record, in bytes.
const LONGEST: usize = 65_536;

/// Front matter and what follows it.
pub fn front_matter(text: &str) -> Option<(&str, &str)> {
    let rest = text
        .strip_prefix("---")?
        .trim_start_matches([' ', '\t', '\r'])
        .strip_prefix('\n')?;
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if at > LONGEST {
            return None;
        }
        if line.trim_end() == "---" || line.trim_end() == "..." {
            return Some((rest.get(..at)?, rest.get(at + line.len()..)?));
        }
        at += line.len();
    }
    None
}

/// Whether a Markdown file is one record: its front matter names a link on the web and a title.
/// The address that a page of Hugo or Jekyll has itself is no such link, as it has no host.
pub fn is_record(text: &str) -> bool {
    let Some((matter, _)) = front_matter(text) else {
        return false;
    };
    let (mut list, line) = (ReadList::default(), Shared::new(0));
    let mut builder = Builder::new(
        &mut list,
        0,
        Limits {
            rows: 100,
            ..Limits::COMMAND_LINE
        },
    );
    let read = super::parse(matter, 1, &mut Walked::new(&mut builder, &line));
    let [entry] = list.entries.as_slice() else {
        return false;
    };
    read.is_ok() && links::is_web(&entry.url) && !entry.title.is_empty()
}
