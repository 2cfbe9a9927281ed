//! Where the readers of running text put what they find.

use super::aside::take_caveat;
use crate::text::markdown::plain_text;
use crate::transfer::aside;
use crate::transfer::list::{
    Limits, Place, ReadCategory, ReadEntry, ReadError, ReadList, Remark, RemarkKind,
};

/// How many remarks are kept.
const REMARKS: usize = 10_000;

/// How much of a line a remark quotes.
const QUOTED: usize = 80;

/// Links of one kind that are told in one remark.
#[derive(Clone, Copy, Debug, Default)]
struct Counted {
    count: usize,
    first_line: usize,
}

/// A list under construction, and what was left out of it.
pub(super) struct Collector<'l> {
    pub(super) list: &'l mut ReadList,
    file: usize,
    limits: Limits,
    /// How many categories other files brought.
    pub(super) others: usize,
    inner: Counted,
    pictures: Counted,
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

    fn place(&self, line: usize) -> Place {
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

    /// Says what was left out and why.
    pub(super) fn left_out(&mut self, number: usize, reason: String) {
        self.remark(number, RemarkKind::LeftOut, reason);
    }

    /// Says what should have been an entry and can't be.
    pub(super) fn unusable(&mut self, number: usize, reason: String) {
        self.remark(number, RemarkKind::Unusable, reason);
    }

    fn remark(&mut self, number: usize, kind: RemarkKind, mut reason: String) {
        let place = self.place(number);
        match self.list.remarks.len() {
            ..REMARKS => {}
            REMARKS => reason = "there is more to say about this file than is kept".to_owned(),
            _ => return,
        }
        self.list.remarks.push(Remark {
            place,
            kind,
            reason,
        });
    }

    /// Says that links in running text are no entries.
    pub(super) fn running_text(&mut self, number: usize, urls: &[&str]) {
        match urls {
            [] => {}
            [url] => self.left_out(number, format!("a link in running text: {}", quoted(url))),
            [first, others @ ..] => {
                let more = others.len();
                let reason = format!("links in running text: {} and {more} more", quoted(first));
                self.left_out(number, reason);
            }
        }
    }

    /// Counts links within the page.
    pub(super) fn inner_links(&mut self, number: usize, count: usize) {
        self.inner.add(number, count);
    }

    /// Counts pictures and badges.
    pub(super) fn pictures(&mut self, number: usize, count: usize) {
        self.pictures.add(number, count);
    }

    /// Adds the remarks that sum up, and puts all of this file's in order.
    pub(super) fn finish(mut self) {
        for (counted, one, many) in [
            (
                self.inner,
                "a link within the page",
                "links within the page, such as a table of contents",
            ),
            (self.pictures, "a picture or badge", "pictures or badges"),
        ] {
            match counted.count {
                0 => {}
                1 => self.left_out(counted.first_line, one.to_owned()),
                count => self.left_out(counted.first_line, format!("{count} {many}")),
            }
        }
        let file = self.file;
        let first = self
            .list
            .remarks
            .partition_point(|remark| remark.place.file < file);
        self.list.remarks[first..].sort_by(|a, b| a.place.cmp(&b.place));
    }
}

impl Counted {
    fn add(&mut self, number: usize, count: usize) {
        if self.count == 0 {
            self.first_line = number;
        }
        self.count += count;
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

/// The beginning of some words, for a remark.
pub(super) fn quoted(words: &str) -> String {
    match words.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("“{}…”", &words[..end]),
        None => format!("“{words}”"),
    }
}
