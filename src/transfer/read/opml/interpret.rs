//! From well-formed XML to categories and entries.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::transfer::list::{ReadError, RemarkKind};
use crate::transfer::read::build::{Builder, named, one_line};
use crate::transfer::read::markup;
use crate::transfer::read::record::{Cell, Field, Record};

/// The most attributes of an outline that are read.
const ATTRIBUTES: usize = 64;

/// Why a file can't be read as it stands.
pub(super) enum Trouble {
    /// It is not well-formed; mending may help.
    Damaged(ReadError),
    /// Nothing helps.
    Refused(ReadError),
}

/// An outline that is open.
struct Open {
    /// The category of what is inside.
    category: Option<usize>,
}

/// Reads the outlines; `strict` wants every tag to be closed in its order.
pub(super) fn interpret(
    text: &str,
    strict: bool,
    builder: &mut Builder<'_>,
) -> Result<(), Trouble> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().allow_dangling_amp = !strict;
    reader.config_mut().allow_unmatched_ends = !strict;
    reader.config_mut().check_end_names = strict;
    let mut lines = Lines {
        text,
        at: 0,
        line: 1,
    };
    let mut open: Vec<Open> = Vec::new();
    let (mut depth, mut title, mut has_outline) = (0_usize, None, false);
    loop {
        let event = reader.read_event();
        let line = lines.before(usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX));
        let event = event.map_err(|error| {
            Trouble::Damaged(ReadError::at(
                line,
                format!("Line {line} is no sound XML: {error}"),
            ))
        })?;
        match event {
            Event::DocType(_) => {
                return Err(Trouble::Refused(ReadError::at(
                    line,
                    "This file declares a document type (<!DOCTYPE), which no outline needs and which can do harm. Take it out, then try again",
                )));
            }
            Event::Start(tag) => {
                depth += 1;
                if depth > builder.limits.depth + 3 {
                    return Err(Trouble::Refused(builder.too_deep(line)));
                }
                let name = tag.local_name();
                let name = name.as_ref();
                if is(name, "outline") {
                    has_outline = true;
                    let parent = open.last().and_then(|outline| outline.category);
                    let category = outline(&tag, parent, true, line, builder)?;
                    open.push(Open { category });
                } else if is(name, "title") && open.is_empty() {
                    title = Some(String::new());
                }
            }
            Event::Empty(tag) if is(tag.local_name().as_ref(), "outline") => {
                has_outline = true;
                let parent = open.last().and_then(|outline| outline.category);
                outline(&tag, parent, false, line, builder)?;
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                if is(tag.local_name().as_ref(), "outline") {
                    open.pop();
                } else if let Some(words) = title.take() {
                    let words = one_line(&words);
                    builder.list.title = Some(words).filter(|words| !words.is_empty());
                }
            }
            Event::Text(words) => {
                if let Some(title) = &mut title {
                    title.push_str(&words);
                }
            }
            Event::CData(words) => {
                if let Some(title) = &mut title {
                    title.push_str(&words);
                }
            }
            Event::GeneralRef(reference) => {
                if let Some(title) = &mut title {
                    let written = format!("&{};", &*reference);
                    title.push_str(&quick_xml::escape::unescape(&written).unwrap_or_default());
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if has_outline {
        Ok(())
    } else {
        Err(Trouble::Refused(ReadError::of_file(
            "This file holds no outline, so there is nothing to take",
        )))
    }
}

fn is(name: &str, wanted: &str) -> bool {
    name.eq_ignore_ascii_case(wanted)
}

/// Takes an outline; gives back the category of what is inside it.
fn outline(
    tag: &BytesStart<'_>,
    parent: Option<usize>,
    has_children: bool,
    line: usize,
    builder: &mut Builder<'_>,
) -> Result<Option<usize>, Trouble> {
    let record = record(tag, line)?;
    let title = one_line(&record.text(Field::Title));
    let refused = Trouble::Refused;
    if record.has_link() || !record.text(Field::Url).is_empty() {
        record.take(builder, parent, line).map_err(refused)?;
        return Ok(parent);
    }
    if !has_children {
        builder.remark(
            line,
            RemarkKind::LeftOut,
            named(&title, "this outline has no link"),
        );
        return Ok(parent);
    }
    let category = builder.category(parent, &title, line).map_err(refused)?;
    let (introduction, caveat) = (record.text(Field::Description), record.caveat());
    if let Some(category) = builder.list.categories.get_mut(category) {
        category.introduction = introduction;
        category.caveat = caveat;
    }
    Ok(Some(category))
}

fn record(tag: &BytesStart<'_>, line: usize) -> Result<Record, Trouble> {
    let damaged = |error: String| {
        Trouble::Damaged(ReadError::at(
            line,
            format!("Line {line} is no sound XML: {error}"),
        ))
    };
    let mut record = Record::default();
    for attribute in tag.attributes().take(ATTRIBUTES) {
        let attribute = attribute.map_err(|error| damaged(error.to_string()))?;
        let value = attribute
            .normalized_value(quick_xml::XmlVersion::Explicit1_0)
            .map_err(|error| damaged(error.to_string()))?;
        let value = value.trim();
        let name = attribute.key.local_name().as_ref().to_ascii_lowercase();
        let (field, rank, cell) = match name.as_str() {
            "text" => (Field::Title, 0, Cell::Text(markup::text_of(value))),
            "title" => (Field::Title, 1, Cell::Text(markup::text_of(value))),
            "htmlurl" => (Field::Url, 0, Cell::Text(value.to_owned())),
            "url" => (Field::Url, 1, Cell::Text(value.to_owned())),
            "xmlurl" => (Field::Feed, 0, Cell::Text(value.to_owned())),
            "description" => (Field::Description, 0, Cell::Text(markup::text_of(value))),
            "_note" => (Field::Description, 1, Cell::Text(markup::text_of(value))),
            "category" => (
                Field::Tags,
                0,
                Cell::Text(value.replace('/', ",").trim_matches(',').to_owned()),
            ),
            "created" => (Field::Added, 0, Cell::Text(value.to_owned())),
            "language" => (Field::Language, 0, Cell::Text(value.to_owned())),
            "caveat" => (Field::Caveat, 0, Cell::Text(value.to_owned())),
            "caveatkind" => (Field::CaveatKind, 0, Cell::Text(value.to_owned())),
            _ => continue,
        };
        record.add(field, rank, cell);
    }
    Ok(record)
}

/// Counts lines on the way through a text.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line of the last character before an offset.
    fn before(&mut self, end: usize) -> usize {
        let passed = self.text.as_bytes().get(self.at..end).unwrap_or_default();
        self.line += passed.iter().filter(|byte| **byte == b'\n').count();
        self.at = self.at.max(end.min(self.text.len()));
        self.line
    }
}
