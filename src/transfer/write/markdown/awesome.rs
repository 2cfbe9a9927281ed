//! An "awesome list": one Markdown file by the rules of <https://github.com/sindresorhus/awesome>,
//! as `awesome-lint` checks them.

use super::escape;
use super::item::linted;
use super::lint::settle;
use super::outline::{contents, heading_words};
use super::pieces::{Piece, paragraphs};
use super::render::{Definitions, Links, paragraph};
use super::sheet::Sheet;
use crate::transfer::json::RecordStatus;
use crate::transfer::write::{ExportedCategory, ExportedEntry, Skeleton, Writer, aside_of};

const BADGE: &str = "[![Awesome](https://awesome.re/badge.svg)](https://awesome.re)";

pub(in crate::transfer::write) struct AwesomeWriter {
    frame: Skeleton,
    contents: Vec<String>,
    definitions: Definitions,
    sheet: Sheet,
}

impl AwesomeWriter {
    pub(in crate::transfer::write) fn new(skeleton: &Skeleton) -> Self {
        let sheet = Sheet::new(1);
        Self {
            frame: skeleton.without_categories(),
            contents: contents(&skeleton.site.title, &skeleton.categories, &sheet),
            definitions: Definitions::default(),
            sheet,
        }
    }

    /// An introduction and a caveat, as paragraphs whose links the linter doesn't compare with
    /// those of the items.
    fn words(&mut self, introduction: &str, aside: &str, out: &mut String) {
        for mut pieces in paragraphs(introduction, self.frame.base_url.as_deref()) {
            settle(&mut pieces);
            let words = paragraph(&pieces, &mut Links::Defined(&mut self.definitions));
            self.sheet.block(&words, out);
        }
        if !aside.is_empty() {
            let mut pieces = vec![Piece::Text(format!("({aside})"))];
            settle(&mut pieces);
            self.sheet
                .block(&paragraph(&pieces, &mut Links::Inline), out);
        }
    }

    /// Writes down the addresses that were referred to.
    fn define(&mut self, out: &mut String) {
        let lines = self.definitions.take();
        if !lines.is_empty() {
            self.sheet.leave_list();
            self.sheet.block(&lines.join("\n"), out);
        }
    }
}

impl Writer for AwesomeWriter {
    fn begin(&mut self, out: &mut String) {
        let site = self.frame.site.clone();
        out.push_str(&format!("# {} {BADGE}\n", main_heading(&site.title)));
        let aside = aside_of(site.caveat_kind.as_deref(), &site.caveat);
        self.words(&site.introduction, &aside, out);
        self.define(out);
        let contents = std::mem::take(&mut self.contents);
        if !contents.is_empty() {
            self.sheet.block("## Contents", out);
            self.sheet.block(&contents.join("\n"), out);
        }
    }

    fn category(&mut self, category: &ExportedCategory, out: &mut String) {
        let words = if self.sheet.has_heading(category.depth) {
            self.define(out);
            heading_words(&category.title)
        } else {
            escape::text(&category.title)
        };
        self.sheet.category(category.depth, &words, out);
        self.words(&category.introduction, &category.aside(), out);
    }

    fn entry(&mut self, entry: &ExportedEntry, out: &mut String) {
        if entry.record.status == RecordStatus::Live {
            let words = linted(entry, &mut self.definitions);
            self.sheet.item(&words, out);
        }
    }

    fn end(&mut self, out: &mut String) {
        self.define(out);
        footnotes(&self.frame, &mut self.sheet, out);
    }
}

/// Under which licence the words may be used again, as the curator states it.
pub(super) fn footnotes(frame: &Skeleton, sheet: &mut Sheet, out: &mut String) {
    let name = &frame.site.data_licence;
    if name.is_empty() {
        return;
    }
    let name = match &frame.licence_url {
        Some(url) => format!("[{}]({})", escape::text(name), escape::address(url)),
        None => escape::text(name),
    };
    sheet.leave_list();
    sheet.block("## Footnotes", out);
    sheet.block(
        &format!("Titles and descriptions are free to reuse under {name}."),
        out,
    );
}

/// The title of the list. The linter wants capitals in plain text only, and a heading is bold
/// anyway: so a title in other letters is marked as bold.
fn main_heading(title: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.bytes();
        letters
            .next()
            .is_some_and(|first| first.is_ascii_uppercase())
            && letters.all(|letter| letter.is_ascii_lowercase())
    };
    if title.split(' ').all(capital) {
        title.to_owned()
    } else {
        format!("**{}**", escape::text(title.trim()))
    }
}
