//! Markdown as people write it: CommonMark and what GitHub adds, with the front matter of Hugo and
//! Jekyll, and with HTML inside.
//!
//! `guard` refuses what nobody wrote, `parse` makes blocks of the text (with `tags` for its
//! HTML), `outline` finds the title and the categories, `section` and its neighbours the
//! entries, and `collect` takes them in and keeps account of what was left out.

mod aside;
pub(super) mod block;
pub(super) mod builder;
mod collect;
mod columns;
mod entry;
mod finish;
pub(super) mod front_matter;
pub(super) mod guard;
pub(super) mod html;
pub(super) mod inline;
mod items;
mod lead;
mod leaflet;
pub(super) mod linkify;
mod named;
mod open;
pub(super) mod outline;
pub(super) mod parse;
mod prune;
mod remarks;
mod render;
mod section;
mod spans;
mod table;
mod tags;

use crate::transfer::list::{Limits, ReadError, ReadList};

/// Adds what a Markdown file holds to a list. `file` is its index among the files that are read.
///
/// # Errors
///
/// When the file holds more than the limits allow; the list is of no use then.
pub fn read_markdown(
    text: &str,
    file: usize,
    limits: Limits,
    list: &mut ReadList,
) -> Result<(), ReadError> {
    let page = front_matter::split(text);
    let title = page
        .front_matter
        .title
        .filter(|title| !title.trim().is_empty());
    let read = || {
        guard::check(page.body, page.lines_before, limits)?;
        let blocks = parse::blocks(page.body, page.lines_before, limits)?;
        outline::take(blocks, title, file, limits, list)
    };
    read().map_err(|error| ReadError { file, ..error })
}

#[cfg(test)]
mod hostile_tests;
#[cfg(test)]
mod property_tests;
#[cfg(test)]
mod reading_tests;
#[cfg(test)]
mod section_tests;
#[cfg(test)]
mod table_tests;
