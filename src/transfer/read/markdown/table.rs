//! Tables: rows that are entries, and rows that are only words.

use super::block::Row;
use super::collect::{Collector, Found, quoted};
use super::columns::Columns;
use super::inline::Line;
use super::lead::links;
use super::render::{list_markdown, row_markdown};
use crate::transfer::list::ReadError;

impl Collector<'_> {
    /// Adds the entries of a table. Rows that are none are kept as text.
    pub(super) fn table(
        &mut self,
        category: Option<usize>,
        head: &[Line],
        rows: &[Row],
    ) -> Result<(), ReadError> {
        let (head, rows) = match (head, rows) {
            // HTML tables have no mark that says which row is the header.
            ([], [first, others @ ..]) if is_header(&first.cells) => (&first.cells[..], others),
            other => other,
        };
        let columns = Columns::new(head, rows);
        let found: Vec<Option<Found>> = rows.iter().map(|row| columns.entry(row)).collect();
        let mostly_entries = found.iter().flatten().count() * 2 >= rows.len();
        let mut texts = Vec::new();
        for (row, found) in rows.iter().zip(found) {
            if let Some(found) = found {
                self.entry(category, found)?;
                continue;
            }
            let text = row_markdown(&row.cells);
            if mostly_entries && !text.is_empty() {
                self.unusable(
                    row.number,
                    format!("no link to begin with in the row {}", quoted(&text)),
                );
            } else {
                for cell in &row.cells {
                    self.remark_links(&links(&cell.inlines), row.number);
                }
                texts.push(text);
            }
        }
        if texts.iter().any(|text| !text.is_empty()) {
            texts.insert(0, row_markdown(head));
        }
        let number = rows.first().map_or(0, |row| row.number);
        self.introduce(category, &list_markdown(None, &texts), number)
    }
}

fn is_header(cells: &[Line]) -> bool {
    cells.iter().all(|cell| {
        let links = links(&cell.inlines);
        links.web.is_empty()
            && links.elsewhere.is_empty()
            && links.inner == 0
            && links.pictures == 0
    })
}
