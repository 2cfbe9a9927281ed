//! Tables: comma-separated values and their kin (RFC 4180, as spreadsheets really write it).

mod dialect;
mod mapping;
mod quotes;
#[cfg(test)]
mod tests;

use csv::{ReaderBuilder, StringRecord};

use self::dialect::Dialect;
use self::mapping::Mapping;
use super::build::{Builder, shortened};
use super::guard;
use super::record::{Cell, Field, Record};
use crate::transfer::list::{Limits, ReadEntry, ReadError, ReadList, RemarkKind};

/// How many rows are looked at to learn what the columns hold.
const SAMPLE: usize = 200;
/// The most columns of a table.
const COLUMNS: usize = 1_000;
/// What spreadsheets take for the beginning of a formula, and the mark that our own exports put
/// before it.
const FORMULA: [char; 12] = [
    '=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠',
];

/// Reads a table with or without a header into the list.
///
/// # Errors
/// When it is no table, holds too much, or ends inside quotation marks.
pub fn read_csv(
    text: &str,
    file: usize,
    limits: Limits,
    list: &mut ReadList,
) -> Result<(), ReadError> {
    let mut builder = Builder::new(list, file, limits);
    guard::refuse_long_pieces(text, b"\n", limits)?;
    let (dialect, text) = Dialect::of(text);
    let text = dialect.without_blanks(&text);
    let text = text.as_ref();
    quotes::refuse_open(text, dialect, limits)?;
    let mut sample = Vec::new();
    for row in rows(text, dialect).take(SAMPLE) {
        sample.push(row?.1);
    }
    let mapping = Mapping::of(&sample)?;
    builder.list.columns = mapping.columns();
    for header in mapping.unknown() {
        let reason = format!(
            "The column “{}” is not taken, as nothing tells what it holds",
            shortened(header)
        );
        builder.remark(1, RemarkKind::LeftOut, reason);
    }
    let first = usize::from(mapping.has_header);
    for row in rows(text, dialect).skip(first) {
        let (line, cells) = row?;
        take(&cells, line, &mapping, &mut builder)?;
    }
    Ok(())
}

/// The rows that hold anything, each with its line.
fn rows(
    text: &str,
    dialect: Dialect,
) -> impl Iterator<Item = Result<(usize, StringRecord), ReadError>> + '_ {
    let mut reader = ReaderBuilder::new()
        .delimiter(dialect.delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    std::iter::from_fn(move || {
        loop {
            let mut row = StringRecord::new();
            match reader.read_record(&mut row) {
                Ok(false) => return None,
                Err(error) => {
                    return Some(Err(ReadError::of_file(format!(
                        "This is no table: {error}"
                    ))));
                }
                Ok(true) if row.iter().all(|cell| cell.trim().is_empty()) => {}
                Ok(true) => {
                    let start = row.position();
                    let counted = start.map_or(0, |at| usize::try_from(at.line()).unwrap_or(0));
                    let byte = start.map_or(0, |at| usize::try_from(at.byte()).unwrap_or(0));
                    // Blank lines before it are counted as its own.
                    let blank = text.as_bytes().get(byte..).unwrap_or_default().iter();
                    let blank = blank.take_while(|byte| byte.is_ascii_whitespace());
                    let line = counted + blank.filter(|byte| **byte == b'\n').count();
                    if row.len() > COLUMNS {
                        return Some(Err(ReadError::at(
                            line,
                            format!("Line {line} has more than {COLUMNS} columns"),
                        )));
                    }
                    return Some(Ok((line, row)));
                }
            }
        }
    })
}

fn take(
    cells: &StringRecord,
    line: usize,
    mapping: &Mapping,
    builder: &mut Builder<'_>,
) -> Result<(), ReadError> {
    if cells.len() != mapping.width() && mapping.has_header {
        let reason = format!(
            "This line has {} cells where the header has {}: a cell may be in the wrong place",
            cells.len(),
            mapping.width()
        );
        builder.remark(line, RemarkKind::Repaired, reason);
    }
    let mut record = Record::default();
    for (index, cell) in cells.iter().enumerate() {
        let Some((field, rank)) = mapping.field(index) else {
            continue;
        };
        let text = unguarded(cell.trim_matches([' ', '\u{feff}'])).trim();
        let cell = match field {
            Field::Category if mapping.splits_at_slash(index) && !text.contains('>') => {
                Cell::Text(text.replace('/', " > "))
            }
            _ => Cell::Text(text.to_owned()),
        };
        record.add(field, rank, cell);
    }
    if record.has_link() || !record.text(Field::Url).is_empty() {
        return record.take(builder, None, line);
    }
    let title = record.text(Field::Title);
    builder.entry(
        ReadEntry {
            title,
            ..ReadEntry::default()
        },
        line,
    )
}

/// A cell without the mark that keeps spreadsheets from running it.
fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'')
        .filter(|rest| rest.starts_with(FORMULA) || rest.starts_with('\''))
        .unwrap_or(cell)
}
