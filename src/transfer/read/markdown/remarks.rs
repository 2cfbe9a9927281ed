//! What a person should know about what was left out.

use super::collect::Collector;
use crate::transfer::list::{Remark, RemarkKind};

/// How many remarks are kept.
const REMARKS: usize = 10_000;

/// How much of a line a remark quotes.
const QUOTED: usize = 80;

/// Links of one kind that are told in one remark.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counted {
    count: usize,
    first_line: usize,
}

impl Collector<'_> {
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

/// The beginning of some words, for a remark.
pub(super) fn quoted(words: &str) -> String {
    match words.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("“{}…”", &words[..end]),
        None => format!("“{words}”"),
    }
}
