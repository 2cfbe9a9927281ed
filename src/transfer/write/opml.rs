//! OPML 2.0 (<http://opml.org/spec2.opml>): categories are outlines, entries outlines of type
//! `link` inside them.

use super::xml::escape;
use super::{ExportedCategory, ExportedEntry, Skeleton, Writer, joined_tags};
use crate::transfer::json::RecordStatus;

pub(super) struct OpmlWriter {
    title: String,
    base_url: Option<String>,
    depth: usize,
}

impl OpmlWriter {
    pub(super) fn new(skeleton: &Skeleton) -> Self {
        Self {
            title: skeleton.site.title.clone(),
            base_url: skeleton.base_url.clone(),
            depth: 0,
        }
    }

    fn indent(&self, out: &mut String) {
        out.extend(std::iter::repeat_n("  ", self.depth + 2));
    }

    fn close_to(&mut self, depth: usize, out: &mut String) {
        while self.depth > depth {
            self.depth -= 1;
            self.indent(out);
            out.push_str("</outline>\n");
        }
    }
}

impl Writer for OpmlWriter {
    fn begin(&mut self, out: &mut String) {
        out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n    <title>");
        escape(&self.title, out);
        out.push_str("</title>\n");
        if let Some(base_url) = &self.base_url {
            out.push_str("    <ownerId>");
            escape(base_url, out);
            out.push_str("/</ownerId>\n");
        }
        out.push_str("    <docs>http://opml.org/spec2.opml</docs>\n  </head>\n  <body>\n");
    }

    fn category(&mut self, category: &ExportedCategory, out: &mut String) {
        self.close_to(category.depth - 1, out);
        self.indent(out);
        out.push_str("<outline");
        attribute("text", &category.title, out);
        attribute("description", &category.introduction, out);
        attribute("caveat", category.caveat_words(), out);
        let kind = category
            .caveat
            .as_ref()
            .map_or("", |caveat| caveat.kind.as_str());
        attribute("caveatKind", kind, out);
        out.push_str(">\n");
        self.depth += 1;
    }

    fn entry(&mut self, entry: &ExportedEntry, out: &mut String) {
        let record = &entry.record;
        if record.status != RecordStatus::Live {
            return;
        }
        self.indent(out);
        out.push_str("<outline");
        attribute("text", &record.title, out);
        attribute("type", "link", out);
        attribute("url", &record.url, out);
        attribute("description", &record.description, out);
        attribute("caveat", &record.caveat, out);
        attribute(
            "caveatKind",
            record.caveat_kind.as_deref().unwrap_or_default(),
            out,
        );
        attribute("category", &joined_tags(&record.tags, ","), out);
        attribute("language", &record.language, out);
        if let Some(at) = record.added_at {
            attribute("created", &rfc_822(at), out);
        }
        out.push_str("/>\n");
    }

    fn end(&mut self, out: &mut String) {
        self.close_to(0, out);
        out.push_str("  </body>\n</opml>\n");
    }
}

/// An attribute that says something.
fn attribute(name: &str, value: &str, out: &mut String) {
    if !value.is_empty() || name == "text" {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        escape(value, out);
        out.push('"');
    }
}

/// The date format of OPML: RFC 822, with the year in four digits.
fn rfc_822(at: i64) -> String {
    jiff::Timestamp::from_millisecond(at).map_or_else(
        |_| String::new(),
        |timestamp| timestamp.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string(),
    )
}
