//! YAML: records in files of their own, as large lists keep them, or many in one file, and
//! Markdown files that begin with such a record.

mod front_matter;
#[cfg(test)]
mod tests;
mod words;

use std::cell::Cell as Shared;

use serde::de::DeserializeSeed;
use serde_saphyr::options::Options;

pub use front_matter::{front_matter, is_record};

use super::build::Builder;
use super::guard;
use super::objects::Walked;
use crate::transfer::list::{Limits, ReadError, ReadList};

/// A file with its text.
pub struct TextFile<'t> {
    /// Its place among the files that were read.
    pub file: usize,
    /// YAML, or Markdown that begins with it.
    pub text: &'t str,
    /// Whether it is Markdown.
    pub is_markdown: bool,
}

/// Reads files of records into one list: words that have a file of their own explain categories.
///
/// # Errors
/// When a file is no YAML, or holds too much.
pub fn read_yaml(
    files: &[TextFile<'_>],
    limits: Limits,
    list: &mut ReadList,
) -> Result<(), ReadError> {
    let mut builder = Builder::new(list, 0, limits);
    builder.first_tag_leads = true;
    let line = Shared::new(0);
    let mut walked = Walked::new(&mut builder, &line);
    let mut named = Vec::new();
    for file in files {
        let (first_entry, first_name) =
            (walked.builder.list.entries.len(), walked.identifiers.len());
        walked.builder.open(file.file);
        guard::refuse_long_pieces(file.text, b"\n", limits).map_err(|error| ReadError {
            file: file.file,
            ..error
        })?;
        let read = if file.is_markdown {
            read_page(file.text, &mut walked)
        } else {
            read_text(file.text, &mut walked)
        };
        read.map_err(|error| ReadError {
            file: file.file,
            ..error
        })?;
        named.push((
            file.file,
            first_entry,
            walked
                .identifiers
                .get(first_name..)
                .unwrap_or_default()
                .to_vec(),
        ));
    }
    let (described, licences) = (
        std::mem::take(&mut walked.described),
        std::mem::take(&mut walked.licences),
    );
    words::leave_out_licences(&named, &licences, &mut builder);
    words::explain(described, &mut builder);
    Ok(())
}

/// A Markdown file that is a record: what stands below the front matter describes it.
fn read_page(text: &str, walked: &mut Walked<'_, '_>) -> Result<(), ReadError> {
    let Some((matter, body)) = front_matter(text) else {
        return Ok(());
    };
    let before = walked.builder.list.entries.len();
    read_text(matter, walked)?;
    if let Some(entry) = walked.builder.list.entries.get_mut(before) {
        let body = body.trim();
        let parts = [entry.description.trim(), body];
        entry.description = parts
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("\n\n");
    }
    Ok(())
}

fn read_text(text: &str, walked: &mut Walked<'_, '_>) -> Result<(), ReadError> {
    for (first, document) in documents(text) {
        walked.line.set(first);
        walked.items = item_lines(document, first);
        parse(document, first, walked)?;
    }
    Ok(())
}

/// The lines in which the items of a list begin that is the whole document.
fn item_lines(document: &str, first: usize) -> Vec<usize> {
    let lines = document.lines().enumerate();
    let items = lines.filter(|(_, line)| line.starts_with("- ") || *line == "-");
    items.map(|(index, _)| first + index).collect()
}

/// The documents of a file, each with the line that it begins in.
fn documents(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let (mut start, mut first, mut at) = (0, 1, 0);
    for (index, line) in text.split_inclusive('\n').enumerate() {
        if line.trim_end() == "---" {
            found.push((first, text.get(start..at).unwrap_or_default()));
            start = at + line.len();
            first = index + 2;
        }
        at += line.len();
    }
    found.push((first, text.get(start..).unwrap_or_default()));
    found.retain(|(_, document)| !document.trim().is_empty());
    found
}

fn parse(text: &str, first: usize, walked: &mut Walked<'_, '_>) -> Result<(), ReadError> {
    let parsed = serde_saphyr::with_deserializer_from_str_with_options(text, options(), |parser| {
        walked.top().deserialize(parser)
    });
    let Err(error) = parsed else {
        return Ok(());
    };
    if let Some(failure) = walked.failure.take() {
        return Err(failure);
    }
    let line = error
        .location()
        .map_or(0, |place| usize::try_from(place.line()).unwrap_or(0))
        + first
        - 1;
    let words = error.without_snippet().to_string();
    let words = if words.contains("budget") || words.contains("replay") {
        "it is larger, nested deeper or refers to itself more often than a list needs to"
    } else {
        &words
    };
    let words = words
        .split(" at line ")
        .next()
        .unwrap_or(words)
        .trim_end_matches([':', ' ']);
    Err(ReadError::at(
        line,
        format!("This YAML can’t be read in line {line}: {words}"),
    ))
}

/// Budgets against files that grow when they are read (aliases of aliases).
fn options() -> Options {
    serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_depth: 100,
            max_anchors: 1_000,
            max_aliases: 1_000,
            max_nodes: 5_000_000,
            max_events: 20_000_000,
            max_documents: 1,
        },
        alias_limits: serde_saphyr::alias_limits! {
            max_total_replayed_events: 100_000,
        },
        duplicate_keys: serde_saphyr::options::DuplicateKeyPolicy::PassThrough,
        with_snippet: false,
    }
}
