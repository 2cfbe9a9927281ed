//! A page for the site generator Hugo: front matter, the title once more as the first heading (as
//! themes want it that print none, and so that no category is taken for the title), then headings
//! and lists in plain Markdown, with every word as people wrote it.

use super::awesome::footnotes;
use super::escape;
use super::item::plain;
use super::pieces::paragraphs;
use super::render::{Links, paragraph};
use super::sheet::Sheet;
use crate::transfer::json::RecordStatus;
use crate::transfer::write::{ExportedCategory, ExportedEntry, Skeleton, Writer, aside_of};

pub(in crate::transfer::write) struct HugoWriter {
    frame: Skeleton,
    sheet: Sheet,
}

impl HugoWriter {
    pub(in crate::transfer::write) fn new(skeleton: &Skeleton) -> Self {
        Self {
            frame: skeleton.without_categories(),
            sheet: Sheet::new(2),
        }
    }

    fn words(&mut self, introduction: &str, aside: &str, out: &mut String) {
        for pieces in paragraphs(introduction, self.frame.base_url.as_deref()) {
            self.sheet
                .block(&paragraph(&pieces, &mut Links::Inline), out);
        }
        if !aside.is_empty() {
            self.sheet.block(&format!("({})", escape::text(aside)), out);
        }
    }
}

impl Writer for HugoWriter {
    fn begin(&mut self, out: &mut String) {
        let site = self.frame.site.clone();
        out.push_str(&format!("---\ntitle: {}\n", quoted(&site.title)));
        if !site.data_licence.is_empty() {
            out.push_str(&format!("license: {}\n", quoted(&site.data_licence)));
        }
        out.push_str("---\n");
        let title = escape::text(site.title.trim());
        self.sheet.block(&format!("## {title}"), out);
        let aside = aside_of(site.caveat_kind.as_deref(), &site.caveat);
        self.words(&site.introduction, &aside, out);
    }

    fn category(&mut self, category: &ExportedCategory, out: &mut String) {
        let words = escape::text(&category.title);
        self.sheet.category(category.depth, &words, out);
        self.words(&category.introduction, &category.aside(), out);
    }

    fn entry(&mut self, entry: &ExportedEntry, out: &mut String) {
        if entry.record.status == RecordStatus::Live {
            self.sheet.item(&plain(entry), out);
        }
    }

    fn end(&mut self, out: &mut String) {
        footnotes(&self.frame, &mut self.sheet, out);
    }
}

/// A text as a YAML scalar: JSON strings are YAML strings in double quotation marks.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
