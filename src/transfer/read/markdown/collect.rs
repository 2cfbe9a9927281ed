//! Where the readers of running text put what they find.

use super::aside::take_caveat;
use super::remarks::Counted;
pub(super) use super::remarks::quoted;
use crate::text::markdown::plain_text;
use crate::transfer::aside;
use crate::transfer::list::{Limits, Place, ReadCategory, ReadEntry, ReadError, ReadList};

/// A list under construction, and what was left out of it.
pub(super) struct Collector<'l> {
    pub(super) list: &'l mut ReadList,
    pub(super) file: usize,
    limits: Limits,
    /// How many categories other files brought.
    pub(super) others: usize,
    pub(super) inner: Counted,
    pub(super) pictures: Counted,
}

/// What a reader found out about an entry.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    pub(super) url: String,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) tags: Vec<String>,
    pub(super) number: usize,
}

impl<'l> Collector<'l> {
    pub(super) fn new(list: &'l mut ReadList, file: usize, limits: Limits) -> Self {
        Self {
            others: list.categories.len(),
            list,
            file,
            limits,
            inner: Counted::default(),
            pictures: Counted::default(),
        }
    }

    pub(super) fn place(&self, line: usize) -> Place {
        let file = self.file;
        Place { file, line }
    }

    /// Whether a text and one more row still fit.
    fn check(&self, number: usize, text: usize) -> Result<(), ReadError> {
        if text > self.limits.field_bytes {
            let kilobytes = self.limits.field_bytes / 1024;
            let reason = format!("one text here is longer than {kilobytes} KB");
            return Err(ReadError::at(number, reason));
        }
        if self.list.entries.len() + self.list.categories.len() >= self.limits.rows {
            let rows = self.limits.rows;
            let reason = format!("this holds more than {rows} entries and categories");
            return Err(ReadError::at(number, reason));
        }
        Ok(())
    }

    /// Adds a category.
    pub(super) fn category(
        &mut self,
        parent: Option<usize>,
        title: String,
        number: usize,
    ) -> Result<usize, ReadError> {
        self.check(number, title.len())?;
        let place = self.place(number);
        self.list.categories.push(ReadCategory {
            parent,
            title,
            place,
            ..ReadCategory::default()
        });
        Ok(self.list.categories.len() - 1)
    }

    /// Adds an entry.
    pub(super) fn entry(
        &mut self,
        category: Option<usize>,
        found: Found,
    ) -> Result<usize, ReadError> {
        let mut description = found.description;
        let longest = description
            .len()
            .max(found.title.len())
            .max(found.url.len());
        self.check(found.number, longest)?;
        let caveat =
            aside::take(&mut description, plain_text).or_else(|| take_caveat(&mut description));
        let place = self.place(found.number);
        self.list.entries.push(ReadEntry {
            category,
            url: found.url,
            title: found.title,
            description,
            caveat,
            tags: found.tags,
            place,
            ..ReadEntry::default()
        });
        Ok(self.list.entries.len() - 1)
    }

    /// Adds a block to what an entry says.
    pub(super) fn describe(
        &mut self,
        entry: usize,
        block: &str,
        number: usize,
    ) -> Result<(), ReadError> {
        if let Some(entry) = self.list.entries.get_mut(entry) {
            add_block(&mut entry.description, block);
            let length = entry.description.len();
            self.check(number, length)?;
        }
        Ok(())
    }

    /// Adds a block to the introduction of a category, or of the list.
    pub(super) fn introduce(
        &mut self,
        category: Option<usize>,
        block: &str,
        number: usize,
    ) -> Result<(), ReadError> {
        let mut block = block.to_owned();
        let category = category.and_then(|at| self.list.categories.get_mut(at));
        let introduction = match category {
            Some(category) => {
                let caveat = &mut category.caveat;
                *caveat = (caveat.take()).or_else(|| aside::take(&mut block, plain_text));
                &mut category.introduction
            }
            None => &mut self.list.introduction,
        };
        add_block(introduction, &block);
        let length = introduction.len();
        self.check(number, length)
    }
}

fn add_block(text: &mut String, block: &str) {
    if block.is_empty() {
        return;
    }
    if !text.is_empty() {
        text.push_str("\n\n");
    }
    text.push_str(block);
}
