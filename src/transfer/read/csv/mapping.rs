//! Which column of a table says what.

use std::collections::HashSet;

use csv::StringRecord;

use crate::transfer::list::{Column, ReadError};
use crate::transfer::read::links;
use crate::transfer::read::record::Field;

/// What each column holds.
#[derive(Debug)]
pub struct Mapping {
    /// Whether the first row names the columns.
    pub has_header: bool,
    headers: Vec<String>,
    fields: Vec<Option<(Field, usize)>>,
    slashes: Vec<bool>,
}

impl Mapping {
    /// Learns from the header's names, and from what the columns hold where names don't tell.
    ///
    /// # Errors
    /// When no column holds links.
    pub fn of(sample: &[StringRecord]) -> Result<Self, ReadError> {
        let Some(first) = sample.first() else {
            return Err(ReadError::of_file("This table has no rows"));
        };
        let has_header = !first.iter().any(|cell| links::is_web(cell.trim()));
        let rows = sample.get(usize::from(has_header)..).unwrap_or_default();
        let width = if has_header {
            first.len()
        } else {
            rows.iter().map(StringRecord::len).max().unwrap_or(0)
        };
        let headers: Vec<String> = (0..width)
            .map(|index| match first.get(index) {
                Some(name) if has_header => name.trim().trim_start_matches('\u{feff}').to_owned(),
                _ => format!("Column {}", index + 1),
            })
            .collect();
        let mut fields: Vec<Option<(Field, usize)>> = headers
            .iter()
            .map(|name| Field::named(name).filter(|_| has_header))
            .collect();
        find_links(&mut fields, rows);
        find_titles(&mut fields, rows);
        if !fields
            .iter()
            .flatten()
            .any(|(field, _)| matches!(field, Field::Url | Field::SourceCode | Field::Feed))
        {
            return Err(ReadError::at(
                1,
                "No column of this table holds links: one should be called “url” or “link”",
            ));
        }
        let slashes = (0..width)
            .map(|index| parts_at_slash(rows, index))
            .collect();
        Ok(Self {
            has_header,
            headers,
            fields,
            slashes,
        })
    }

    /// How many columns there are.
    pub fn width(&self) -> usize {
        self.headers.len()
    }

    /// What a column says, and how surely.
    pub fn field(&self, column: usize) -> Option<(Field, usize)> {
        self.fields.get(column).copied().flatten()
    }

    /// Whether `A/B` in this column is a path.
    pub fn splits_at_slash(&self, column: usize) -> bool {
        self.slashes.get(column).copied().unwrap_or(false)
    }

    /// The columns that nothing is taken from.
    pub fn unknown(&self) -> impl Iterator<Item = &str> {
        let pairs = self.headers.iter().zip(&self.fields);
        pairs
            .filter(|(name, field)| field.is_none() && !name.is_empty())
            .map(|(name, _)| name.as_str())
    }

    /// For people.
    pub fn columns(&self) -> Vec<Column> {
        let pairs = self.headers.iter().zip(&self.fields);
        pairs
            .map(|(header, field)| Column {
                header: header.clone(),
                field: field.map(|(field, _)| field.label()),
            })
            .collect()
    }
}

/// A column called "address" may hold streets: only links make a column of links. When no name
/// tells, the first column of which most cells are links is the one.
fn find_links(fields: &mut [Option<(Field, usize)>], rows: &[StringRecord]) {
    let linked = |index: usize| share(rows, index, |cell| links::check(cell).is_ok());
    for (index, field) in fields.iter_mut().enumerate() {
        if matches!(field, Some((Field::Url, rank)) if *rank > 0)
            && !rows.is_empty()
            && linked(index) == 0
        {
            *field = None;
        }
    }
    if !fields
        .iter()
        .flatten()
        .any(|(field, _)| *field == Field::Url)
    {
        let web = |index: usize| share(rows, index, links::is_web);
        let free = (0..fields.len()).filter(|index| {
            fields.get(*index).is_some_and(|field| match field {
                None => true,
                Some((field, _)) => !matches!(field, Field::SourceCode | Field::Feed | Field::Demo),
            })
        });
        if let Some(index) = free.into_iter().find(|index| web(*index) > 50)
            && let Some(field) = fields.get_mut(index)
        {
            *field = Some((Field::Url, 0));
        }
    }
}

/// Without a column of titles, the first column of text that nothing is known of holds them, else
/// what is called a description and is short.
fn find_titles(fields: &mut [Option<(Field, usize)>], rows: &[StringRecord]) {
    if fields
        .iter()
        .flatten()
        .any(|(field, _)| *field == Field::Title)
    {
        return;
    }
    let texts = |index: usize| {
        share(rows, index, |cell| {
            cell.chars().any(char::is_alphabetic) && !links::is_web(cell)
        })
    };
    let known = |wanted: Option<Field>| {
        let mut columns = fields.iter().enumerate();
        columns.find_map(|(index, field)| {
            (field.map(|(field, _)| field) == wanted && texts(index) > 50).then_some(index)
        })
    };
    let short = |index: &usize| share(rows, *index, |cell| cell.chars().count() < 120) > 80;
    let description = known(Some(Field::Description)).filter(short);
    if let Some(index) = known(None).into_iter().chain(description).min()
        && let Some(field) = fields.get_mut(index)
    {
        *field = Some((Field::Title, 0));
    }
}

/// How many of a column's cells that hold anything are such, in percent.
fn share(rows: &[StringRecord], column: usize, is_such: impl Fn(&str) -> bool) -> usize {
    let cells: Vec<&str> = (rows.iter().filter_map(|row| row.get(column)))
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .collect();
    let such = cells.iter().filter(|cell| is_such(cell)).count();
    such * 100 / cells.len().max(1)
}

/// Whether slashes part the categories of a column: what stands before one stands there often, or
/// by itself.
fn parts_at_slash(rows: &[StringRecord], column: usize) -> bool {
    let cells: HashSet<&str> = rows
        .iter()
        .filter_map(|row| row.get(column))
        .map(str::trim)
        .collect();
    let heads: Vec<&str> = cells
        .iter()
        .filter_map(|cell| cell.split_once('/'))
        .map(|(head, _)| head.trim())
        .collect();
    let often = |head: &&str| {
        heads.iter().filter(|other| *other == head).count() > 1 || cells.contains(*head)
    };
    !heads.is_empty() && heads.iter().all(often) && !cells.iter().any(|cell| cell.contains("://"))
}
