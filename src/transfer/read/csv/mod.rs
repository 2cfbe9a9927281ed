//! Tables: comma-separated values and their kin (RFC 4180, as spreadsheets really write it).

mod dialect;
mod mapping;

use csv::{ReaderBuilder, StringRecord};

use self::dialect::Dialect;
use self::mapping::Mapping;
use super::build::{Builder, shortened};
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
    refuse_long_lines(text, limits)?;
    let dialect = Dialect::of(text);
    let text = dialect.without_blanks(text);
    let text = text.as_ref();
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

/// A line of many megabytes is no row of a table.
fn refuse_long_lines(text: &str, limits: Limits) -> Result<(), ReadError> {
    let most = limits.field_bytes.saturating_mul(16);
    match text.lines().position(|line| line.len() > most) {
        None => Ok(()),
        Some(index) => Err(ReadError::at(
            index + 1,
            format!(
                "Line {} is longer than {} KiB, so this is no table",
                index + 1,
                most / 1_024
            ),
        )),
    }
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
                    let line = start.map_or(0, |at| usize::try_from(at.line()).unwrap_or(0));
                    let byte = start.map_or(0, |at| usize::try_from(at.byte()).unwrap_or(0));
                    let last = reader.is_done()
                        || usize::try_from(reader.position().byte())
                            .is_ok_and(|at| at >= text.len());
                    let raw = text.get(byte..).unwrap_or_default();
                    if last && ends_in_quotes(raw, dialect) {
                        return Some(Err(ReadError::at(
                            line,
                            format!(
                                "The quotation mark that opens in line {line} is never closed, so the \
                             file may end too early"
                            ),
                        )));
                    }
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

/// Whether the last row opens a quoted cell that nothing closes.
fn ends_in_quotes(raw: &str, dialect: Dialect) -> bool {
    let opens = raw.trim_start().starts_with('"')
        || raw.contains(&format!("{}\"", char::from(dialect.delimiter)));
    opens && raw.matches('"').count() % 2 == 1
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
